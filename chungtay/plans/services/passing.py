"""Work passes from one body to another with its ground; what the old body reported stays its own."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.base import tracks
from chungtay.base.actor import Actor
from chungtay.base.holding import HeldKind, Kept, Move, Passed, Stuck
from chungtay.base.problems import NotThere
from chungtay.base.tracks import Watch
from chungtay.documents import services as documents
from chungtay.journal import services as journal
from chungtay.plans.models import Assignment, Passing, Plan, Share, Task
from chungtay.plans.queries.holding import PASSED_MODELS, managed_owners, open_shares
from chungtay.plans.rules import AssignmentRole, PlanState, ShareState
from chungtay.plans.rules.passing import OpenPart, join_parts
from chungtay.plans.services.counting import count_shares
from chungtay.plans.services.writing import Doers

_AT_ONCE = 500


@dataclass
class _Work:
    """The tasks of a passing with what each body owes in them."""

    tasks: dict[int, Task]
    open: dict[tuple[int, int], list[Share]] = field(default_factory=lambda: defaultdict(list))
    there: dict[tuple[int, int], Share] = field(default_factory=dict)  # by occurrence and body
    giving: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, moves: Sequence[Move]) -> "_Work":
        wanted = {move.id for move in moves if move.kind == HeldKind.TASK}
        bodies = {body for move in moves for body in (move.agency, *move.to)}
        tasks = Task.objects.select_for_update(of=("self",)).select_related("plan").filter(pk__in=wanted)
        work = cls({task.pk: task for task in tasks}, giving={move.agency for move in moves})
        for share in Share.objects.filter(task__in=wanted, agency__in=bodies).order_by("pk"):
            work.there[share.occurrence_id, share.agency_id] = share
        for share in open_shares({move.agency for move in moves}).filter(task__in=wanted).order_by("pk"):
            work.open[share.task_id, share.agency_id].append(share)
        return work


@transaction.atomic
def pass_on(*, by: Actor, now: datetime, moves: Sequence[Move], ground: str) -> Passed:
    """Everything open that a body holds in a thing becomes the successors'; what is done stays where it was done.

    A thing that cannot pass on stays whole, and the answer says why.
    """
    owners, work = managed_owners(by), _Work.of(moves)
    stuck = [found for move in moves if (found := _why_not(move, work, owners)) is not None]
    behind = {(found.kind, found.id, found.agency) for found in stuck}
    moving = [move for move in moves if (move.kind, move.id, move.agency) not in behind]
    tasks = {move.id for move in moving if move.kind == HeldKind.TASK}
    plans = {move.id for move in moving if move.kind == HeldKind.PLAN}
    watch = _watch(tasks, plans)
    _pass_plans([move for move in moving if move.kind == HeldKind.PLAN], by, now, ground)
    _pass_shares([move for move in moving if move.kind == HeldKind.TASK], work, now, ground)
    _pass_parts([move for move in moving if move.kind == HeldKind.TASK], work, now)
    count_shares(tasks)
    _tell_journal(moving, work, by, now, ground)
    openings = _open_papers(moving, work, by, now)
    receivers = frozenset(body for move in moving for body in move.to)
    return Passed(Kept(watch.track(), openings), tuple(stuck), receivers)


def _watch(tasks: Collection[int], plans: Collection[int]) -> Watch:
    return Watch(
        lambda: Plan.objects.filter(pk__in=plans),
        lambda: Assignment.objects.filter(task__in=tasks),
        lambda: Share.objects.filter(task__in=tasks),
        lambda: Passing.objects.filter(new__task__in=tasks),
    )


def _why_not(move: Move, work: _Work, owners: Collection[int]) -> Stuck | None:
    """Why a thing stays with its holder, or None."""
    if not move.to or move.agency in move.to:
        return Stuck(move.kind, move.id, move.agency, _("Chưa chọn cơ quan nhận."))
    if move.kind == HeldKind.PLAN:
        if move.parted:
            why = _("Kế hoạch chỉ có một cơ quan chủ quản; hãy chọn một cơ quan nhận.")
            return Stuck(move.kind, move.id, move.agency, why)
        return None
    task = work.tasks.get(move.id)
    if task is None or task.plan.owner_id not in owners:
        return Stuck(move.kind, move.id, move.agency, _("Kế hoạch này do cơ quan khác quản lý."))
    if task.closed_at or task.plan.state != PlanState.IN_FORCE:
        return Stuck(move.kind, move.id, move.agency, _("Nhiệm vụ hoặc kế hoạch đã kết thúc."))
    if any(work.open.get((move.id, body)) and body in work.giving for body in move.to):
        why = _("Cơ quan nhận cũng đang chuyển việc này đi; hãy chuyển thành hai lần.")
        return Stuck(move.kind, move.id, move.agency, why)
    owed = [share.occurrence_id for share in work.open[move.id, move.agency]]
    if any(_is_done(work.there.get((turn, body))) for turn in owed for body in move.to):
        why = _("Cơ quan nhận đã báo xong phần của mình ở kỳ này; nhận thêm phần chưa xong thì phải mở lại.")
        return Stuck(move.kind, move.id, move.agency, why)
    return None


def _is_done(share: Share | None) -> bool:
    return share is not None and share.released_at is None and share.state == ShareState.DONE


def _pass_shares(moves: Sequence[Move], work: _Work, now: datetime, ground: str) -> None:
    """Open shares join, turn by turn, in one share of the receiver; the old ones are released and point at it."""
    sources: dict[tuple[int, int], list[tuple[Share, bool]]] = defaultdict(list)
    for move in moves:
        for share in work.open[move.id, move.agency]:
            for body in move.to:
                sources[share.occurrence_id, body].append((share, move.parted))
    made: list[Share] = []
    changed: list[Share] = []
    received: list[tuple[Share, list[tuple[Share, bool]]]] = []
    for (turn, body), given in sources.items():
        there = work.there.get((turn, body))
        living = [there] if there is not None and there.released_at is None else []
        joined = join_parts([_part(share) for share in [*living, *(share for share, _parted in given)]])
        target = there or Share(occurrence_id=turn, task_id=given[0][0].task_id, agency_id=body)
        target.state, target.percent, target.due_on = joined.state, joined.percent, joined.due_on
        target.done_on, target.released_at = None, None
        target.note = target.note if living else joined.note
        if there is not None:
            target.revision += 1
        (made if there is None else changed).append(target)
        received.append((target, given))
    Share.objects.bulk_create(made, batch_size=_AT_ONCE)
    columns = ["state", "percent", "due_on", "done_on", "released_at", "note", "revision"]
    Share.objects.bulk_update(changed, columns, batch_size=_AT_ONCE)
    on = timezone.localdate(now)
    Passing.objects.bulk_create(
        (
            Passing(old=share, new=target, on=on, ground=ground[:500], parted=parted)
            for target, given in received
            for share, parted in given
        ),
        batch_size=_AT_ONCE,
    )
    gone = sorted({share.pk for _target, given in received for share, _parted in given})
    for start in range(0, len(gone), _AT_ONCE):
        Share.objects.filter(pk__in=gone[start : start + _AT_ONCE]).update(released_at=now)


def _part(share: Share) -> OpenPart:
    return OpenPart(ShareState(share.state), share.percent, share.due_on, share.note)


def _pass_parts(moves: Sequence[Move], work: _Work, now: datetime) -> None:
    """The receiver stands where the paper named the old body, under the name that the paper wrote.

    A receiver that no name of the task leads to (the old body owed as a member of a group) leads by itself.
    """
    parts: dict[int, list[Assignment]] = defaultdict(list)
    for part in Assignment.objects.filter(task__in=work.tasks).order_by("pk"):
        parts[part.task_id].append(part)
    doers, gone = Doers(timezone.localdate(now)), list[int]()
    for move in moves:
        mine = [part for part in parts[move.id] if part.agency_id == move.agency]
        leads = [part for part in parts[move.id] if part.role == AssignmentRole.LEAD]
        wanted = [(part.role, part.written, body) for part in mine for body in move.to]
        if work.open[move.id, move.agency] and not any(part in leads for part in mine):
            done_by = set(doers.of(part.agency_id for part in leads))
            written = leads[0].written if leads else ""
            wanted += [(AssignmentRole.LEAD.value, written, b) for b in move.to if b not in done_by]
        leading = {body for role, _written, body in wanted if role == AssignmentRole.LEAD}
        left = [part for part in parts[move.id] if part in mine or _only_helps(part, leading)]
        gone += [part.pk for part in left if part.pk]
        parts[move.id] = [part for part in parts[move.id] if part not in left]
        for role, written, body in wanted:
            if not _has(parts[move.id], body, role):
                parts[move.id].append(Assignment(task_id=move.id, agency_id=body, role=role, written=written))
    Assignment.objects.filter(pk__in=gone).delete()
    made = [part for row in parts.values() for part in row if not part.pk]
    Assignment.objects.bulk_create(made, batch_size=_AT_ONCE)


def _has(parts: Iterable[Assignment], body: int, role: str) -> bool:
    """Whether the body has this role in the task, or leads where it would only support."""
    roles = {role, AssignmentRole.LEAD} if role == AssignmentRole.SUPPORT else {role}
    return any(part.agency_id == body and part.role in roles for part in parts)


def _only_helps(part: Assignment, leads: Collection[int]) -> bool:
    """A body that now leads a task no longer supports it."""
    return part.role == AssignmentRole.SUPPORT and part.agency_id in leads


def _pass_plans(moves: Sequence[Move], by: Actor, now: datetime, ground: str) -> None:
    for move in moves:
        plan = Plan.objects.select_for_update().get(pk=move.id)
        plan.owner_id = move.to[0]
        plan.save(update_fields=["owner"])
        journal.record(
            by=by, now=now, verb="plan.passed_on", subject=f"plan:{plan.pk}", title=str(plan), purpose=ground[:300],
            change={"owner": [move.agency, move.to[0]]},
        )  # fmt: skip


def _tell_journal(moves: Iterable[Move], work: _Work, by: Actor, now: datetime, ground: str) -> None:
    """One entry for a task, however many bodies pass their parts of it."""
    givers: dict[int, set[int]] = defaultdict(set)
    takers: dict[int, set[int]] = defaultdict(set)
    for move in moves:
        if move.kind == HeldKind.TASK:
            givers[move.id].add(move.agency)
            takers[move.id].update(move.to)
    for task in givers:
        journal.record(
            by=by, now=now, verb="task.passed_on", subject=f"task:{task}", title=work.tasks[task].text,
            purpose=ground[:300], change={"bodies": [sorted(givers[task]), sorted(takers[task])]},
        )  # fmt: skip


def _open_papers(moves: Iterable[Move], work: _Work, by: Actor, now: datetime) -> dict[str, list[int]]:
    """Whoever takes a task over may read the paper that it comes from; returns whom each was newly opened to."""
    readers: dict[int, set[int]] = defaultdict(set)
    for move in moves:
        if move.kind == HeldKind.TASK:
            readers[work.tasks[move.id].plan.document_id].update(move.to)
    opened: dict[str, list[int]] = {}
    for document, bodies in readers.items():
        try:
            new = documents.open_to(by=by, now=now, document=document, agencies=bodies)
        except NotThere:  # the paper of another office: it opens it itself
            continue
        if new:
            opened[str(document)] = new
    return opened


@transaction.atomic
def take_back(*, by: Actor, now: datetime, kept: Kept, ground: str) -> None:
    """Undo a passing to the byte. Part of an event whose own service asked ``queries.work_in_the_way``."""
    touched = _tasks_of(kept.track)
    tracks.undo(kept.track, PASSED_MODELS)
    count_shares(touched)
    for document, bodies in kept.openings.items():
        documents.close_to(by=by, now=now, document=int(document), agencies=bodies)
    texts = dict(Task.objects.filter(pk__in=touched).values_list("pk", "text"))
    for task in sorted(texts):
        journal.record(
            by=by,
            now=now,
            verb="task.passed_back",
            subject=f"task:{task}",
            title=texts[task],
            purpose=ground[:300],
        )
    for plan in Plan.objects.filter(pk__in=[int(key) for key in kept.track.get("plans.Plan", {})]):
        journal.record(
            by=by,
            now=now,
            verb="plan.passed_back",
            subject=f"plan:{plan.pk}",
            title=str(plan),
            purpose=ground[:300],
        )


def _tasks_of(track: Mapping[str, Mapping[str, list[dict[str, object] | None]]]) -> list[int]:
    """The tasks whose shares or parts a passing touched."""
    shares = [int(key) for key in track.get("plans.Share", {})]
    found = set(Share.objects.filter(pk__in=shares).values_list("task", flat=True))
    for before, after in track.get("plans.Assignment", {}).values():
        row = before or after or {}
        if isinstance(row.get("task_id"), int):
            found.add(int(str(row["task_id"])))
    return sorted(found)
