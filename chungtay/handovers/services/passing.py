"""The work of bodies passes on: rehearsed first, then made, with its totals before and after."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.agencies.queries.life import successors_of
from chungtay.base.actor import Actor
from chungtay.base.holding import Kept, Move, Passed, Stuck
from chungtay.base.problems import Problem, Refused
from chungtay.handovers.models import Handover
from chungtay.handovers.queries import get_body, held_by
from chungtay.handovers.rooms import ROOMS
from chungtay.handovers.rules import (
    Decision,
    HandoverKind,
    HandoverState,
    Moved,
    Told,
    balance,
    check_handover,
)
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.plans.queries.holding import count_work, tasks_without_owner


def rehearse(do: Callable[[], Told]) -> Told:
    """What an operation would tell, done in full and left undone."""
    with transaction.atomic():
        told = do()
        transaction.set_rollback(True)
    return told


@transaction.atomic
def hand_over(
    *, by: Actor, now: datetime, body: int, moves: Sequence[Move], ground: str
) -> tuple[Handover, Told]:
    """What a body holds passes to its successors, and everybody concerned is told."""
    old = get_body(by, body)
    problems = check_handover(ground=ground, moves=moves)
    problems += _check_moves(by, body, moves, timezone.localdate(now))
    if problems:
        raise Refused(problems)
    before = count_work(by)
    passed = pass_work(by, now, moves, ground)
    told = tell(by, before=before, moves=moves, stuck=passed.stuck, on=timezone.localdate(now))
    handover = Handover.objects.create(
        kind=HandoverKind.WORK, state=HandoverState.DONE, title=old.name, on=timezone.localdate(now),
        ground=ground.strip()[:500], owner_id=by.agency, body=old, made_at=now, made_by_id=by.account,
        made_name=by.name, told=told.as_json(), kept={"work": asdict(passed.kept)},
    )  # fmt: skip
    write_journal(handover, by, now, "handover.made", {body, *passed.receivers})
    _tell_receivers(handover, now, passed.receivers)
    return handover, told


def _check_moves(by: Actor, body: int, moves: Sequence[Move], on: date) -> list[Problem]:
    """What passes is what the body holds; who takes it has succeeded it, or is a body of the jurisdiction."""
    held = {(one.kind, one.id, body) for one in held_by(by, body, on=on)}
    if not held.issuperset((move.kind, move.id, move.agency) for move in moves):
        return [Problem("not_held", "Có việc mà cơ quan này không giữ; hãy xem lại danh sách.")]
    wanted = {heir for move in moves for heir in move.to}
    if body in wanted:
        return [Problem("own_heir", "Cơ quan không thể kế tục chính nó.")]
    heirs = {heir for found in successors_of([body], on=on).get(body, {}).values() for heir in found}
    return agencies.check_named(by, wanted - heirs, on=on, field="")


def pass_work(by: Actor, now: datetime, moves: Sequence[Move], ground: str) -> Passed:
    """Every room passes on what is its own. There is one room today; its answer is the whole answer."""
    (room,) = ROOMS.values()
    return room.pass_on(by=by, now=now, moves=moves, ground=ground)


def tell(
    by: Actor,
    *,
    before: Mapping[str, int],
    moves: Sequence[Move],
    stuck: Sequence[Stuck],
    on: date,
    people: Mapping[int, int] | None = None,
    decide: Sequence[Decision] = (),
    more: Mapping[str, int] | None = None,
) -> Told:
    """The report of an operation that has just been done. Refuses where a total is not what it was."""
    after = count_work(by)
    problems = balance(before, after)
    if problems:
        raise Refused(problems)
    left = {(found.kind, found.id, found.agency) for found in stuck}
    tasks: dict[tuple[int, tuple[int, ...]], int] = defaultdict(int)
    for move in moves:
        if (move.kind, move.id, move.agency) not in left:
            tasks[move.agency, move.to] += 1
    names = agencies.names_of(
        {body for agency, to in tasks for body in (agency, *to)} | {s.agency for s in stuck}
    )
    moved = [
        Moved(names[agency], [names[body] for body in to], count, (people or {}).get(agency, 0))
        for (agency, to), count in sorted(tasks.items(), key=lambda row: names[row[0][0]])
    ]
    stays = [Decision(names[found.agency], found.why) for found in stuck]
    return Told(
        before=dict(before), after={**after, **(more or {})}, moved=moved, decide=[*decide, *stays],
        ownerless=len(tasks_without_owner(by, on=on, bodies={move.agency for move in moves})),
    )  # fmt: skip


def write_journal(handover: Handover, by: Actor, now: datetime, verb: str, bodies: set[int]) -> None:
    """The operation once, and a line in the history of every body concerned."""
    names = agencies.names_of(bodies)
    subjects = [f"handover:{handover.pk}", *(f"agency:{body}" for body in sorted(names))]
    for subject in subjects:
        journal.record(
            by=by, now=now, verb=verb, subject=subject, title=handover.title, purpose=handover.ground[:300],
            change={"bodies": [[], sorted(names)]} if subject == subjects[0] else {},
        )  # fmt: skip


@override("vi")  # others read it, whatever language this person reads
def _tell_receivers(handover: Handover, now: datetime, receivers: frozenset[int]) -> None:
    text = _("Nhận việc chuyển giao từ %(body)s: xem Việc của tôi.") % {"body": handover.title}
    notices.tell(
        now=now,
        agencies=receivers,
        text=text,
        link=reverse("plans:my_work"),
        reason=_("Chuyển giao công việc"),
    )


def kept_of(handover: Handover) -> Kept:
    return Kept(**handover.kept["work"])
