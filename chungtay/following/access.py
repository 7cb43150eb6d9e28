"""What this room adds to the pages of plans: how a task is known to be done, and what follows where a form was."""

from typing import Any

from django.template.loader import render_to_string

from chungtay.base.problems import Problem
from chungtay.base.web import ActorRequest
from chungtay.following import queries
from chungtay.following.rules import EvidenceState
from chungtay.following.sources.remembering import remembered
from chungtay.plans import queries as plans
from chungtay.plans.rules import PlanState

SHOWN = 12  # shares asked about on the page of a task
_KEPT = "following_derived"


def task_panel(request: ActorRequest, task: Any) -> str:
    """The criterion, and what it says now for each share that one may see."""
    criterion = queries.criterion_of(task.pk)
    manages = plans.manages(request.actor, task.plan, on=request.today)
    if criterion is None:
        return ""
    seen = plans.visible_shares(request.actor, request.today).filter(
        task=task, occurrence__dropped_at__isnull=True
    )
    rows = seen.select_related("task__plan__owner", "occurrence", "agency").order_by(
        "due_on", "agency__name", "pk"
    )
    opened = [
        row for row in rows if row.occurrence.opens_on is None or row.occurrence.opens_on <= request.today
    ]
    opened.sort(key=lambda row: row.agency_id not in request.actor.bodies)
    with remembered():
        told = [(row, queries.evidence_of(row, criterion, today=request.today)) for row in opened[-SHOWN:]]
    context = {"task": task, "criterion": criterion, "told": told, "manages": manages}
    return render_to_string("following/parts/task_panel.html", context, request)


def plan_panel(request: ActorRequest, plan: Any) -> str:
    """How much of the plan follows by itself, for who manages it."""
    if plan.state != PlanState.IN_FORCE or not plans.manages(request.actor, plan, on=request.today):
        return ""
    context = {"plan": plan, "counted": queries.counted_of_plan(plan)}
    return render_to_string("following/parts/plan_panel.html", context, request)


def share_form(request: ActorRequest, share: Any) -> str:
    """In the place of the form: what follows and why. Nothing where a person reports."""
    kept: dict[int, Any] | None = getattr(request, _KEPT, None)
    if kept is None:
        kept = dict(queries.derived_of_bodies(request.actor.bodies))
        setattr(request, _KEPT, kept)
    if share.pk not in kept and share.agency_id not in request.actor.bodies:
        kept[share.pk] = queries.derived_of([share.pk]).get(share.pk)
    row = kept.get(share.pk)
    if row is None:
        return ""
    context = {"share": share, "row": row, "fallen": row.fell_at and row.state != EvidenceState.MET}
    return render_to_string("following/parts/derived.html", context, request)


def locked(share: int) -> Problem | None:
    """Asked by plans before somebody reports on a share."""
    if not queries.is_derived(share):
        return None
    sentence = "Tiến độ phần việc này tự tính từ số liệu, văn bản hoặc kinh phí nên không cần ghi tay."
    return Problem("derived", sentence)
