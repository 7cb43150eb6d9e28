"""Figures added up: one measure in a table, and one number opened to what it was made of."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from chungtay.base.problems import NotThere
from chungtay.base.sheets import XLSX
from chungtay.base.web import ActorRequest, as_file, signed_in
from chungtay.indicators import queries, sheets
from chungtay.indicators.forms import AskForm
from chungtay.indicators.queries import Answer, Asked, Measure, Row
from chungtay.indicators.rules import allocation_basis, measure_target
from chungtay.indicators.targets import promises_of
from chungtay.indicators.words import STANDINGS, WHY_NOT, period_words

KEPT = ("do", "ky", "nam", "cap", "dia", "duyet", "noi")


@signed_in
def look(request: ActorRequest) -> HttpResponse:
    """The table of a measure; ``?tep=xlsx`` the same for outside the agency, its small numbers hidden."""
    form, asked = _asked(request)
    try:
        answer = queries.look(request.actor, asked, on=request.today)
    except queries.NotReady:
        return render(request, "indicators/not_ready.html", status=503)
    form.offer(answer.levels, answer.measure.splits.items())
    if request.GET.get("tep") == "xlsx":
        return _sheet(request, answer)
    context = {
        "form": form,
        "answer": answer,
        "periods": [period_words(period) for period in asked.periods],
        "rows": [_row(request, answer, row) for row in answer.rows],
        "total": _row(request, answer, answer.total),
        "why_not": next((WHY_NOT[slot.why_not] for slot in answer.measure.slots if slot.why_not), ""),
        "basis": allocation_basis().name,
        "marks": _marks(answer),
        "series": queries.draw_series(answer, _leads(request, answer)),
        **_moment(request, answer),
        "promises": _promises(request, answer),
        "above": answer.above and _href(request, noi=answer.above.pk, cap=answer.kind or ""),
    }
    return render(request, "indicators/look.html", context)


@signed_in
def number(request: ActorRequest) -> HttpResponse:
    """One number (``?so=`` its period): the units below it, its options, its months, and every report in it."""
    _form, asked = _asked(request)
    period = request.GET.get("so") or asked.periods[-1]
    if period not in asked.periods:
        raise NotThere("period")
    asked = replace(asked, periods=(period,), level=None, by="")
    measure = _narrowed(request, asked.measure)
    asked = replace(asked, measure=measure)
    try:
        answer = queries.look(request.actor, asked, on=request.today)
        opened = queries.open_number(request.actor, asked, on=request.today)
    except queries.NotReady:
        return render(request, "indicators/not_ready.html", status=503)
    context = {
        "answer": answer,
        "figure": answer.total.figures[0],
        "period": period_words(period),
        "opened": opened,
        "sources": [(source, period_words(source.period)) for source in opened.sources],
        "parts": list(zip(answer.measure.slots, answer.total.figures[0].parts, strict=False)),
        "back": f"{reverse('indicators:look')}?{urlencode(_kept(request))}",
        "basis": allocation_basis().name,
    }
    return render(request, "indicators/number.html", context)


def _asked(request: ActorRequest) -> tuple[AskForm, Asked]:
    """The form with what may be chosen, and the question of the address."""
    if not queries.sees_any(request.actor):
        raise NotThere("figures")
    form = AskForm(request.GET, measures=queries.list_measures(request.today), today=request.today)
    said = form.said()
    measure: Measure = queries.measure_of(said.get("do") or request.GET.get("do", ""), request.today)
    levels = queries.levels_below(request.actor, said.get("noi"), said["dia"])
    return form, form.asked(measure.code, levels, measure.splits)


def _narrowed(request: ActorRequest, measure: str) -> str:
    """The option of a breakdown whose number was clicked (``?muc=``), of the same element; else the measure."""
    option = request.GET.get("muc", "")
    return option if option.partition(":")[0] == measure.partition(":")[0] else measure


def _kept(request: ActorRequest, **changed: object) -> dict[str, str]:
    """What the address asks, with these changes; what is empty is left out."""
    said = {name: request.GET[name] for name in KEPT if name in request.GET} | changed
    return {name: str(value) for name, value in said.items() if value not in ("", None)}


def _href(request: ActorRequest, **changed: object) -> str:
    return "?" + urlencode(_kept(request, **changed))


def _row(request: ActorRequest, answer: Answer, row: Row) -> dict[str, Any]:
    """A row with where its name leads (one level down) and where each of its numbers opens."""
    below = answer.levels[answer.levels.index(answer.asked.level) + 1 :] if answer.asked.level else ()
    down = ""
    if row is not answer.total and not row.own and not row.measure and below:
        down = _href(request, noi=row.unit, cap=below[0])
    opens = reverse("indicators:number")
    kept = {"do": answer.measure.code, "noi": row.unit or None, "muc": row.measure or None}
    cells = [
        (figure, f"{opens}{_href(request, **kept, so=period)}", period_words(period))
        for figure, period in zip(row.figures, answer.asked.periods, strict=True)
    ]
    return {"row": row, "href": down, "cells": cells}


def _marks(answer: Answer) -> dict[str, bool]:
    """Which marks stand somewhere in the table, so that only those are explained."""
    figures = [figure for row in (*answer.rows, answer.total) for figure in row.figures]
    return {
        "divided": any(figure.divided for figure in figures),
        "incomplete": any(figure.value is not None and not figure.complete for figure in figures),
    }


def _moment(request: ActorRequest, answer: Answer) -> dict[str, Any]:
    """The pictures of one of the periods (``?luc=``, its number; else the last that says anything), and the others."""
    said, last = request.GET.get("luc", ""), len(answer.asked.periods) - 1
    at = min(int(said), last) if said.isdecimal() and len(said) < 4 else queries.latest(answer)
    leads = _leads(request, answer)
    drawn = [
        queries.draw_map(answer, at, request.today, leads),
        queries.draw_league(answer, at, leads),
        queries.draw_parts(answer, at, leads),
    ]
    return {
        "pictures": [one for one in drawn if one],
        "moment": {
            "at": at,
            "last": last,
            "said": period_words(answer.asked.periods[at]),
            "kept": _kept(request),
        },
    }


def _leads(request: ActorRequest, answer: Answer) -> Callable[[Row, str], str]:
    """Where a number of the answer opens."""
    opens = reverse("indicators:number")

    def leads(row: Row, period: str) -> str:
        kept = {"do": answer.measure.code, "noi": row.unit or None, "muc": row.measure or None}
        return f"{opens}{_href(request, **kept, so=period)}"

    return leads


def _promises(request: ActorRequest, answer: Answer) -> list[dict[str, Any]]:
    """What was promised of the measure at this place, measured, with the path by year."""
    found = promises_of(request.actor, answer.measure.code, answer.asked.place, request.today)
    if not found:
        return []
    year = int(answer.asked.periods[-1][:4])
    first = min((one.target.since or year for one in found), default=year)
    years = tuple(str(each) for each in range(first, year + 1))
    asked = replace(answer.asked, periods=years, level=None, by="")
    told = queries.look(request.actor, asked, on=request.today).total.figures
    stood = {int(each): figure.value for each, figure in zip(years, told, strict=True)}
    shown = []
    for promise in found:
        measured = measure_target(promise.target, stood, year=year)
        steps = [(str(step.year), step.stood, step.wanted) for step in measured.path]
        shown.append(
            {
                "promise": promise,
                "measured": measured,
                "words": STANDINGS[measured.standing],
                "line": queries.draw_path(promise.words, answer.measure.unit, steps),
            }
        )
    return shown


def _sheet(request: ActorRequest, answer: Answer) -> HttpResponse:
    at = f"{timezone.localtime(request.now):%H:%M %d/%m/%Y}"
    said = _("%(agency)s, %(at)s") % {"agency": request.actor.agency_name, "at": at}
    response = HttpResponse(sheets.write_answer(answer, said=said), content_type=XLSX)
    return as_file(response, f"so-lieu-{request.today:%Y-%m-%d}.xlsx")
