"""Two plans are held against each other: suggestions, and what the lower one makes of each promise."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.agencies import access
from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.chain.models import Answer, Link, PlanPair, Promise
from chungtay.chain.queries import list_unmatched
from chungtay.chain.rules import (
    Comparison,
    Likeness,
    LinkState,
    PromiseKind,
    comparable,
    coverage_of,
    differences,
    is_addressed,
)
from chungtay.chain.services.gathering import Gathered, bodies_of_unit, gather, promised, said
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.notices.rules import JobFailed
from chungtay.notices.services import Running
from chungtay.plans import queries as plans

COMPARE = "chain.compare"
_WHY = ("topics", "words", "branches", "figures")


@transaction.atomic
def compare_plans(*, by: Actor, now: datetime, upper: int, lower: int, unit: int | None = None) -> PlanPair:
    """Hold a lower plan against an upper one, or do it again after either changed.

    ``unit`` is whose plan the lower one is; without it the body that issued it. What a person has decided stays.
    """
    today = timezone.localdate(now)
    above = plans.get_managed_plan(by, upper, on=today)
    beneath = plans.get_plan(by, lower, on=today)
    if not plans.oversees(by, beneath, on=today):
        raise NotThere("plan")
    pair = _pair(by, above, beneath, unit, today)
    theirs = gather(by, beneath, on=today)
    issued = beneath.issued_on or timezone.localdate(beneath.made_at)
    _write_answers(by, pair, gather(by, above, on=today), issued)
    _suggest(pair, theirs)
    settle(Answer.objects.filter(pair=pair))
    pair.upper_version, pair.lower_version, pair.compared_at = above.version, beneath.version, now
    pair.save(update_fields=["upper_version", "lower_version", "compared_at"])
    journal.record(
        by=by, now=now, verb="chain.compared", subject=f"plan:{upper}", title=f"{above} ↔ {beneath}",
        change={"lower": [None, lower]},
    )  # fmt: skip
    return pair


def _pair(by: Actor, above: Any, beneath: Any, unit: int | None, on: date) -> PlanPair:
    if above.pk == beneath.pk:
        raise Refused(Problem("same_plan", _("Chọn một kế hoạch khác để so."), "lower"))
    whose = unit or beneath.issuer_id
    pair = PlanPair.objects.filter(upper=above, lower=beneath).first()
    if problems := agencies.check_named(by, [unit] if unit else [], on=on, field="unit"):
        raise Refused(problems)
    if pair is None and whose is None:
        text = _("Kế hoạch này chưa rõ là của cơ quan nào; hãy chọn cơ quan.")
        raise Refused(Problem("unit_unknown", text, "unit"))
    if pair is None:
        pair = PlanPair.objects.create(upper=above, lower=beneath, unit_id=whose, asked_by_id=by.account)
    elif unit and pair.unit_id != unit:
        pair.unit_id = unit
        pair.save(update_fields=["unit"])
    return pair


def _write_answers(by: Actor, pair: PlanPair, promises: list[Gathered], on: date) -> None:
    """One answer for each upper promise, and whether the unit is among those it is given to."""
    unit = bodies_of_unit(by, pair.unit_id, on=on)
    doers: dict[int, frozenset[int]] = {}
    for body in {body for one in promises for body in one.named}:
        doers[body] = frozenset(agencies.doers_of(body, on=on))
    known = {answer.promise_id: answer for answer in Answer.objects.filter(pair=pair)}
    made, moved = [], []
    for one in promises:
        addressed = is_addressed(frozenset().union(*(doers[body] for body in one.named)), unit)
        answer = known.get(one.row.pk)
        if answer is None:
            state = coverage_of((), addressed=addressed, excused=False)
            made.append(Answer(pair=pair, promise=one.row, addressed=addressed, state=state))
        elif answer.addressed != addressed:
            answer.addressed = addressed
            moved.append(answer)
    Answer.objects.bulk_create(made, batch_size=500)
    Answer.objects.bulk_update(moved, ["addressed"], batch_size=500)


def _suggest(pair: PlanPair, theirs: list[Gathered]) -> None:
    """Put new suggestions in the place of those that nobody has decided."""
    Link.objects.filter(answer__pair=pair, state=LinkState.SUGGESTED).delete()
    decided = list(Link.objects.filter(answer__pair=pair).select_related("answer__promise", "lower"))
    _compare_anew(pair, decided)
    taken = {(link.answer_id, link.lower_id) for link in decided}
    answers = {
        answer.promise_id: answer for answer in Answer.objects.filter(pair=pair).select_related("promise")
    }
    ours = {promise: answer.promise for promise, answer in answers.items()}
    lower = {one.row.pk: one.row for one in theirs}
    Link.objects.bulk_create(
        (
            Link(
                answer=answers[upper], lower=lower[other], state=LinkState.SUGGESTED, score=likeness.score,
                why=_why(likeness), differences=told_differences(pair, ours[upper], lower[other]),
            )
            for kind in PromiseKind
            for upper, near in _near(kind, ours.values(), lower.values()).items()
            for other, likeness in near
            if (answers[upper].pk, other) not in taken
            and comparable(promised(ours[upper]), promised(lower[other]))
        ),
        batch_size=500,
    )  # fmt: skip


def _compare_anew(pair: PlanPair, decided: list[Link]) -> None:
    """What a person decided stays; whether it changes the promise follows from what the two plans say now."""
    moved = []
    for link in decided:
        told = told_differences(pair, link.answer.promise, link.lower)
        if told != link.differences:
            link.differences = told
            moved.append(link)
    Link.objects.bulk_update(moved, ["differences"], batch_size=200)


def _near(
    kind: PromiseKind, upper: Iterable[Promise], lower: Iterable[Promise]
) -> dict[int, list[tuple[int, Likeness]]]:
    ours = [said(row) for row in upper if row.kind == kind]
    return Comparison(ours, [said(row) for row in lower if row.kind == kind]).suggestions()


def _why(likeness: Likeness) -> dict[str, list[str]]:
    return {name: list(getattr(likeness, name)) for name in _WHY}


def told_differences(pair: PlanPair, upper: Promise, lower: Promise) -> list[list[str]]:
    until = pair.lower.period_to
    return [
        [str(one.kind), one.upper, one.lower]
        for one in differences(promised(upper), promised(lower), lower_until=until)
    ]


def settle(answers: Any) -> None:
    """Keep the state of these answers true to their links."""
    moved = []
    for answer in answers.prefetch_related("links"):
        links = [(LinkState(link.state), bool(link.differences)) for link in answer.links.all()]
        state = coverage_of(links, addressed=answer.addressed, excused=answer.excused_at is not None)
        if state != answer.state:
            answer.state = state
            moved.append(answer)
    Answer.objects.bulk_update(moved, ["state"], batch_size=500)


@transaction.atomic
def ask_comparisons(*, by: Actor, now: datetime, upper: int) -> int:
    """Let the worker compare every lower plan that waits for it. Returns how many."""
    plan = plans.get_managed_plan(by, upper, on=timezone.localdate(now))
    waiting = list_unmatched(by, upper, on=timezone.localdate(now))
    if waiting:
        notices.start_job(by=by, now=now, kind=COMPARE, subject=f"chain:{plan.pk}:{by.post}:{by.account}")
    return len(waiting)


def run_comparisons(running: Running) -> None:
    """The worker's part: each pair is whole by itself, so that a second run goes on where the first stopped."""
    now = timezone.now()
    _kind, upper, post, account = running.subject.split(":")
    held = agencies.list_holdings(int(account), on=timezone.localdate(now))
    actors = [access.actor_of(holding) for holding in held if holding.post_id == int(post)]
    if not actors:
        raise JobFailed("no_post", _("Người yêu cầu không còn giữ chức danh này; hãy bấm so lại."))
    waiting = list_unmatched(actors[0], int(upper), on=timezone.localdate(now))
    for place, lower in enumerate(waiting):
        running.step(place / len(waiting), _("đang so với các kế hoạch dưới"))
        compare_plans(by=actors[0], now=now, upper=int(upper), lower=lower)
