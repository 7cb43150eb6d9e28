"""How the tasks of a plan are known to be done: one page for all, confirmed in bulk."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, told, with_power
from chungtay.following import queries, services
from chungtay.following.rules import lexicon
from chungtay.plans import queries as plans


@with_power(Power.PLANS_MANAGE)
def criteria(request: ActorRequest, plan: int) -> HttpResponse:
    shown = plans.get_plan(request.actor, plan, on=request.today)
    rows = queries.list_following(request.actor, shown, on=request.today)
    problems: list[str] = []
    if request.method == "POST":
        try:
            messages.success(request, _change(request, plan))
        except Refused as refusal:
            problems = [told(problem) for problem in refusal.problems]
        else:
            return redirect("following:criteria", plan)
    context = {
        "plan": shown,
        "proposed": [row for row in rows if row.criterion and not row.criterion.confirmed_at],
        "confirmed": [row for row in rows if row.criterion and row.criterion.confirmed_at],
        "by_hand": [row for row in rows if row.criterion is None],
        "counted": queries.count_following(rows),
        "choices": [(rule.code, rule.says) for rule in lexicon().values()],
        "problems": problems,
    }
    return render(request, "following/criteria.html", context, status=422 if problems else 200)


def _change(request: ActorRequest, plan: int) -> str:
    """Do what the button says; the sentence that tells of it."""
    do = request.POST.get("do", "")
    given: dict[str, Any] = {"by": request.actor, "now": request.now}
    rows = [int(row) for row in request.POST.getlist("rows") if row.isdecimal()]
    if do == "propose":
        count = services.propose_criteria(**given, plan=plan)
        return _("Đã đề xuất cách biết đã xong cho %(n)s việc; hãy xem và xác nhận.") % {"n": count}
    if do == "confirm":
        count = services.confirm_criteria(**given, plan=plan, tasks=rows)
        services.derive(now=request.now, plan=plan)
        return _("Đã xác nhận %(n)s việc; từ nay tiến độ các việc này tự tính.") % {"n": count}
    if do == "drop":
        return _("%(n)s việc trở lại do cơ quan tự báo.") % {
            "n": services.drop_criteria(**given, plan=plan, tasks=rows)
        }
    if do.startswith("set:") and do[4:].isdecimal():
        task = int(do[4:])
        services.set_criterion(**given, task=task, rule=request.POST.get(f"rule-{task}", ""))
        services.derive(now=request.now, tasks=[task])
        return _("Đã ghi cách biết đã xong.")
    count = services.derive(now=request.now, plan=plan)
    return _("Đã tính lại; %(n)s phần việc thay đổi.") % {"n": count}
