"""Writes drafts into tables: the common part of making a plan, renewing it and adding a task by hand."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache

from chungtay.agencies import queries as agencies
from chungtay.agencies.queries.life import successors_of
from chungtay.base.moments import Moment
from chungtay.base.text import fold
from chungtay.plans.models import Assignment, Occurrence, Passing, Plan, Share, Task
from chungtay.plans.rules import AssignmentRole, ShareState, TaskDraft
from chungtay.plans.services.counting import count_shares


class Doers:
    """Who does the work given to a body on one day, asked once per body."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._of = cache(lambda agency: tuple(agencies.doers_of(agency, on=on)))

    def of(self, leads: Iterable[int]) -> list[int]:
        return list(dict.fromkeys(doer for lead in leads for doer in self._of(lead)))


def write_tasks(
    plan: Plan,
    drafts: Sequence[TaskDraft],
    *,
    sections: Mapping[str, int],
    doers: Doers,
    after: int = 0,
    changed_in: int | None = None,
) -> list[Task]:
    """Tasks with their assignments, occurrences and shares, in four inserts however many they are."""
    tasks = Task.objects.bulk_create(
        Task(
            plan=plan, section_id=sections.get(draft.section or ""), kind=draft.kind,
            position=after + position,
            text=draft.text, key=fold(draft.text), source=draft.source, source_start=draft.span[0],
            source_end=draft.span[1], source_version=plan.version, deadlines=list(draft.deadlines),
            on_request=draft.on_request, changed_in=changed_in,
        )
        for position, draft in enumerate(drafts, start=1)
    )  # fmt: skip
    pairs = list(zip(tasks, drafts, strict=True))
    Assignment.objects.bulk_create(
        Assignment(task=task, agency_id=part.agency, role=part.role, written=part.written)
        for task, draft in pairs
        for part in draft.parts
    )
    occurrences = Occurrence.objects.bulk_create(
        occurrence_of(task, position, moment)
        for task, draft in pairs
        for position, moment in enumerate(draft.moments, start=1)
    )
    leads = {task.pk: doers.of(draft.leads) for task, draft in pairs}
    Share.objects.bulk_create(
        (
            Share(occurrence=occurrence, task_id=occurrence.task_id, agency_id=doer, due_on=occurrence.due_on)
            for occurrence in occurrences
            for doer in leads[occurrence.task_id]
        ),
        batch_size=2000,
    )
    count_shares(task.pk for task in tasks)
    return tasks


def occurrence_of(task: Task, position: int, moment: Moment) -> Occurrence:
    return Occurrence(
        task=task, position=position, label=moment.label, opens_on=moment.opens_on, due_on=moment.due_on
    )


def settle_shares(task: Task, *, now: datetime, doers: Doers) -> None:
    """Every doer of the task's leads owes every living occurrence once; whoever no longer leads is released.

    What was reported stays: a released share keeps its updates, and comes back with them when the work does.
    What a body did before others took over from it stays done, and is not asked of them again.
    """
    leads = task.assignments.filter(role=AssignmentRole.LEAD).values_list("agency", flat=True)
    due = dict(task.occurrences.filter(dropped_at__isnull=True).values_list("pk", "due_on"))
    # By a handover, or refused with a ground: who gave it on does not owe it again as a member of a group.
    passed = Passing.objects.filter(old__task=task, old__released_at__isnull=False)
    gone_on = set(passed.exclude(old__agency__in=leads).values_list("old__occurrence", "old__agency"))
    wanted = {(occurrence, doer) for occurrence in due for doer in doers.of(leads)} - gone_on
    kept = {(share.occurrence_id, share.agency_id): share for share in task.shares.all()}
    through, answered = _done_before(kept, wanted, doers.on)
    Share.objects.bulk_create(
        Share(occurrence_id=occurrence, task=task, agency_id=doer, due_on=due[occurrence])
        for occurrence, doer in sorted(wanted - kept.keys() - answered)
    )
    task.shares.filter(pk__in=[kept[pair].pk for pair in wanted & kept.keys()]).update(released_at=None)
    stays = wanted | through
    gone = [share.pk for pair, share in kept.items() if pair not in stays and share.released_at is None]
    task.shares.filter(pk__in=gone).update(released_at=now)
    count_shares([task.pk])


def _done_before(
    kept: Mapping[tuple[int, int], Share], wanted: Collection[tuple[int, int]], on: date
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """(turn, body) pairs that bodies had done before others took over, and those that this answers."""
    done = {
        pair
        for pair, share in kept.items()
        if pair not in wanted and share.released_at is None and share.state == ShareState.DONE
    }
    heirs = successors_of({body for _turn, body in done}, on=on) if done else {}
    through, answered = set(), set()
    for turn, body in done:
        taken = {(turn, heir) for found in heirs.get(body, {}).values() for heir in found} & set(wanted)
        if taken:
            through.add((turn, body))
            answered |= taken
    return through, answered
