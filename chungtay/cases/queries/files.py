"""Files, as far as the actor may see them."""

from dataclasses import replace
from datetime import date, datetime

from django.db.models import Count, F, Prefetch, Q, QuerySet

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.breakglass.rules import opened_ids
from chungtay.cases.models import CaseFile, Episode, Paper, Referral, Step, Transfer
from chungtay.cases.rules import (
    KIND,
    OVERSEE,
    READ,
    Course,
    Fact,
    ReferralState,
    Sight,
    Touching,
    TransferState,
    course_of,
    may_work,
    sight_of,
)
from chungtay.people import queries as people
from chungtay.people.access import everything
from chungtay.people.rules import ADULT, read_born
from chungtay.places import queries as places

_LIVE = (ReferralState.ASKED, ReferralState.ACCEPTED)


def visible_to(actor: Actor) -> QuerySet[CaseFile]:
    """Every file of which ``rules.sight_of`` shows anything to the actor."""
    seen = Q(pk__in=opened_ids(actor, KIND))
    if actor.can(READ):
        seen |= _touched_by(actor)
    if actor.can(OVERSEE):
        seen |= Q(keeper__place__in=places.ids_ever_within(actor.reach))
    return CaseFile.objects.filter(seen)


def named_to(actor: Actor) -> QuerySet[CaseFile]:
    """Every file of which the actor sees whom it is about."""
    seen = Q(pk__in=opened_ids(actor, KIND))
    if actor.can(READ):
        seen |= _touched_by(actor)
    return CaseFile.objects.filter(seen)


def _touched_by(actor: Actor) -> Q:
    """Kept by the actor's body, in its facility, referred or on its way to it."""
    body = actor.agency
    inside = Episode.objects.filter(facility=body, ended__isnull=True).values("file")
    asked = Referral.objects.filter(target=body, state__in=_LIVE).values("file")
    coming = Transfer.objects.filter(target=body, state=TransferState.SENT).values("file")
    return Q(keeper=body) | Q(pk__in=inside) | Q(pk__in=asked) | Q(pk__in=coming)


def touching(file: CaseFile) -> Touching:
    """The bodies whose part the file is now."""
    inside = file.episodes.filter(ended__isnull=True, facility__isnull=False).values_list(
        "facility", flat=True
    )
    asked = file.referrals.filter(state__in=_LIVE).values_list("target", flat=True)
    coming = file.transfers.filter(state=TransferState.SENT).values_list("target", flat=True)
    return Touching(file.keeper_id, frozenset([*inside, *asked, *coming]))


def sight_on(actor: Actor, file: CaseFile) -> Sight:
    """Of a file whose person is sealed or erased the course alone, whoever looks."""
    above = places.ids_ever_above(file.keeper.place_id)
    sight = sight_of(actor, file=file.pk, touching=touching(file), above=above)
    shut = file.person.sealed_at is not None or file.person.erased_at is not None
    return replace(sight, identity=sight.identity and not shut)


def get_file(actor: Actor, code: str) -> CaseFile:
    """The file of that number. Whose page shows it records the look (``access.note_look``)."""
    found = named_to(actor).filter(code=code).select_related("keeper", "person").first()
    if found is None:
        with everything():  # past one's own rows: a course without a name, or what was opened in the open
            beyond = visible_to(actor).filter(code=code).select_related("keeper", "person")
            if not (actor.can(OVERSEE) or opened_ids(actor, KIND)):
                beyond = beyond.filter(person__erased_at__isnull=False)  # nobody keeps who is erased
            found = beyond.first()
    if found is None:
        raise NotThere(KIND)
    return found


def get_to_work(actor: Actor, file: int) -> CaseFile:
    """The file for its keeper, locked until the transaction ends."""
    row = CaseFile.objects.select_for_update(of=("self",)).filter(pk=file).select_related("keeper").first()
    if row is None or not may_work(actor, keeper=row.keeper_id, closed=row.closed_on is not None):
        raise NotThere(KIND)
    return row


