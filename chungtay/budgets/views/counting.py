"""Quantities, the formulas that count with them, and counting an estimate anew."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere, Refused
from chungtay.base.web import ActorRequest, change_page, show_problems, told, with_power
from chungtay.budgets import queries, services
from chungtay.budgets.forms import FormulaForm, QuantityForm
from chungtay.budgets.rules import values_on


@with_power(Power.BUDGETS_MANAGE)
def quantities(request: ActorRequest) -> HttpResponse:
    form = QuantityForm(request.POST or None, initial={"since": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            services.set_quantity(by=request.actor, now=request.now, **form.cleaned_data)
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            messages.success(
                request, _("Đã ghi số lượng. Dự toán đã duyệt không đổi; mở bảng kinh phí để xem ảnh hưởng.")
            )
            return redirect("budgets:quantities")
    known = queries.known_quantities(request.actor.place)
    context = {"form": form, "known": known, "salary": values_on([], request.today).values()}
    return render(request, "budgets/quantities.html", context, status=422 if form.errors else 200)


@with_power(Power.BUDGETS_MANAGE)
def formula(request: ActorRequest, line: int) -> HttpResponse:
    found = queries.list_lines(request.actor, on=request.today, lines=[line])
    if not found or not queries.manages_line(request.actor, line, on=request.today):
        raise NotThere("line")
    back = reverse("budgets:budget", args=[found[0].budget])
    form = FormulaForm(request.POST or None, initial={"formula": found[0].formula})
    return change_page(
        request, form, _("Ghi công thức"), about=found[0].name, back=back, done=_("Đã ghi công thức."),
        act=lambda said: services.set_formula(by=request.actor, now=request.now, line=line, formula=said["formula"]),
    )  # fmt: skip


@require_POST
@with_power(Power.BUDGETS_MANAGE)
def count_anew(request: ActorRequest, budget: int) -> HttpResponse:
    queries.get_budget(request.actor, budget, on=request.today)
    try:
        services.count_anew(by=request.actor, now=request.now, budget=budget)
    except Refused as refusal:
        for problem in refusal.problems:
            messages.error(request, told(problem))
    else:
        messages.success(
            request, _("Đã lập dự toán đề xuất theo công thức; dự toán đã duyệt vẫn giữ nguyên.")
        )
    return redirect("budgets:budget", budget)
