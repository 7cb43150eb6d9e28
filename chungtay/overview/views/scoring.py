"""The score for emulation, every input of it, and what was said against it."""

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.base.problems import NotThere
from chungtay.base.web import ActorRequest, sent, signed_in, with_power
from chungtay.law.rules.answers import NoAnswer
from chungtay.law.rules.windows import Window, window
from chungtay.overview import queries, services
from chungtay.overview.forms import ContestForm, OutcomeForm
from chungtay.overview.rules import ContestOutcome, formula, may_contest, may_rule
from chungtay.overview.words import OUTCOMES, said_period
from chungtay.plans import queries as plans
from chungtay.replays.access import once

PAGE = 50


@require_safe
@signed_in
def scores(request: ActorRequest) -> HttpResponse:
    """Everybody by bands; with ``agency`` the parts of work that a score counts, with ``contests`` what was said."""
    period, by = _period(request), formula()
    context: dict[str, Any] = {
        "window": period,
        "periods": [(one, said_period(one.period)) for one in _periods(request)],
        "formula": by,
    }
    if "contests" in request.GET:
        return render(request, "overview/contests.html", context | _contests(request))
    rows = queries.list_scores(
        request.actor, period.first, period.last, by, now=request.now, today=request.today
    )
    chosen = request.GET.get("agency", "")
    row = next((one for one in rows if str(one.scored.agency) == chosen), None)
    if row is not None:
        return render(request, "overview/inputs.html", context | _inputs(request, period, row))
    bands = [{"band": band, "rows": [one for one in rows if one.scored.band == band]} for band in by.bands]
    few = [one for one in rows if one.scored.band is None]
    return render(request, "overview/scores.html", context | {"bands": bands, "few": few, "rows": rows})


def _inputs(request: ActorRequest, period: Window, row: queries.Row) -> dict[str, Any]:
    by = formula()
    asked = request.GET.get("part", "")
    part = next((one.code for one in by.parts if one.code == asked), by.parts[0].code)
    shares = queries.counted(request.actor, period.first, period.last, today=request.today)
    found = queries.list_inputs(shares, row.scored.agency, part, by, now=request.now)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    said = queries.contests_of(share.pk for share in page)
    return {
        "row": row,
        "parts": [
            {"of": one, "count": row.scored.inputs.of(one.code), "current": one.code == part}
            for one in by.parts
        ],
        "page": page,
        "shares": [
            {"share": share, "counts": share.counts, "contests": said.get(share.pk, [])} for share in page
        ],
        "may_contest": may_contest(request.actor, doer=row.scored.agency),
    }


def _contests(request: ActorRequest) -> dict[str, Any]:
    found = queries.list_contests(request.actor, today=request.today)
    return {
        "contests": [
            {
                "contest": one,
                "said": OUTCOMES[ContestOutcome(one.outcome)],
                "may_rule": _may_rule(request, one),
            }
            for one in found
        ]
    }


def _may_rule(request: ActorRequest, contest: Any) -> bool:
    if contest.outcome != ContestOutcome.WAITING:
        return False
    manages = plans.manages(request.actor, contest.share.task.plan, on=request.today)
    return may_rule(request.actor, manages=manages, doer=contest.agency_id)


@require_http_methods(["GET", "POST"])
@with_power(Power.WORK_REPORT)
@once
def contest(request: ActorRequest, share: int) -> HttpResponse:
    """Say against how a part of one's own work is counted."""
    row = plans.get_share(request.actor, share, on=request.today)
    if not may_contest(request.actor, doer=row.agency_id):
        raise NotThere("share")
    form = ContestForm(request.POST or None)
    act = partial(services.contest_share, by=request.actor, now=request.now, share=share)
    if request.method == "POST" and sent(
        request, form, lambda said: act(**said), _("Đã gửi ý kiến; cơ quan thường trực sẽ trả lời.")
    ):
        return redirect(f"{reverse('overview:scores')}?contests=1")
    context = {"form": form, "share": row, "title": _("Ý kiến về một phần việc"), "button": _("Gửi ý kiến")}
    return render(request, "overview/say.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@with_power(Power.PLANS_MANAGE)
def answer(request: ActorRequest, contest: int) -> HttpResponse:
    """The standing office answers what was said."""
    row = queries.get_contest(request.actor, contest, today=request.today)
    if not may_rule(
        request.actor,
        manages=plans.manages(request.actor, row.share.task.plan, on=request.today),
        doer=row.agency_id,
    ):
        raise NotThere("contest")
    form = OutcomeForm(request.POST or None)
    act = partial(services.answer_contest, by=request.actor, now=request.now, contest=contest)
    if request.method == "POST" and sent(
        request, form, lambda said: act(**said), _("Đã ghi câu trả lời; cơ quan có ý kiến đã được báo.")
    ):
        return redirect(f"{reverse('overview:scores')}?contests=1")
    context = {
        "form": form, "share": row.share, "contest": row, "agency": agencies.names_of([row.agency_id]),
        "title": _("Trả lời ý kiến"), "button": _("Ghi câu trả lời"),
    }  # fmt: skip
    return render(request, "overview/say.html", context, status=422 if form.errors else 200)


def _period(request: ActorRequest) -> Window:
    """The period of the address; else the year that runs."""
    try:
        return window(request.GET.get("period", ""))
    except NoAnswer:
        return _running(request, "")


def _periods(request: ActorRequest) -> list[Window]:
    """The running year and its quarters as far as they have begun, and the year before."""
    year = _running(request, "")
    quarters = [window(f"{year.period}-Q{n}") for n in range(1, 5)]
    return [
        year, *(one for one in quarters if one.first <= request.today), window(str(int(year.period) - 1)),
    ]  # fmt: skip


def _running(request: ActorRequest, code: str) -> Window:
    """The reporting year does not end with the calendar's."""
    this = window(f"{request.today.year}{code}")
    return this if request.today <= this.last else window(f"{request.today.year + 1}{code}")
