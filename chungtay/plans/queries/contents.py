"""What a plan holds besides its tasks: chain, targets; and what a task holds besides its words."""

# ruff: noqa: I001 - many names, laid out by hand several a line

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.journal import queries as journal
from chungtay.plans.models import (
    Assignment, Occurrence, Passing, Plan, PlanLink, Target, Task, Update, UpdateFile,
)  # fmt: skip
from chungtay.plans.queries.holding import with_those_before
from chungtay.plans.queries.sight import get_share, oversees, visible_shares, visible_tasks
from chungtay.plans.rules import TaskKind


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened to a task: an update of a share, or an entry of the journal (``verb``)."""

    at: datetime
    who: str
    verb: str
    update: Update | None = None
    purpose: str = ""


def list_targets(actor: Actor, plan: Plan, *, on: date) -> QuerySet[Target]:
    whole = oversees(actor, plan, on=on)
    return plan.targets.order_by("position") if whole else Target.objects.none()


def list_links(plan: Plan) -> tuple[list[PlanLink], list[PlanLink]]:
    """The papers that the plan names, and the links of the plans that name this one."""
    down = (
        PlanLink.objects.filter(linked=plan).select_related("plan__owner").order_by("plan__issued_on", "pk")
    )
    return list(plan.links.select_related("linked").order_by("pk")), list(down)


def list_reports(actor: Actor, plan: Plan, *, on: date) -> QuerySet[Any]:
    """The duties to report, each with who reports to whom and through whom (``parts``)."""
    parts = Assignment.objects.select_related("agency")
    reports = visible_tasks(actor, on).filter(plan=plan, kind=TaskKind.REPORT, closed_at__isnull=True)
    return reports.prefetch_related(Prefetch("assignments", queryset=parts, to_attr="parts")).order_by(
        "position"
    )


def lines_of(task: Task) -> list[int]:
    """The budget lines that pay for the task."""
    return list(task.money.order_by("line").values_list("line", flat=True))


def list_parts(task: Task) -> QuerySet[Assignment]:
    return task.assignments.select_related("agency").order_by("pk")


def list_occurrences(actor: Actor, task: Task, *, on: date) -> QuerySet[Any]:
    """The turns of a task with the shares that the actor may see (``seen``)."""
    passed = Passing.objects.select_related("old__agency").order_by("on", "pk")
    shares = visible_shares(actor, on).filter(task=task).select_related("agency").order_by("agency__name")
    shares = shares.prefetch_related(Prefetch("received", queryset=passed, to_attr="came_from"))
    return (
        task.occurrences.filter(dropped_at__isnull=True)
        .prefetch_related(Prefetch("shares", queryset=shares, to_attr="seen"))
        .order_by("due_on", "position")
    )


def history_of_task(actor: Actor, task: Task, *, on: date) -> list[HistoryLine]:
    """Updates of the shares one may see, by whoever held them, and what the journal tells of the task; newest first."""
    shares = visible_shares(actor, on).filter(task=task).values_list("pk", flat=True)
    updates = Update.objects.filter(share__in=with_those_before(shares)).select_related("share__agency")
    files = UpdateFile.objects.select_related("file")
    lines = [
        HistoryLine(update.at, f"{update.name}, {update.post}, {update.share.agency.name}", "", update)
        for update in updates.prefetch_related(Prefetch("files", queryset=files, to_attr="kept"))
    ]
    # What the journal says of reports is said better, and only to who may see them, by the updates.
    entries = journal.history_of(f"task:{task.pk}").exclude(verb="share.reported")
    lines += [
        HistoryLine(e.at, f"{e.name}, {e.post}, {e.agency}", e.verb, purpose=e.purpose) for e in entries
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def get_update_file(actor: Actor, update_file: int, *, on: date) -> UpdateFile:
    """A file of an update, for who may see the share that it tells of."""
    found = UpdateFile.objects.select_related("file", "update").filter(pk=update_file).first()
    if found is None:
        raise NotThere("file")
    get_share(actor, found.update.share_id, on=on)
    return found


def get_managed_occurrence(actor: Actor, occurrence: int, *, on: date) -> Occurrence:
    found = (
        Occurrence.objects.select_related("task__plan").filter(pk=occurrence, dropped_at__isnull=True).first()
    )
    if found is None or not oversees(actor, found.task.plan, on=on) or not actor.can("plans.manage"):
        raise NotThere("occurrence")
    return found


def plan_of_document(document: int) -> int | None:
    """The plan that a paper became, for the room of documents to lead there; names nothing but a number."""
    return Plan.objects.filter(document=document).values_list("pk", flat=True).first()
