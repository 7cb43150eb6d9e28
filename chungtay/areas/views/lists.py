"""The list and the map of a year; the support money that it asks for."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.agencies.rules import Power
from chungtay.areas import queries, services
from chungtay.areas.drawing import picture_of
from chungtay.areas.forms import SupportForm
from chungtay.areas.queries import YearView
from chungtay.areas.rules.support import check_counts, rate_for, support_lines
from chungtay.areas.rules.words import KEY_KINDS, AreaKind
from chungtay.areas.views.asking import geography_asked, geography_tabs, year_asked, year_tabs
from chungtay.areas.words import KINDS, LEVELS
from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, show_problems, signed_in, told, with_power


@signed_in
def areas(request: ActorRequest) -> HttpResponse:
    """The province by year, on a map and as a table; a commune is led to its own page."""
    actor = request.actor
    if not queries.sees_many(actor):
        queries.seen_places(actor)
        return redirect("areas:commune", actor.place)
    years = queries.known_years(actor)
    year = year_asked(request, max(years, default=request.today.year))
    geography = geography_asked(request, year)
    province = queries.province_of(min(actor.reach), request.today)
    view = queries.list_year(actor, province, year, geography, request.today)
    context = {
        "view": view,
        "picture": picture_of(view, _("Loại địa bàn năm %(year)s") % {"year": year}),
        "legend": _legend(view),
        "year_tabs": year_tabs(request, years, year),
        "geography_tabs": geography_tabs(request, geography),
        "key": sum(view.counts[kind] for kind in KEY_KINDS),
        "free": view.counts[AreaKind.FREE],
        "carried": any(row.carried for row in view.rows),
        "may_approve": queries.approves(actor),
    }
    return render(request, "areas/areas.html", context)


def _legend(view: YearView) -> list[tuple[int, object, int]]:
    known: list[tuple[int, object, int]] = [
        (LEVELS[kind], KINDS[kind], view.counts[kind]) for kind in AreaKind
    ]
    return [*known, (LEVELS[None], _("chưa có kết quả"), view.unknown)] if view.unknown else known


@with_power(Power.AREAS_APPROVE)
def support(request: ActorRequest) -> HttpResponse:
    """Money by type: the counts of the list, or those of a paper, held against the communes there are."""
    actor = request.actor
    years = queries.known_years(actor)
    year = year_asked(request, max(years, default=request.today.year))
    province = queries.province_of(min(actor.reach), request.today)
    view = queries.list_year(actor, province, year, geography_asked(request, year), request.today)
    listed = {kind.name.lower(): number for kind, number in view.counts.items()}
    given = request.POST if request.method == "POST" else request.GET if "one" in request.GET else listed
    form, rate = SupportForm(given), rate_for(year)
    counts = form.counts() if form.is_valid() else {}
    if request.method == "POST" and form.is_valid():
        try:
            made = services.propose_support(by=actor, now=request.now, year=year, counts=counts)
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            messages.success(request, _("Đã lập bảng kinh phí đề xuất."))
            return redirect("budgets:budget", made)
    lines = support_lines(counts, rate) if rate else []
    context = {
        "form": form,
        "year": year,
        "year_tabs": year_tabs(request, years, year),
        "rate": rate,
        "lines": [(KINDS[line.kind], line) for line in lines],
        "total": sum(line.amount for line in lines),
        "warnings": [told(one) for one in check_counts(counts, len(view.rows))],
        "communes": len(view.rows),
        "back": reverse("areas:areas"),
    }
    return render(request, "areas/support.html", context, status=422 if form.errors else 200)
