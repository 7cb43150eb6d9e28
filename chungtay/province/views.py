"""The province's settings: where each is, the calendar of a year, and the numbers of outgoing papers."""

from calendar import Calendar as Months
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chungtay.agencies.rules import Power
from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, show_problems, signed_in, with_power
from chungtay.law.rules.calendar import Calendar
from chungtay.province import queries, services
from chungtay.province.forms import DayOffForm, NumberForm, SeriesForm, VoidForm
from chungtay.province.rules import code_of

YEARS_AROUND = 3  # offered before and after the year that is shown


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the picture: ``what`` is "off", "works" in exchange, "rest" for a weekend, "" for a working day."""

    number: int
    what: str
    name: str


@require_safe
@with_power(Power.SETTINGS_MANAGE)
def settings(request: ActorRequest) -> HttpResponse:
    return render(
        request, "province/settings.html", {"may_number": request.actor.can(Power.DOCUMENTS_MANAGE)}
    )


@require_safe
@signed_in
def calendar(request: ActorRequest) -> HttpResponse:
    return _calendar(request, _year(request), DayOffForm())


def _calendar(request: ActorRequest, year: int, form: DayOffForm, status: int = 200) -> HttpResponse:
    in_force = queries.calendar_of(request.actor.place)
    known = year in in_force.years
    context = {
        "year": year,
        "years": sorted(
            known_year for known_year in in_force.years | {year} if abs(known_year - year) <= YEARS_AROUND
        ),
        "weekdays": _("T2 T3 T4 T5 T6 T7 CN").split(),
        "months": _months(in_force, year) if known else [],
        "lines": queries.list_lines(request.actor.place, year),
        "working_days": len(in_force.working_days(date(year, 1, 1), date(year, 12, 31))) if known else None,
        "announced": known and in_force.is_announced(date(year, 1, 1), date(year, 12, 31)),
        "may_change": request.actor.can(Power.SETTINGS_MANAGE) and request.actor.place is not None,
        "form": form,
        "crumbs": _crumbs(request),
    }
    return render(request, "province/calendar.html", context, status=status)


def _crumbs(request: ActorRequest) -> list[tuple[str, str]]:
    if not request.actor.can(Power.SETTINGS_MANAGE):
        return []
    return [(_("Thiết lập của tỉnh"), reverse("province:settings"))]


def _year(request: ActorRequest) -> int:
    asked = request.GET.get("nam", "")
    return int(asked) if asked.isdecimal() and 2000 <= int(asked) <= 2100 else request.today.year


def _months(in_force: Calendar, year: int) -> list[list[list[Day | None]]]:
    """Twelve months of weeks of seven days; None before the first and after the last of a month."""
    return [
        [
            [_day(in_force, day) if day.month == month else None for day in week]
            for week in Months().monthdatescalendar(year, month)
        ]
        for month in range(1, 13)
    ]


def _day(in_force: Calendar, day: date) -> Day:
    if day in in_force.worked:
        return Day(day.day, "works", in_force.worked[day].name)
    if day in in_force.days_off:
        return Day(day.day, "off", in_force.days_off[day].name)
    return Day(day.day, "" if in_force.is_working(day) else "rest", "")


@require_POST
@with_power(Power.SETTINGS_MANAGE)
def enter_days_off(request: ActorRequest) -> HttpResponse:
    form = DayOffForm(request.POST)
    if form.is_valid():
        row = form.row()
        try:
            services.enter_days_off(
                by=request.actor, now=request.now, row=row, ground=form.cleaned_data["ground"]
            )
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            messages.success(
                request, _("Đã ghi vào lịch. Mọi thời hạn tính theo ngày làm việc dùng lịch này.")
            )
            return redirect(f"{reverse('province:calendar')}?nam={row.first.year}")
    return _calendar(request, _year(request), form, status=422)


@require_POST
@with_power(Power.SETTINGS_MANAGE)
def drop_days_off(request: ActorRequest, day_off: int) -> HttpResponse:
    year = services.drop_days_off(by=request.actor, now=request.now, day_off=day_off)
    messages.success(request, _("Đã bỏ khỏi lịch."))
    return redirect(f"{reverse('province:calendar')}?nam={year}")


@with_power(Power.DOCUMENTS_MANAGE)
def numbers(request: ActorRequest) -> HttpResponse:
    """The own body's series; a new one is opened here."""
    form = SeriesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = services.open_series(by=request.actor, now=request.now, **form.cleaned_data)
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            return redirect("province:series", opened.pk)
    rows = [
        (series, code_of(queries.number_due(series, request.today), series.symbol))
        for series in queries.list_series(request.actor)
    ]
    context = {"rows": rows, "form": form, "crumbs": _crumbs(request)}
    return render(request, "province/numbers.html", context, status=422 if form.errors else 200)


@with_power(Power.DOCUMENTS_MANAGE)
def series(request: ActorRequest, series: int) -> HttpResponse:
    """The register of a series for this year; a number is taken here."""
    found = queries.get_series(request.actor, series)
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        taken = services.take_number(
            by=request.actor, now=request.now, series=series, title=form.cleaned_data["title"]
        )
        messages.success(
            request, _("Số của văn bản: %(code)s") % {"code": code_of(taken.number, found.symbol)}
        )
        return redirect("province:series", series)
    year = _year(request)
    context = {
        "series": found,
        "year": year,
        "this_year": request.today.year,
        "due": code_of(queries.number_due(found, request.today), found.symbol),
        "rows": [(row, code_of(row.number, found.symbol)) for row in queries.list_numbers(found, year)],
        "form": form,
        "crumbs": [*_crumbs(request), (_("Số văn bản đi"), reverse("province:numbers"))],
    }
    return render(request, "province/series.html", context, status=422 if form.errors else 200)


@with_power(Power.DOCUMENTS_MANAGE)
def void_number(request: ActorRequest, number: int) -> HttpResponse:
    """Ask why, then strike the number through."""
    found = queries.get_number(request.actor, number)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.void_number(
                by=request.actor, now=request.now, number=number, ground=form.cleaned_data["ground"]
            )
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            return redirect("province:series", found.series_id)
    code = code_of(found.number, found.series.symbol)
    crumbs = [*_crumbs(request), (code, reverse("province:series", args=[found.series_id]))]
    context = {"number": found, "code": code, "form": form, "crumbs": crumbs}
    return render(request, "province/void_number.html", context, status=422 if form.errors else 200)
