"""Reading the chain: who oversees the upper plan sees every lower plan's part, a unit what was proposed to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.base.text import fold
from chungtay.chain.models import Answer, Link, PlanPair, Promise
from chungtay.chain.rules import Coverage, LinkState, PromiseKind, ProposalState, thresholds
from chungtay.notices.rules import Act, Due
from chungtay.plans import queries as plans
from chungtay.plans.rules import LinkRole, PlanState

_ABOVE = (LinkRole.IMPLEMENTS, LinkRole.BASIS)
Counts = dict[Coverage, int]


@dataclass(frozen=True, slots=True)
class UpperRow:
    """A plan with plans beneath it: how many, and what they make of all its promises together."""

    plan: object
    lower: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class Asked:
    """What the coverage page is asked for; None and "" ask for everything."""

    state: Coverage | None = None
    kind: PromiseKind | None = None
    words: str = ""


def visible_pairs(actor: Actor, on: date) -> QuerySet[PlanPair]:
    return PlanPair.objects.filter(upper__in=plans.overseen(actor, on))


def visible_answers(actor: Actor, on: date) -> QuerySet[Answer]:
    """Of the plans that one oversees all, else what was proposed to one's own body."""
    mine = ~Q(proposal="") & Q(pair__unit__in=actor.bodies)
    return Answer.objects.filter(Q(pair__upper__in=plans.overseen(actor, on)) | mine)


def get_answer(actor: Actor, answer: int, *, on: date, locked: bool = False) -> Answer:
    found = visible_answers(actor, on).filter(pk=answer)
    found = found.select_for_update(of=("self",)) if locked else found
    row = found.select_related("promise", "pair__upper", "pair__lower", "pair__unit").first()
    if row is None:
        raise NotThere("answer")
    return row


def get_pair(actor: Actor, pair: int, *, on: date) -> PlanPair:
    row = visible_pairs(actor, on).select_related("upper", "lower", "unit").filter(pk=pair).first()
    if row is None:
        raise NotThere("pair")
    return row


def list_upper(actor: Actor, *, on: date) -> list[UpperRow]:
    """Plans in force that other plans name or are held against; the most holes first."""
    pairs = visible_pairs(actor, on).filter(compared_at__isnull=False)
    counted: dict[int, Counts] = {}
    rows = Answer.objects.filter(pair__in=pairs).order_by().values_list("pair__upper", "state")
    for upper, state, number in rows.annotate(number=Count("pk")):
        counted.setdefault(upper, {})[Coverage(state)] = number
    lower = dict(pairs.order_by().values_list("upper").annotate(number=Count("pk")))
    found = plans.visible_plans(actor, on).filter(pk__in=plans.overseen(actor, on), state=PlanState.IN_FORCE)
    named = found.filter(Q(pk__in=counted) | Q(named_by__role__in=_ABOVE)).distinct()
    rows_of = [UpperRow(plan, lower.get(plan.pk, 0), counted.get(plan.pk, {})) for plan in named]
    return sorted(rows_of, key=lambda row: -row.counts.get(Coverage.HOLE, 0))


def list_proposals(actor: Actor, *, on: date) -> QuerySet[Answer]:
    """What the actor's body is asked to take up and has not answered."""
    found = Answer.objects.filter(proposal=ProposalState.OPEN, pair__unit__in=actor.bodies)
    return found.select_related("promise", "pair__upper", "pair__lower").order_by("proposed_due", "pk")


def list_lower_choices(actor: Actor, upper: int, *, on: date) -> list[tuple[int, str]]:
    """Plans in force that may yet be held against this one: those that name it first."""
    known = PlanPair.objects.filter(upper=upper, compared_at__isnull=False).values("lower")
    found = plans.visible_plans(actor, on).filter(pk__in=plans.overseen(actor, on), state=PlanState.IN_FORCE)
    naming = set(found.filter(links__linked=upper, links__role__in=_ABOVE).values_list("pk", flat=True))
    rows = [(row.pk, f"{row}: {row.title}"[:120]) for row in found.exclude(pk=upper).exclude(pk__in=known)]
    return sorted(rows, key=lambda row: (row[0] not in naming, row[1]))


