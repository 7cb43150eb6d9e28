"""A campaign: its countdown, the wall of reports received, and what is missing."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.base.problems import Problem
from chungtay.base.web import ActorRequest, change_page, sent, signed_in, told, with_power
from chungtay.files.access import takes_uploads
from chungtay.plans import queries as plans
from chungtay.plans.rules import PlanState
from chungtay.replays.access import once
from chungtay.supervision import queries, services
from chungtay.supervision.forms import CampaignForm, ReportForm
from chungtay.supervision.rules import countdown, season_in
from chungtay.supervision.views.forming import kept

PAGE = 20
MISSING = 60  # names shown of those who have sent nothing; the others are one click away


@with_power(Power.PLANS_MANAGE)
def start_campaign(request: ActorRequest) -> HttpResponse:
    actor, today = request.actor, request.today
    managed = [plan for plan in plans.visible_plans(actor, today) if plans.manages(actor, plan, on=today)]
    choices = [
        (plan.pk, f"{plan}: {plan.title}"[:120]) for plan in managed if plan.state == PlanState.IN_FORCE
    ]
    bodies = agencies.nameable(actor, on=today, groups=True)
    parts = list(bodies.order_by("-kind", "level", "name").values_list("pk", "name"))
    form = CampaignForm(request.POST or None, initial=_offered(request), plans=choices, parts=parts)

    def act(said: dict[str, Any]) -> str:
        season = season_in(said.pop("season"), said["begins"].year)
        days = [day for day in season.days if said["begins"] <= day[0] <= said["ends"]]
        made = services.start_campaign(by=actor, now=request.now, days=days, **said)
        return reverse("supervision:campaign", args=[made.pk])

    return change_page(
        request, form, _("Mở chiến dịch"), act=act,
        about=_("Một đợt việc của kế hoạch, có ngày mở, ngày đóng và báo cáo."),
        button=_("Mở chiến dịch"), back=reverse("supervision:supervision") + "?xem=chien-dich",
        done=_("Đã mở chiến dịch; các cơ quan tham gia được báo."),
    )  # fmt: skip


def _offered(request: ActorRequest) -> dict[str, Any]:
    """The month of action that is next."""
    season = season_in("action_month", request.today.year)
    if season.ends and season.ends < request.today:
        season = season_in("action_month", request.today.year + 1)
    named = f"{season.name} {season.begins.year if season.begins else ''}".strip()
    return {
        "season": season.code, "name": named, "begins": season.begins, "ends": season.ends,
        "report_due": season.report_due,
    }  # fmt: skip


@signed_in
def _too_large(request: ActorRequest, problem: Problem, campaign: int) -> HttpResponse:
    form = ReportForm({})
    form.full_clean()
    form.add_error("attached", told(problem))
    return _page(request, campaign, form)


@takes_uploads(_too_large)
@signed_in
@once
def campaign(request: ActorRequest, campaign: int) -> HttpResponse:
    form = ReportForm(request.POST, request.FILES) if request.method == "POST" else ReportForm()
    if request.method == "POST" and sent(
        request, form,
        lambda said: services.report_to_campaign(
            by=request.actor, now=request.now, campaign=campaign, text=said["text"],
            files=kept(request, said["attached"]),
        ),
        _("Đã gửi báo cáo lên bảng chung."),
    ):  # fmt: skip
        return redirect("supervision:campaign", campaign)
    return _page(request, campaign, form)


def _page(request: ActorRequest, campaign: int, form: ReportForm) -> HttpResponse:
    actor, today = request.actor, request.today
    row = queries.get_campaign(actor, campaign, on=today)
    part = queries.get_part(actor, row) if actor.can(Power.WORK_REPORT) else None
    missing = queries.list_parts(actor, row, on=today, missing=True)
    context = {
        "campaign": row,
        "countdown": countdown(row.begins, row.ends, today),
        "part": part if part is not None and row.begins <= today else None,
        "late": today > row.report_due,
        "missing": missing if "du" in request.GET else missing[:MISSING],
        "missing_count": missing.count(),
        "all_in": row.asked == row.reported,
        "page": Paginator(queries.list_reports(actor, row, on=today), PAGE).get_page(request.GET.get("page")),
        "form": form,
    }
    return render(request, "supervision/campaign.html", context, status=422 if form.errors else 200)
