"""Quotas of a plan for who manages it; counting and helping for who does the work."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.assignments import queries, services
from chungtay.assignments.forms import CountForm, QuotaForm, WordsForm
from chungtay.base.problems import NotThere, Refused
from chungtay.base.web import ActorRequest, show_problems, told, with_power
from chungtay.plans import queries as plans


@with_power(Power.PLANS_MANAGE)
def quotas(request: ActorRequest, plan: int) -> HttpResponse:
    """What the words seem to ask of each unit: confirm, drop, or write one by hand."""
    shown = plans.get_plan(request.actor, plan, on=request.today)
    if not plans.manages(request.actor, shown, on=request.today):
        raise NotThere("plan")
    tasks = [(task.pk, task.text[:120]) for task in shown.tasks.filter(closed_at__isnull=True)]
    do = request.POST.get("do", "")
    form = QuotaForm(request.POST if do == "add" else None, tasks=tasks)
    try:
        if request.method == "POST" and (said := _change(request, plan, do, form)):
            messages.success(request, said)
            return redirect("assignments:quotas", plan)
    except Refused as refusal:
        if form.is_bound:
            show_problems(form, refusal)
        else:
            messages.error(request, " ".join(told(problem) for problem in refusal.problems))
    rows = list(queries.quotas_of_plan(request.actor, shown, on=request.today))
    context = {
        "plan": shown,
        "proposed": [row for row in rows if row.confirmed_at is None],
        "views": [view for row in rows if row.confirmed_at for view in _views(request, row)],
        "form": form,
    }
    return render(request, "assignments/quotas.html", context, status=422 if form.errors else 200)


def _change(request: ActorRequest, plan: int, do: str, form: QuotaForm) -> str:
    """Do what the button says; the sentence that tells of it, or nothing."""
    given: dict[str, Any] = {"by": request.actor, "now": request.now}
    if do == "propose":
        count = services.propose_quotas(**given, plan=plan)
        return _("Đọc được thêm %(n)s định mức từ lời của kế hoạch.") % {"n": count}
    if do == "confirm":
        rows = [int(row) for row in request.POST.getlist("rows") if row.isdecimal()]
        count = services.confirm_quotas(**given, plan=plan, quotas=rows)
        return _("Đã xác nhận %(n)s định mức.") % {"n": count}
    if do.startswith("drop:") and do[5:].isdecimal():
        services.drop_quota(**given, plan=plan, quota=int(do[5:]))
        return _("Đã bỏ định mức.")
    if do == "add" and form.is_valid():
        services.add_quota(**given, **form.cleaned_data)
        return _("Đã ghi định mức.")
    return ""


def _views(request: ActorRequest, quota: Any) -> list[queries.QuotaView]:
    views = queries.list_quotas(request.actor, quota.task, on=request.today)
    return [view for view in views if view.quota.pk == quota.pk]


@with_power(Power.WORK_REPORT)
def task(request: ActorRequest, task: int) -> HttpResponse:
    """Count on a quota, or say what one's body did in support; both stand on the page of the task."""
    shown = plans.get_task(request.actor, task, on=request.today)
    counting = "quota" in request.POST
    form = (CountForm if counting else WordsForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if counting:
                services.count_quota(by=request.actor, now=request.now, **form.cleaned_data)
            else:
                services.contribute(by=request.actor, now=request.now, task=task, **form.cleaned_data)
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("plans:task", task)
    if not form.errors:
        return redirect("plans:task", task)
    return render(request, "assignments/form.html", {"form": form, "task": shown}, status=422)
