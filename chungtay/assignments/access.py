"""What this room adds to the pages of plans: panels of what one can do now, and why a share is not reported on."""

from typing import Any

from django.template.loader import render_to_string

from chungtay.agencies import queries as agencies
from chungtay.assignments import queries
from chungtay.assignments.rules import why_no_report
from chungtay.base.problems import Problem
from chungtay.base.web import ActorRequest, told
from chungtay.plans import queries as plans
from chungtay.plans.queries.holding import shares_in_force
from chungtay.plans.rules import AssignmentRole, PlanState

_KEPT = "assignments_closing"
SHOWN = 12  # shares whose steps stand on the task's page; the others are one click away


def task_panel(request: ActorRequest, task: Any) -> str:
    """What was answered, what one can do now, quotas, and what supporters did; nothing where nothing is to be said."""
    actor, today = request.actor, request.today
    views = queries.list_shares_of_task(actor, task, on=today)
    open_ = task.closed_at is None and task.plan.state == PlanState.IN_FORCE
    supports = plans.list_parts(task).filter(role=AssignmentRole.SUPPORT, agency__in=actor.bodies)
    mine = [view for view in views if view.doer_steps]
    waiting = [
        view for view in views if view.office_steps and (view.standing.refusing or not view.standing.verified)
    ]
    context = {
        "task": task,
        "mine": mine[:SHOWN],
        "waiting": waiting[:SHOWN],
        "more": max(0, len(waiting) - SHOWN),
        "told": [view for view in views if view.answers],
        "received": sum(view.standing.received for view in views),
        "shares": len(views),
        "quotas": queries.list_quotas(actor, task, on=today),
        "contributions": queries.list_contributions(actor, task, on=today),
        "supports": open_ and actor.can("work.report") and supports.exists(),
        "ungiven": open_ and not task.share_count and plans.manages(actor, task.plan, on=today),
        "agencies": _others(request) if any("refuse" in view.doer_steps for view in mine) else [],
    }
    shown = ("mine", "waiting", "told", "quotas", "contributions", "supports", "ungiven")
    if not any(context[name] for name in shown):
        return ""
    return render_to_string("assignments/parts/task_panel.html", context, request)


def _others(request: ActorRequest) -> list[tuple[int, str]]:
    """To whom a duty may be passed on: any body of the province but one's own."""
    found = agencies.list_in_province(request.actor, on=request.today)
    return list(found.exclude(pk=request.actor.agency).values_list("pk", "name"))


def work_panel(request: ActorRequest, _thing: object) -> str:
    """What was handed to the own body and nobody has answered: received with one button."""
    if not request.actor.can("work.report"):
        return ""
    fresh = queries.shares_to_receive(request.actor.bodies, until=request.today)
    context = {
        "number": fresh.order_by().values("task").distinct().count(),
        "office": sum(queries.count_waiting(request.actor, on=request.today).values()),
    }
    return (
        render_to_string("assignments/parts/work_panel.html", context, request)
        if any(context.values())
        else ""
    )


def share_form(request: ActorRequest, share: Any) -> str:
    """Why there is nothing to report now, in the place of the form; what a rule confirmed tells its own reason."""
    kept = getattr(request, _KEPT, None)
    if kept is None:
        kept = queries.closing_answers(request.actor.bodies)
        setattr(request, _KEPT, kept)
    answers = kept.get(share.pk, [])
    problem = why_no_report(queries.standing(share, answers))
    if problem is None or answers[-1].account_id is None:
        return ""
    context = {"why": told(problem), "answer": answers[-1]}
    return render_to_string("assignments/parts/closed.html", context, request)


def locked(share: int) -> Problem | None:
    """Asked by plans before somebody reports on a share."""
    row = shares_in_force().filter(pk=share).first()
    return None if row is None else why_no_report(queries.standings_of([row])[share])
