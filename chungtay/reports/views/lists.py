"""The list of reports, and the form that begins a new one."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere
from chungtay.base.web import ActorRequest, sent, signed_in
from chungtay.plans import queries as plans
from chungtay.reports import queries, services
from chungtay.reports.forms import OpenForm
from chungtay.reports.words import STATES

PAGE = 30


@signed_in
def reports(request: ActorRequest) -> HttpResponse:
    """Reports that one may read, what the own body is asked to write, and the form that begins a new one."""
    actor, today = request.actor, request.today
    form = None
    if actor.can(Power.WORK_REPORT):
        form = OpenForm(request.POST or None, plans=_closable(request), today=today)
    if request.method == "POST":
        if form is None:
            raise NotThere("report")
        made: list[int] = []
        try:
            if sent(
                request, form, lambda said: made.append(services.open_report(by=actor, now=request.now, **said).pk),
                _("Đã soạn báo cáo từ số liệu và công việc đến hôm nay."),
            ):  # fmt: skip
                return redirect("reports:report", made[0])
        except queries.NotReady:
            return render(request, "reports/not_ready.html", status=503)
    context = {
        "page": Paginator(queries.list_reports(actor, on=today), PAGE).get_page(request.GET.get("trang")),
        "asked": queries.list_asked(actor),
        "form": form,
        "states": STATES,
        "sets_up": actor.can(Power.SETTINGS_MANAGE),
    }
    return render(request, "reports/reports.html", context, status=422 if form and form.errors else 200)


def _closable(request: ActorRequest) -> list[tuple[int, str]]:
    """The plans that the actor manages, those of today first; one that has ended is closed by its report as well."""
    actor, today = request.actor, request.today
    if not actor.can(Power.PLANS_MANAGE):
        return []
    managed = [plan for plan in plans.visible_plans(actor, today) if plans.manages(actor, plan, on=today)]
    return [(plan.pk, f"{plan}: {plan.title}"[:120]) for plan in managed]
