"""Handing out: choose tasks, choose who, see what it would do, confirm."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.assignments import queries, services
from chungtay.assignments.forms import HandOutForm
from chungtay.assignments.rules import spread_rules
from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, show_problems, with_power
from chungtay.plans import queries as plans

PAGE = 100


@with_power(Power.PLANS_MANAGE)
def hand_out(request: ActorRequest) -> HttpResponse:
    """Tasks that nobody leads yet, or those named by ``task`` in the address."""
    actor, today = request.actor, request.today
    many, single = queries.list_owners(actor, on=today)
    form = HandOutForm(request.POST or None, many=many, single=single)
    chosen = [int(task) for task in request.POST.getlist("tasks") if task.isdecimal()]
    rehearsed: list[queries.Handed] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if request.POST.get("do") == "confirm":
                count = services.hand_out(by=actor, now=request.now, tasks=chosen, **said)
                messages.success(request, _("Đã giao %(n)s việc; các cơ quan đã được báo.") % {"n": count})
                return redirect(_back(request))
            rehearsed = queries.rehearse_hand_out(actor, chosen, _bodies(request, said["owner"]), on=today)
            if not rehearsed:
                form.add_error(None, _("Hãy chọn ít nhất một việc."))
        except Refused as refusal:
            show_problems(form, refusal)
    plan = request.GET.get("plan", "")
    found = queries.list_ungiven(actor, on=today, plan=int(plan) if plan.isdecimal() else None)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    one = request.GET.get("task", "")
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "chosen": set(chosen),
        "rehearsed": rehearsed,
        "shares": sum(handed.new for handed in rehearsed),
        "plans": _plans(request),
        "spreads": queries.spreads_of(actor, on=today),
        "one": plans.get_task(actor, int(one), on=today) if one.isdecimal() else None,
    }
    return render(request, "assignments/hand_out.html", context, status=422 if form.errors else 200)


def _bodies(request: ActorRequest, owner: str) -> list[int]:
    """Who would get shares."""
    code, _colon, number = owner.partition(":")
    if code == "agency":
        return agencies.doers_of(int(number), on=request.today)
    rule = spread_rules()[code]
    found = queries.bodies_of_spread(request.actor, rule, int(number), on=request.today)
    return list(found.values_list("pk", flat=True))


def _plans(request: ActorRequest) -> list[dict[str, Any]]:
    """Plans with tasks that nobody leads, with how many."""
    found = queries.list_ungiven(request.actor, on=request.today).order_by()
    counts = dict(found.values_list("plan").annotate(number=Count("pk")))
    chosen = request.GET.get("plan", "")
    return [
        {
            "label": str(row),
            "href": f"?plan={row.pk}",
            "current": chosen == str(row.pk),
            "count": counts[row.pk],
        }
        for row in plans.visible_plans(request.actor, request.today).filter(pk__in=counts)
    ]


def _back(request: ActorRequest) -> str:
    one = request.GET.get("task", "")
    return reverse("plans:task", args=[int(one)]) if one.isdecimal() else request.get_full_path()
