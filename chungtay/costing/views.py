"""Which task each line pays for, and what one unit of its result costs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere
from chungtay.base.web import ActorRequest, signed_in, with_power
from chungtay.budgets import queries as budgets
from chungtay.costing import queries, services
from chungtay.costing.forms import ProductForm
from chungtay.indicators import queries as indicators
from chungtay.plans import queries as plans


@with_power(Power.PLANS_MANAGE)
def link(request: ActorRequest, plan: int) -> HttpResponse:
    rows = queries.tasks_by_line(request.actor, plan, on=request.today)
    if request.method == "POST":
        changed = services.link_tasks(
            by=request.actor, now=request.now, plan=plan, pairs=_pairs(request, "pair"), seen=_pairs(request, "seen")
        )  # fmt: skip
        said = ngettext("Đã ghi kinh phí cho %(n)s nhiệm vụ.", "Đã ghi kinh phí cho %(n)s nhiệm vụ.", changed)
        messages.success(request, said % {"n": changed})
        return redirect("plans:plan", plan)
    context = {
        "plan": plans.get_plan(request.actor, plan, on=request.today),
        "rows": rows,
        "linked": sum(row.linked for row in rows),
    }
    return render(request, "costing/link.html", context)


@signed_in
def costs(request: ActorRequest) -> HttpResponse:
    """Spent, got, and so much for each; for who keeps the money also the way to say what a line brings."""
    actor, today = request.actor, request.today
    manages = actor.can(Power.BUDGETS_MANAGE)
    form = ProductForm(
        request.POST if "line" in request.POST else None,
        lines=budgets.list_lines(actor, on=today) if manages else [],
        measures=indicators.list_measures(today) if manages else [],
    )
    if request.method == "POST":
        if not manages:
            raise NotThere("product")
        if request.POST.get("drop", "").isdecimal():
            services.drop_product(by=actor, now=request.now, product=int(request.POST["drop"]))
            return redirect("costing:costs")
        if form.is_valid():
            services.name_product(by=actor, now=request.now, **form.cleaned_data)
            messages.success(request, _("Đã ghi kết quả của dòng kinh phí."))
            return redirect("costing:costs")
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else today.year
    try:
        rows, ready = queries.list_costs(actor, year, on=today), True
    except indicators.NotReady:
        rows, ready = [], False
    context = {
        "rows": rows, "ready": ready, "year": year, "form": form, "manages": manages,
        "years": budgets.years_in_sight(actor, today),
    }  # fmt: skip
    return render(request, "costing/costs.html", context, status=422 if form.errors else 200)


def _pairs(request: ActorRequest, name: str) -> set[services.Pair]:
    """Pairs "line-task" as the page sent them; what is none of them is left out."""
    said = (value.partition("-") for value in request.POST.getlist(name))
    return {(int(line), int(task)) for line, _, task in said if line.isdecimal() and task.isdecimal()}
