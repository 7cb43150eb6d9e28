"""An answer as pictures: over time, a league, on a map, parts of a whole. Inside the agency: nothing is hidden."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from chungtay.base.kept import Kept
from chungtay.catalogue.rules import Aggregation
from chungtay.catalogue.rules.expressions import Expression, Number, Reference, Twofold, When
from chungtay.indicators.queries.looking import Answer, Row
from chungtay.indicators.queries.measures import Measure
from chungtay.indicators.queries.territory import day_of
from chungtay.indicators.rules import Figure, policy
from chungtay.indicators.rules.words import Blank
from chungtay.indicators.words import BLANKS, number_words, period_words
from chungtay.pictures.rules import (
    UNKNOWN,
    Area,
    AreaMap,
    Bar,
    League,
    Part,
    Parts,
    Point,
    Range,
    TimeSeries,
    classes_of,
    range_of_count,
    range_of_share,
    ranks,
)
from chungtay.places import queries as places

Leads = Callable[[Row, str], str]  # where the number of a row in a period opens
_ADDED = (Aggregation.SUM, Aggregation.LAST)
_maps: Kept[places.Map | None] = Kept()  # outlines are read and drawn anew for each map, and seldom change


def _nowhere(_row: Row, _period: str) -> str:
    return ""


def latest(answer: Answer) -> int:
    """Which of the periods asked for is the last that says anything."""
    spoken = [
        at
        for row in (*answer.rows, answer.total)
        for at, one in enumerate(row.figures)
        if one.value is not None
    ]
    return max(spoken, default=len(answer.asked.periods) - 1)


def draw_series(answer: Answer, leads: Leads = _nowhere) -> TimeSeries | None:
    """The place itself over the periods asked for; None where fewer than two of them have a number."""
    figures = answer.total.figures
    known = [at for at, one in enumerate(figures) if one.value is not None]
    if len(known) < 2:
        return None
    names = [period_words(period) for period in answer.asked.periods]
    points = [
        Point(name, one.value, short=_is_short(one), href=leads(answer.total, period))
        for name, one, period in zip(names, figures, answer.asked.periods, strict=True)
    ]
    before, last = (figures[at].value or Decimal(0) for at in known[-2:])
    said = {
        "name": answer.measure.name, "value": number_words(last), "period": names[known[-1]],
        "before": names[known[-2]], "was": number_words(before),
    }  # fmt: skip
    if last > before:
        title = _("%(name)s: %(value)s trong %(period)s, tăng từ %(was)s của %(before)s")
    elif last < before:
        title = _("%(name)s: %(value)s trong %(period)s, giảm từ %(was)s của %(before)s")
    else:
        title = _("%(name)s: %(value)s trong %(period)s, như %(before)s")
    return TimeSeries(title % said, answer.measure.unit, points)


def draw_league(answer: Answer, at: int, leads: Leads = _nowhere) -> League | None:
    """The units in one period, the greatest first, each with what chance leaves of its place; None without numbers."""
    rows = [row for row in answer.rows if not row.own and not row.measure]
    known = sorted(
        (row for row in rows if row.figures[at].value is not None), key=lambda row: -_value(row, at)
    )
    if not known:
        return None
    period = answer.asked.periods[at]
    ranges = [_range(answer.measure, row.figures[at]) for row in known]
    told = [one for one in ranges if one is not None]
    places_of = iter(ranks(told))
    bars = [
        Bar(
            row.label, row.figures[at].value, span and span.low, span and span.high,
            next(places_of) if span else None, leads(row, period), _is_short(row.figures[at]),
        )
        for row, span in zip(known, ranges, strict=True)
    ]  # fmt: skip
    bars += [
        Bar(row.label, None, href=leads(row, period), held=row.figures[at].blank is Blank.HELD_BACK)
        for row in rows
        if row.figures[at].value is None
    ]
    title = _("%(name)s, %(period)s: cao nhất là %(first)s") % {
        "name": answer.measure.name, "period": period_words(period), "first": known[0].label,
    }  # fmt: skip
    return League(title, answer.measure.unit, bars)


def draw_map(answer: Answer, at: int, on: date, leads: Leads = _nowhere) -> AreaMap | None:
    """The units in one period on own outlines, in the geography asked for; None where most have no outline."""
    rows = {row.unit: row for row in answer.rows if not row.own and not row.measure}
    day = day_of(answer.asked.geography, on)
    shape = _maps.get((frozenset(rows), day), lambda: _outlines(list(rows), day)) if rows else None
    values = [_value(row, at) for row in rows.values() if row.figures[at].value is not None]
    if shape is None or not values or 2 * len(shape.units) < len(rows):
        return None
    period, classes = answer.asked.periods[at], classes_of(values)
    areas = []
    for unit in shape.units:
        row = rows[unit.place.pk]
        value = row.figures[at].value
        level = UNKNOWN if value is None else next(one.level for one in classes if one.holds(value))
        areas.append(Area(row.label, unit.path, level, _said(row.figures[at]), leads(row, period)))
    legend = [(one.level, _between(one.low, one.high)) for one in classes]
    if any(area.level == UNKNOWN for area in areas):
        blanks = {rows[unit.place.pk].figures[at].blank for unit in shape.units}
        held = [str(BLANKS[Blank.HELD_BACK])] if Blank.HELD_BACK in blanks else []
        silent = [str(BLANKS[Blank.NOT_REPORTED])] if blanks - {None, Blank.HELD_BACK} else []
        legend.append((UNKNOWN, "; ".join([*silent, *held])))
    title = _("%(name)s, %(period)s: từ %(low)s đến %(high)s") % {
        "name": answer.measure.name, "period": period_words(period),
        "low": number_words(min(values)), "high": number_words(max(values)),
    }  # fmt: skip
    below = [_(credit) for credit in shape.credits]
    if without := len(rows) - len(areas):
        below.append(_("%(n)s nơi chưa có đường ranh giới trên bản đồ; xem bảng.") % {"n": without})
    return AreaMap(
        title, answer.measure.unit, shape.width, shape.height, areas, legend,
        labels=shape.labels, credits=below,
    )  # fmt: skip


def draw_parts(answer: Answer, at: int, leads: Leads = _nowhere) -> Parts | None:
    """The options of a breakdown in one period, the greatest first; None where they do not add up to a whole."""
    adds = all(slot.aggregation in _ADDED and not slot.why_not for slot in answer.measure.slots)
    rows = [row for row in answer.rows if row.measure and row.figures[at].value]
    if not adds or len(rows) < 2 or any(_value(row, at) < 0 for row in rows):
        return None
    period = answer.asked.periods[at]
    ordered = sorted(rows, key=lambda row: -_value(row, at))
    title = _("%(name)s, %(period)s: phần lớn nhất là %(first)s") % {
        "name": answer.measure.name, "period": period_words(period), "first": ordered[0].label,
    }  # fmt: skip
    parts = [Part(row.label, _value(row, at), leads(row, period)) for row in ordered]
    return Parts(title, answer.measure.unit, parts)


def draw_path(
    title: str, unit: str, steps: Sequence[tuple[str, Decimal | None, Decimal | None]]
) -> TimeSeries | None:
    """A target with its way there: (period, what stood, what was wanted); None with fewer than two numbers to see."""
    if sum(stood is not None for _name, stood, _wanted in steps) < 2:
        return None
    return TimeSeries(title, unit, [Point(name, stood, wanted) for name, stood, wanted in steps])


def _outlines(units: list[int], day: date) -> places.Map | None:
    return places.draw_map(places.get_places(units, day), day, levels={})


def _value(row: Row, at: int) -> Decimal:
    return row.figures[at].value or Decimal(0)


def _is_short(figure: Figure) -> bool:
    return figure.value is not None and not figure.complete


def _said(figure: Figure) -> str:
    return (
        number_words(figure.value)
        if figure.value is not None
        else str(BLANKS[figure.blank or Blank.NOT_REPORTED])
    )


def _between(low: Decimal, high: Decimal) -> str:
    if low == high:
        return number_words(low)
    return _("%(low)s đến %(high)s") % {"low": number_words(low), "high": number_words(high)}


def _range(measure: Measure, figure: Figure) -> Range | None:
    """What chance leaves of a number: of a share of two counts, or of a count of people. Of anything else nothing."""
    if figure.value is None:
        return None
    if measure.formula is None:
        whole = figure.value == figure.value.to_integral_value()
        return (
            range_of_count(figure.value)
            if measure.unit in policy().units and whole and figure.value >= 0
            else None
        )
    known = dict(zip((slot.reference for slot in measure.slots), figure.parts, strict=False))
    match measure.formula:
        case Twofold("/", Twofold("*", Number(per), above), below):
            pass
        case Twofold("/", above, below):
            per = Decimal(1)
        case _:
            return None
    cases, of = _counted(above, known), _counted(below, known)
    if cases is None or not of or cases < 0 or of < 0:
        return None
    return range_of_share(cases, of, per=per) if cases <= of else range_of_count(cases, per=per / of)


def _counted(told: Expression, known: Mapping[Reference, Decimal | None]) -> Decimal | None:
    """A count, or a sum of counts, of the period itself; None for anything else, and where one was not reported."""
    match told:
        case Reference():
            return known.get(told) if told.when is When.NOW else None
        case Twofold("+", one, other):
            counts = _counted(one, known), _counted(other, known)
            return None if None in counts else sum(filter(None, counts), Decimal(0))
    return None
