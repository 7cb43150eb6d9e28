"""Pages on which who manages a plan assigns, sets dates, adds a task, ends it; each asks for its ground."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere
from chungtay.base.web import ActorRequest, change_page, with_power
from chungtay.budgets import queries as budgets
from chungtay.plans import queries, services
from chungtay.plans.forms import AssignForm, DueForm, GroundForm, MoneyForm, TaskForm
from chungtay.plans.rules import AssignmentRole, money_of


@with_power(Power.PLANS_MANAGE)
def reassign(request: ActorRequest, task: int) -> HttpResponse:
    shown = queries.get_task(request.actor, task, on=request.today)
    _managed(request, shown.plan)
    parts = list(queries.list_parts(shown))
    initial = {
        "leads": [part.agency_id for part in parts if part.role == AssignmentRole.LEAD],
        "supports": [part.agency_id for part in parts if part.role == AssignmentRole.SUPPORT],
    }
    form = AssignForm(request.POST or None, initial=initial, agencies=_bodies(request, parts))
    return change_page(
        request, form, _("Phân công lại"), about=shown.text, button=_("Giao việc"),
        back=reverse("plans:task", args=[task]),
        done=_("Đã ghi phân công mới; các cơ quan đã được báo."),
        act=lambda said: services.reassign(by=request.actor, now=request.now, task=task, **said),
    )  # fmt: skip


@with_power(Power.PLANS_MANAGE)
def money(request: ActorRequest, task: int) -> HttpResponse:
    shown = queries.get_task(request.actor, task, on=request.today)
    _managed(request, shown.plan)
    lines = budgets.list_lines(request.actor, on=request.today, subject=money_of(shown.plan_id))
    form = MoneyForm(request.POST or None, initial={"lines": queries.lines_of(shown)}, lines=lines)
    return change_page(
        request, form, _("Kinh phí của nhiệm vụ"), about=shown.text, button=_("Ghi dòng kinh phí"),
        back=reverse("plans:task", args=[task]), done=_("Đã ghi các dòng kinh phí của nhiệm vụ."),
        act=lambda said: services.set_money(by=request.actor, now=request.now, task=task, **said),
    )  # fmt: skip


@with_power(Power.PLANS_MANAGE)
def set_due(request: ActorRequest, occurrence: int) -> HttpResponse:
    shown = queries.get_managed_occurrence(request.actor, occurrence, on=request.today)
    form = DueForm(request.POST or None, initial={"due_on": shown.due_on})
    return change_page(
        request, form, _("Đổi hạn"), about=shown.task.text, button=_("Ghi hạn mới"),
        back=reverse("plans:task", args=[shown.task_id]), done=_("Đã đổi hạn."),
        act=lambda said: services.set_due(by=request.actor, now=request.now, occurrence=occurrence, **said),
    )  # fmt: skip


@with_power(Power.PLANS_MANAGE)
def add_task(request: ActorRequest, plan: int) -> HttpResponse:
    shown = queries.get_plan(request.actor, plan, on=request.today)
    _managed(request, shown)
    sections = [(row.pk, f"{row.label} {row.title}".strip()[:120]) for row in shown.sections.all()]
    form = TaskForm(request.POST or None, agencies=_bodies(request, ()), sections=sections)
    return change_page(
        request, form, _("Thêm việc ngoài văn bản"), about=str(shown), button=_("Thêm việc"),
        back=reverse("plans:plan", args=[plan]), done=_("Đã thêm việc và báo cho cơ quan được giao."),
        act=lambda said: services.add_task(by=request.actor, now=request.now, plan=plan, **said),
    )  # fmt: skip


@with_power(Power.PLANS_MANAGE)
def end(request: ActorRequest, plan: int) -> HttpResponse:
    shown = queries.get_plan(request.actor, plan, on=request.today)
    _managed(request, shown)
    return change_page(
        request, GroundForm(request.POST or None), _("Kết thúc kế hoạch"), about=f"{shown}: {shown.title}",
        button=_("Kết thúc kế hoạch"), back=reverse("plans:plan", args=[plan]),
        done=_("Kế hoạch đã kết thúc. Mọi điều đã ghi vẫn còn để xem."),
        act=lambda said: services.end_plan(by=request.actor, now=request.now, plan=plan, **said),
    )  # fmt: skip


def _managed(request: ActorRequest, plan: Any) -> None:
    if not queries.manages(request.actor, plan, on=request.today):
        raise NotThere("plan")


def _bodies(request: ActorRequest, parts: Any) -> list[tuple[int, str]]:
    """The bodies of the jurisdiction, and those already named even if they lie outside it."""
    near = agencies.nameable(request.actor, on=request.today, groups=True)
    bodies = dict(near.values_list("pk", "name"))
    named = {part.agency_id: part.agency.name for part in parts}
    return sorted({**bodies, **named}.items(), key=lambda body: (body[0] not in named, body[1]))
