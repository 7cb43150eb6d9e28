"""The list of plans, the page that asks before a plan is made, and the plan at a glance."""

# ruff: noqa: I001 - many names, laid out by hand several a line

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, signed_in, told, with_power
from chungtay.budgets import queries as budgets
from chungtay.documents import queries as documents
from chungtay.plans import queries, services
from chungtay.plans.rules import (
    AssignmentRole, Figures, StateWord, TaskFilter, check_reviewed, columns, money_of, preview_of,
)  # fmt: skip


@signed_in
def plans(request: ActorRequest) -> HttpResponse:
    rows = queries.list_plans(request.actor, today=request.today)
    return render(request, "plans/plans.html", {"rows": rows, "may_make": request.actor.can("plans.manage")})


@with_power(Power.PLANS_MANAGE)
def make(request: ActorRequest, document: int) -> HttpResponse:
    """What making the plan will make, and the one button."""
    found = documents.reviewed(request.actor, document)
    problems = check_reviewed(found)
    standing = queries.plan_of_document(document)
    if request.method == "POST":
        try:
            made = services.make_plan(by=request.actor, now=request.now, document=document)
        except Refused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, _("Đã lập kế hoạch. Các cơ quan có việc đã được báo."))
            return redirect("plans:plan", made.pk)
    context = {
        "found": found,
        "preview": preview_of(found),
        "problems": [told(problem) for problem in problems],
        "standing": standing,
    }
    return render(request, "plans/make.html", context, status=422 if request.method == "POST" else 200)


@signed_in
def plan(request: ActorRequest, plan: int) -> HttpResponse:
    actor, today = request.actor, request.today
    shown = queries.get_plan(actor, plan, on=today)
    shares = queries.living_shares(actor, today, shown)
    agencies = queries.list_agency_rows(shares, today)
    tasks = queries.visible_tasks(actor, today).filter(plan=shown, closed_at__isnull=True)
    up, down = queries.list_links(shown)
    near = [link.linked_id for link in up if link.linked_id] + [link.plan_id for link in down]
    context: dict[str, Any] = {
        "plan": shown,
        "words": _counts(request, plan),
        "figures": sum((row.figures for row in agencies), start=Figures()),
        "agencies": agencies,
        "columns": columns(queries.figures_by_month(shares, today), today),
        "sections": queries.list_section_rows(shown, tasks, shares, today),
        "targets": queries.list_targets(actor, shown, on=today),
        "budgets": budgets.list_cards(actor, money_of(plan), on=today),
        "reports": [
            {"task": task, **_named(task.parts)} for task in queries.list_reports(actor, shown, on=today)
        ],
        "up": up,
        "down": down,
        "open_plans": queries.visible_ids(actor, near, today),
        "reads": documents.may_read(actor, shown.document_id),
        "oversees": queries.oversees(actor, shown, on=today),
        "manages": queries.manages(actor, shown, on=today),
    }
    return render(request, "plans/plan.html", context)


def _counts(request: ActorRequest, plan: int) -> dict[str, int]:
    """Tasks of the plan by state, as the task list counts them."""
    counted = queries.count_by_state(request.actor, TaskFilter(plan=plan), today=request.today)
    return {word.value: number for word, number in counted.items()} | {
        "all": sum(number for word, number in counted.items() if word != StateWord.CLOSED)
    }


def _named(parts: Iterable[Any]) -> dict[str, str]:
    """Who reports, to whom and through whom, as names joined for reading."""
    names: dict[str, list[str]] = {role.value: [] for role in AssignmentRole}
    for part in parts:
        names[part.role].append(part.agency.name)
    return {role: ", ".join(of_role) for role, of_role in names.items()}
