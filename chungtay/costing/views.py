"""Which task each line pays for."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from chungtay.agencies.rules import Power
from chungtay.base.web import ActorRequest, with_power
from chungtay.costing import queries, services
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


def _pairs(request: ActorRequest, name: str) -> set[services.Pair]:
    """Pairs "line-task" as the page sent them; what is none of them is left out."""
    said = (value.partition("-") for value in request.POST.getlist(name))
    return {(int(line), int(task)) for line, _, task in said if line.isdecimal() and task.isdecimal()}