def facts_of(file: CaseFile) -> list[Fact]:
    """The steps that stand, as the law sees them."""
    return [fact_of(step) for step in Step.objects.filter(file=file, struck_at__isnull=True)]


def fact_of(step: Step) -> Fact:
    return Fact(
        number=step.number, event=step.event, at=step.at, agency=step.agency_id, after=step.after, why=step.why,
        grounds=tuple(step.grounds), last_act=step.last_act, age=step.age, time=step.time, last_day=step.last_day,
    )  # fmt: skip


def get_course(file: CaseFile) -> Course:
    return course_of(facts_of(file))


def history_of(file: CaseFile) -> QuerySet[Step]:
    """Every step, the latest first, those struck too, with its paper and who was given it."""
    papers = Paper.objects.prefetch_related("deliveries__body")
    return file.steps.select_related("agency").prefetch_related(Prefetch("paper", papers)).order_by("-number")


def list_work(actor: Actor, *, words: str = "", state: str = "") -> QuerySet[CaseFile]:
    """The open files that the actor's body keeps, what is due next first, those without a day last."""
    if not actor.can(READ):
        return CaseFile.objects.none()
    found = CaseFile.objects.filter(keeper=actor.agency, closed_on__isnull=True).select_related("person")
    if state:
        found = found.filter(state=state)
    if words:
        found = found.filter(code__icontains=words.strip())
    return found.order_by(F("next_due").asc(nulls_last=True), "pk")


def list_of(agency: int, name: str, *, on: date) -> QuerySet[CaseFile]:
    """Who stands on a list of a body on a day, by the law: nobody past its end, paper or not, and everybody once."""
    until = Q(listed__until__isnull=True) | Q(listed__until__gte=on)
    left = Q(listed__left_on__isnull=True) | Q(listed__left_on__gt=on)
    found = CaseFile.objects.filter(
        until, left, listed__agency=agency, listed__name=name, listed__since__lte=on
    ).distinct()
    return found.exclude(pk__in=_told_twice(found))


def _told_twice(found: QuerySet[CaseFile]) -> list[int]:
    """Of joined records the file that was opened first stands for the person; these are the others."""
    same = people.joined(found.order_by().values("person"))
    told, again = set[frozenset[int]](), []
    of_joined = found.filter(person__in=same).order_by("opened_at", "code") if same else found.none()
    for file, person in of_joined.values_list("pk", "person"):
        if same[person] in told:
            again.append(file)
        told.add(same[person])
    return again


def list_unproven(agency: int, *, on: date) -> QuerySet[CaseFile]:
    """Whose time on a list is over and whose removal has no paper yet."""
    return CaseFile.objects.filter(
        listed__agency=agency, listed__until__lt=on, listed__left_on__isnull=True
    ).distinct()


def count_states(actor: Actor, *, now: datetime) -> dict[str, tuple[int, int]]:
    """By state of the law: how many open files of the actor's reach, and how many with something overdue."""
    if not actor.can(OVERSEE):
        raise NotThere(KIND)
    with everything():
        found = visible_to(actor).filter(closed_on__isnull=True).order_by()
        rows = found.values_list("state").annotate(
            number=Count("pk"), late=Count("pk", filter=Q(next_due__lt=now))
        )
        return {state: (number, late) for state, number, late in rows}


def list_late(actor: Actor, *, now: datetime) -> QuerySet[CaseFile]:
    """Files of the jurisdiction with something overdue, the longest first: by their numbers, nobody named."""
    if not actor.can(OVERSEE):
        raise NotThere(KIND)
    found = visible_to(actor).filter(closed_on__isnull=True, next_due__lt=now)
    return found.select_related("keeper").order_by("next_due", "pk")


def may_see(actor: Actor, file: CaseFile) -> bool:
    with everything():
        return visible_to(actor).filter(pk=file.pk).exists()


def age_of(file: CaseFile, *, on: date) -> int:
    """Full years of the person; whose birth is not written counts as an adult."""
    born = read_born(file.person.born or "")
    return born.age(on) if born else ADULT
