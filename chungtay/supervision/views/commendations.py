"""A commendation: proposed with the record that supports it, and decided."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyKind, Power
from chungtay.base.web import ActorRequest, change_page, sent, signed_in, with_power
from chungtay.supervision import queries, services
from chungtay.supervision.forms import CommendForm, DecideForm
from chungtay.supervision.rules import CommendationState, commendation_forms


@with_power(Power.PLANS_MANAGE)
def propose(request: ActorRequest) -> HttpResponse:
    bodies = agencies.within_jurisdiction(request.actor, on=request.today).filter(
        agencies.alive_on(request.today)
    )
    named = bodies.exclude(kind=AgencyKind.GROUP).order_by("level", "name").values_list("pk", "name")
    initial = {"period_from": date(request.today.year, 1, 1), "period_to": request.today}
    form = CommendForm(request.POST or None, initial=initial, agencies=named)

    def act(said: dict[str, Any]) -> str:
        made = services.propose_commendation(by=request.actor, now=request.now, **said)
        return reverse("supervision:commendation", args=[made.pk])

    return change_page(
        request, form, _("Đề nghị khen thưởng"), act=act,
        about=_("Các phần việc đã xong trong thời gian này được ghi kèm làm căn cứ và không đổi nữa."),
        button=_("Đề nghị khen thưởng"), back=reverse("supervision:supervision") + "?xem=khen-thuong",
        done=_("Đã ghi đề nghị."),
    )  # fmt: skip


@signed_in
def commendation(request: ActorRequest, commendation: int) -> HttpResponse:
    row = queries.get_commendation(request.actor, commendation, on=request.today)
    form = DecideForm(request.POST or None)
    if request.method == "POST" and sent(
        request, form,
        lambda said: services.decide_commendation(
            by=request.actor, now=request.now, commendation=row.pk, awarded=request.POST.get("act") == "award", **said
        ),
        _("Đã ghi quyết định."),
    ):  # fmt: skip
        return redirect("supervision:commendation", row.pk)
    record = list(row.record.all())
    context = {
        "commendation": row,
        "form_name": commendation_forms().get(row.form, row.form),
        "record": record,
        "on_time": sum(one.on_time for one in record),
        "verified": sum(one.verified for one in record),
        "may_decide": request.actor.can(Power.COMMENDATIONS_DECIDE)
        and row.state == CommendationState.PROPOSED,
        "form": form,
    }
    return render(request, "supervision/commendation.html", context, status=422 if form.errors else 200)
