"""What a plan promises, copied from the plan: its open duties and its targets."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.text import fold
from chungtay.chain.models import Promise
from chungtay.chain.rules import Promised, PromiseKind, Said, when
from chungtay.places import queries as places
from chungtay.plans import queries as plans
from chungtay.plans.rules import AssignmentRole

_DOERS = (AssignmentRole.LEAD, AssignmentRole.SUPPORT)
_COPIED = (
    "kind", "position", "text", "folded", "bodies", "by", "every", "relation", "value", "value_max", "unit",
    "source_start", "source_end", "source_version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gathered:
    """A promise as it stands now, and who is named to do it."""

    row: Promise
    named: frozenset[int]


def gather(actor: Actor, plan: Any, *, on: date) -> list[Gathered]:
    """Bring the promises of a plan up to date; one that the plan no longer holds goes, and its links with it."""
    duties = [_of_task(task) for task in _tasks(actor, plan, on)]
    found = duties + [_of_target(target, plan, duties) for target in plans.list_targets(actor, plan, on=on)]
    by_key = {one.row.key: one for one in found}
    known = {row.key: row for row in Promise.objects.filter(plan=plan)}
    Promise.objects.filter(plan=plan, key__in=known.keys() - by_key.keys()).delete()
    moved = []
    for key in by_key.keys() & known.keys():
        row, before = by_key[key].row, known[key]
        row.pk = before.pk
        if any(getattr(row, name) != getattr(before, name) for name in _COPIED):
            moved.append(row)
    Promise.objects.bulk_update(moved, _COPIED, batch_size=200)
    Promise.objects.bulk_create([by_key[key].row for key in by_key.keys() - known.keys()])
    return list(by_key.values())


def _tasks(actor: Actor, plan: Any, on: date) -> Any:
    open_ones = plans.visible_tasks(actor, on).filter(plan=plan, closed_at__isnull=True)
    return open_ones.prefetch_related("assignments__agency").order_by("position")


def _of_task(task: Any) -> Gathered:
    parts = [part for part in task.assignments.all() if part.role in _DOERS]
    leads = [part.written for part in parts if part.role == AssignmentRole.LEAD]
    by, every = when(task.deadlines)
    row = Promise(
        plan_id=task.plan_id, kind=PromiseKind.TASK, task=task, key=f"task:{task.pk}", position=task.position,
        text=task.text, folded=fold(task.text), bodies="; ".join(leads), by=by, every=every, relation="none",
        source_start=task.source_start, source_end=task.source_end, source_version=task.source_version,
    )  # fmt: skip
    return Gathered(row, frozenset(part.agency_id for part in parts))


def _of_target(target: Any, plan: Any, duties: list[Gathered]) -> Gathered:
    """A number inside the words of a duty is promised by who does the duty."""
    around = next(
        (
            duty for duty in duties
            if duty.row.source_start is not None and duty.row.source_end is not None
            and duty.row.source_start <= target.source_start and target.source_end <= duty.row.source_end
        ),
        None,
    )  # fmt: skip
    told = f"{fold(target.text)}|{target.value}|{target.unit}|{target.due}"
    row = Promise(
        plan=plan, kind=PromiseKind.TARGET, key=sha256(told.encode()).hexdigest(), position=target.position,
        text=target.text, folded=fold(target.text), bodies=around.row.bodies if around else "",
        by=target.due or (around.row.by if around else None), every="", relation=target.relation,
        value=target.value, value_max=target.value_max, unit=target.unit, source_start=target.source_start,
        source_end=target.source_end, source_version=plan.version,
    )  # fmt: skip
    return Gathered(row, around.named if around else frozenset())


def said(row: Promise) -> Said:
    return Said(row.pk, row.text, row.bodies)


def promised(row: Promise) -> Promised:
    return Promised(
        PromiseKind(row.kind), row.by, row.every, row.relation, row.value, row.value_max, row.unit
    )


def bodies_of_unit(actor: Actor, unit: int, *, on: date) -> frozenset[int]:
    """The body whose plan it is, and every body of its place and below."""
    place = agencies.get_agency(actor, unit).place_id
    if place is None:
        return frozenset({unit})
    found = agencies.list_agencies(actor, on=on).filter(place__in=places.subtree_ids(place, on))
    return frozenset(found.values_list("pk", flat=True)) | {unit}