def list_unmatched(actor: Actor, upper: int, *, on: date) -> list[int]:
    """Lower plans that name this one, or were held against an older version of either, and wait to be compared."""
    found = plans.visible_plans(actor, on).filter(pk__in=plans.overseen(actor, on), state=PlanState.IN_FORCE)
    naming = found.filter(links__linked=upper, links__role__in=_ABOVE, issuer__isnull=False)
    pairs = PlanPair.objects.filter(upper=upper).select_related("upper", "lower")
    current = {
        pair.lower_id
        for pair in pairs
        if (pair.upper_version, pair.lower_version) == (pair.upper.version, pair.lower.version)
    }
    wanted = set(naming.values_list("pk", flat=True)) | {pair.lower_id for pair in pairs}
    return sorted(wanted - current - {upper})


def count_by_state(answers: QuerySet[Answer]) -> Counts:
    counted = dict(answers.order_by().values_list("state").annotate(number=Count("pk")))
    return {state: counted.get(state.value, 0) for state in Coverage}


def tally(answers: QuerySet[Answer], by: str) -> dict[int, Counts]:
    """How many cells stand in each state, for every promise or every pair (``by``): the whole matrix in one query."""
    found: dict[int, Counts] = {}
    for one, state, number in answers.order_by().values_list(by, "state").annotate(number=Count("pk")):
        found.setdefault(one, dict.fromkeys(Coverage, 0))[Coverage(state)] = number
    return found


def most_open_first(tallied: dict[int, Counts], state: Coverage | None) -> list[int]:
    """Those that have any cell in the state asked for; the most holes first, then the most changes."""
    kept = [one for one, counts in tallied.items() if state is None or counts[state]]
    worst = (Coverage.HOLE, Coverage.CHANGED, Coverage.SUGGESTED)
    return sorted(kept, key=lambda one: (*(-tallied[one][state] for state in worst), one))


def list_answers(actor: Actor, upper: int, asked: Asked, *, on: date) -> QuerySet[Answer]:
    """Cells of the matrix under the filters; ``asked.state`` too."""
    found = Answer.objects.filter(pair__in=visible_pairs(actor, on).filter(upper=upper))
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.kind:
        found = found.filter(promise__kind=asked.kind)
    for word in fold(asked.words).split():
        found = found.filter(promise__folded__contains=word)
    return found


def promises_of(promises: Iterable[int]) -> dict[int, Promise]:
    return Promise.objects.in_bulk(list(promises))


def pairs_of(pairs: Iterable[int]) -> dict[int, PlanPair]:
    return PlanPair.objects.select_related("unit", "lower").in_bulk(list(pairs))


_ORDER = Case(
    *(When(state=state, then=Value(place)) for place, state in enumerate(Coverage)),
    output_field=IntegerField(),
)


def with_links(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Cells with the links that stand (``standing``), holes first."""
    links = Link.objects.exclude(state=LinkState.REJECTED).select_related("lower")
    found = answers.select_related("promise", "pair__unit", "pair__lower")
    return found.prefetch_related(Prefetch("links", queryset=links, to_attr="standing")).order_by(
        _ORDER, "promise__kind", "promise__position", "pair__unit__name"
    )


def list_links(answer: Answer) -> QuerySet[Link]:
    return answer.links.select_related("lower", "decided_by")


def list_sure(pair: PlanPair) -> QuerySet[Link]:
    """Suggestions of one lower plan that may be confirmed in one step."""
    sure = Link.objects.filter(answer__pair=pair, state=LinkState.SUGGESTED, score__gte=thresholds().sure)
    return sure.select_related("lower", "answer__promise").order_by("-score", "pk")


def list_lower_promises(answer: Answer) -> QuerySet[Promise]:
    """What of the lower plan a person may still link by hand."""
    linked = answer.links.values("lower")
    return Promise.objects.filter(plan=answer.pair.lower).exclude(pk__in=linked)


def due_of(bodies: frozenset[int], on: date, until: date) -> list[Due]:
    """For the reminders: proposals that these bodies have not answered, since the day they were made."""
    asked = Answer.objects.filter(proposal=ProposalState.OPEN, pair__unit__in=bodies)
    asked = asked.filter(proposed_at__date__lte=until).select_related("promise", "pair__upper")
    return [
        Due(
            key=f"chain.answer:{row.pk}", agency=row.pair.unit_id, act=Act.ANSWER,
            on=timezone.localdate(row.proposed_at), words=row.promise.text[:200],
            link=reverse("chain:answer", args=[row.pk]), office=row.pair.upper.owner_id,
        )
        for row in asked
    ]  # fmt: skip
