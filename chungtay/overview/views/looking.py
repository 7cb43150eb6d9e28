"""The whole picture: four views of the same work under one filter, and what is new in it."""

from calendar import Calendar as Months
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chungtay.base.web import ActorRequest, signed_in
from chungtay.indicators.queries import NotReady
from chungtay.law.rules.answers import NoAnswer
from chungtay.law.rules.windows import Window, window
from chungtay.overview import queries, services
from chungtay.overview.forms import LookForm
from chungtay.overview.rules import SPANS, Asked, By, Span, View, asked_month, month_after, month_of, percent
from chungtay.overview.words import BYS, EVENTS, VIEWS, said_period
from chungtay.plans import queries as plans
from chungtay.plans.rules import Figures
from chungtay.province import queries as province

PAGE = 40  # lines of the picture
ROWS = 100  # of a table: bodies, communes
SAID_TURNS = 6  # of a task, for who reads the picture instead of seeing it
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the picture of a month; ``off`` and ``works`` name why, ``legal`` the reporting window that it ends."""

    day: date
    work: Any
    off: str
    rest: bool
    works: bool
    legal: str


@require_safe
@signed_in
def looking(request: ActorRequest) -> HttpResponse:
    since = services.note_look(by=request.actor, now=request.now)
    form = LookForm(request.GET, plans.list_choices(request.actor, today=request.today))
    asked = form.asked()
    view = _chosen(View, request.GET.get("view", ""))
    changes = queries.list_changes(request.actor, since, today=request.today)
    context = {
        "form": form,
        "asked": asked,
        "view": view,
        "tabs": [
            {"label": said, "href": _address(request, view=kind), "current": kind == view}
            for kind, said in VIEWS.items()
        ],
        "changes": changes,
        "events": [(thing, [EVENTS[verb] for verb in thing.verbs]) for thing in changes.things],
        **_SHOWN[view](request, asked),
    }
    return render(request, f"overview/{view}.html", context)


def _board(request: ActorRequest, asked: Asked) -> dict[str, Any]:
    by = _chosen(By, request.GET.get("by", ""))
    rows = queries.list_board(request.actor, asked, by, today=request.today)
    return {
        "by": by,
        "bys": [
            {"label": said, "href": _address(request, by=kind), "current": kind == by}
            for kind, said in BYS.items()
        ],
        "by_said": BYS[by],
        "rows": rows,
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "total": sum((row.figures for row in rows), start=Figures()),
    }


def _gantt(request: ActorRequest, asked: Asked) -> dict[str, Any]:
    months = request.GET.get("months", "")
    default = month_after(month_of(request.today), -2)
    first = asked_month(request.GET["month"], request.today) if "month" in request.GET else default
    span = Span(first, int(months) if months in map(str, SPANS) else SPANS[1])
    lines = queries.list_lines(request.actor, asked, today=request.today)
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    return {
        "span": span,
        "spans": SPANS,
        "page": page,
        "rows": [
            (row, _said(row))
            for row in queries.draw(request.actor, asked, page.object_list, span, today=request.today)
        ],
        "now": percent(span.place(request.today)) if span.first <= request.today <= span.last else "",
        "lines": [percent(span.place(start)) for start in span.starts[1:]],
        "before": month_after(span.first, -span.months),
        "after": month_after(span.first, span.months),
    }


def _said(row: queries.Drawn) -> str:
    """The picture of a task in words."""
    words = _("hạn %(day)s: %(done)s trên %(all)s xong")
    turns = [
        words % {"day": f"{turn.due_on:%d/%m/%Y}", "done": turn.done, "all": turn.shares}
        for turn in row.turns[:SAID_TURNS]
    ]
    return "; ".join([*turns, *(["…"] if len(row.turns) > SAID_TURNS else [])])


def _calendar(request: ActorRequest, asked: Asked) -> dict[str, Any]:
    first = asked_month(request.GET.get("month", ""), request.today)
    work = queries.days_of_month(request.actor, asked, first, today=request.today)
    in_force = province.calendar_of(request.actor.place)
    legal = [(one, said_period(one.period)) for one in _windows_ending_in(first)]

    def shown(day: date) -> Day:
        off = in_force.days_off.get(day)
        ending = [said for one, said in legal if one.last == day]
        return Day(
            day, work.get(day), off.name if off else "", day.weekday() >= 5, day in in_force.worked,
            ", ".join(ending),
        )  # fmt: skip

    weeks = [
        [shown(day) if day.month == first.month else None for day in week]
        for week in Months().monthdatescalendar(first.year, first.month)
    ]
    return {
        "first": first,
        "weekdays": _("T2 T3 T4 T5 T6 T7 CN").split(),
        "weeks": weeks,
        "legal": legal,
        "announced": in_force.is_announced(first, month_after(first) - timedelta(days=1)),
        "before": month_after(first, -1),
        "after": month_after(first),
    }


def _windows_ending_in(first: date) -> list[Window]:
    """The reporting windows of the law that end in this month."""
    codes = [f"-M{first.month:02}", "-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-9M", ""]
    found = []
    for code in codes:
        try:
            one = window(f"{first.year}{code}")
        except NoAnswer:
            continue
        if (one.last.year, one.last.month) == (first.year, first.month):
            found.append(one)
    return found


def _actual(request: ActorRequest, asked: Asked) -> dict[str, Any]:
    first = (
        asked_month(request.GET["month"], request.today)
        if "month" in request.GET
        else month_after(month_of(request.today), -2)
    )
    months = request.GET.get("months", "")
    span = Span(first, int(months) if months in ("1", "3", "6", "12") else 3)
    found = queries.planned_and_actual(request.actor, asked, span.first, span.last, today=request.today)
    return {
        "span": span,
        "spans": (1, 3, 6, 12),
        "actual": found,
        "page": Paginator(found.rows, ROWS).get_page(request.GET.get("page")),
        "before": month_after(span.first, -span.months),
        "after": month_after(span.first, span.months),
    }


def _pictures(request: ActorRequest, asked: Asked) -> dict[str, Any]:
    try:
        return {"dashboard": queries.get_dashboard(request.actor, asked, now=request.now)}
    except NotReady:
        return {"dashboard": None}


_SHOWN = {
    View.BOARD: _board,
    View.GANTT: _gantt,
    View.CALENDAR: _calendar,
    View.ACTUAL: _actual,
    View.PICTURES: _pictures,
}


def _chosen(of: type[Choice], text: str) -> Choice:
    """The member that the address names; the first for what it does not."""
    return next((one for one in of if one.value == text), next(iter(of)))


def _address(request: ActorRequest, **changes: str) -> str:
    """This page with something else chosen; where in time one stands goes along between views of one kind."""
    query = request.GET.copy()
    query.pop("page", None)
    if "view" in changes:
        query.pop("month", None)
        query.pop("months", None)
    for name, value in changes.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"
