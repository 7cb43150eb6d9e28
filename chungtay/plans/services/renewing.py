"""A newer version of the paper: matched duties keep their shares and what was reported on them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.base.actor import Actor
from chungtay.base.moments import Moment
from chungtay.base.text import fold
from chungtay.journal import services as journal
from chungtay.plans.models import Assignment, Occurrence, Passing, Plan, Share, Task
from chungtay.plans.rules import Part, ShareState, TaskDraft, pair_moments, pair_tasks
from chungtay.plans.services.writing import Doers, occurrence_of, settle_shares, write_tasks


def renew_tasks(
    plan: Plan,
    drafts: Sequence[TaskDraft],
    *,
    sections: Mapping[str, int],
    doers: Doers,
    by: Actor,
    now: datetime,
) -> dict[str, int]:
    """Match, mark, add, close; returns how many of each. Tasks added by hand stay."""
    old = {task.pk: task for task in plan.tasks.filter(source__isnull=False, closed_at__isnull=True)}
    pairing = pair_tasks({pk: task.text for pk, task in old.items()}, [draft.text for draft in drafts])
    changed = 0
    for pk, position in pairing.kept.items():
        changed += _renew(old[pk], drafts[position], position + 1, sections, doers, by, now)
    for pk in pairing.gone:
        _close(old[pk], plan, by, now)
    new = [drafts[position] for position in pairing.new]
    write_tasks(plan, new, sections=sections, doers=doers, after=len(drafts), changed_in=plan.version)
    return {"kept": len(pairing.kept), "changed": changed, "new": len(new), "gone": len(pairing.gone)}


def _renew(
    task: Task,
    draft: TaskDraft,
    position: int,
    sections: Mapping[str, int],
    doers: Doers,
    by: Actor,
    now: datetime,
) -> bool:
    """Bring one task up to the paper; True when its words, dates or agencies changed."""
    draft = replace(draft, parts=_as_passed(task, draft.parts))
    parts_before = sorted(task.assignments.values_list("agency", "role", "written"))
    parts_after = sorted((part.agency, str(part.role), part.written) for part in draft.parts)
    change: dict[str, Any] = {}
    if task.text != draft.text:
        change["text"] = [task.text, draft.text]
    if task.deadlines != list(draft.deadlines):
        change["deadlines"] = [_said(task.deadlines), _said(draft.deadlines)]
    if [part[:2] for part in parts_before] != [part[:2] for part in parts_after]:
        change["agencies"] = [[part[2] for part in parts_before], [part[2] for part in parts_after]]
    task.section_id = sections.get(draft.section or "")
    task.position, task.kind, task.on_request = position, draft.kind, draft.on_request
    task.text, task.key, task.deadlines = draft.text, fold(draft.text), list(draft.deadlines)
    task.source, (task.source_start, task.source_end) = draft.source, draft.span
    task.source_version = task.plan.version
    if change:
        task.changed_in = task.plan.version
    task.save()
    if "agencies" in change:
        _write_parts(task, draft)
    if "deadlines" in change:
        _renew_occurrences(task, draft.moments, now)
    if "agencies" in change or "deadlines" in change:
        settle_shares(task, now=now, doers=doers)
    if change:
        journal.record(
            by=by, now=now, verb="task.renewed", subject=f"task:{task.pk}", title=task.text, change=change
        )
    return bool(change)


def _as_passed(task: Task, parts: Sequence[Part]) -> tuple[Part, ...]:
    """A newer paper that still names a body whose work has passed means whoever took it over."""
    passings = Passing.objects.filter(new__task=task).values_list("old__agency", "new__agency")
    given, taken = {old for old, _new in passings}, {new for _old, new in passings}
    heirs: dict[tuple[str, str], list[int]] = {}
    for row in task.assignments.filter(agency__in=taken).order_by("pk"):
        heirs.setdefault((row.role, row.written), []).append(row.agency_id)
    found: list[Part] = []
    for part in parts:
        after = heirs.get((part.role, part.written), [])
        bodies = after if after and part.agency in given else [part.agency, *after]
        found += [replace(part, agency=body) for body in dict.fromkeys(bodies)]
    return tuple(dict.fromkeys(found))


def _said(deadlines: Sequence[Mapping[str, Any]]) -> list[str]:
    return [str(deadline.get("text", "")) for deadline in deadlines]


def _write_parts(task: Task, draft: TaskDraft) -> None:
    task.assignments.all().delete()
    Assignment.objects.bulk_create(
        Assignment(task=task, agency_id=part.agency, role=part.role, written=part.written)
        for part in draft.parts
    )


def _renew_occurrences(task: Task, moments: Sequence[Moment], now: datetime) -> None:
    """A moved date takes along what is not done; a turn no longer asked for is dropped, not deleted."""
    living = {row.pk: row for row in task.occurrences.filter(dropped_at__isnull=True)}
    pairing = pair_moments(
        {pk: Moment(row.label, row.opens_on, row.due_on) for pk, row in living.items()}, moments
    )
    for pk, position in pairing.kept.items():
        moment = moments[position]
        Occurrence.objects.filter(pk=pk).update(
            label=moment.label, opens_on=moment.opens_on, due_on=moment.due_on
        )
        Share.objects.filter(occurrence=pk).exclude(state=ShareState.DONE).update(due_on=moment.due_on)
    task.occurrences.filter(pk__in=pairing.gone).update(dropped_at=now)
    last = task.occurrences.aggregate(last=Max("position"))["last"] or 0
    Occurrence.objects.bulk_create(
        occurrence_of(task, last + step, moments[position])
        for step, position in enumerate(pairing.new, start=1)
    )


@override("vi")  # others read it, whatever language this person reads
def _close(task: Task, plan: Plan, by: Actor, now: datetime) -> None:
    ground = _("Bản %(version)s của văn bản không còn việc này.") % {"version": plan.version}
    Task.objects.filter(pk=task.pk).update(closed_at=now, close_ground=ground)
    journal.record(
        by=by, now=now, verb="task.closed", subject=f"task:{task.pk}", title=task.text,
        change={"closed": [None, ground]},
    )  # fmt: skip
