"""Figures of a report's period, each with where it came from, as it was closed and as it is now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.catalogue.rules import Aggregation
from chungtay.catalogue.rules.expressions import Reference, evaluate
from chungtay.figures import queries as figures
from chungtay.figures.rules import oversees
from chungtay.indicators import queries as indicators
from chungtay.indicators.queries import Measure, Opened, Source
from chungtay.indicators.rules import Figure, rounded
from chungtay.reports.models import Report
from chungtay.reports.rules import LAST_YEAR, ReportState, before, parts_of

MOST_MOVED = 50
Values = dict[str, Decimal | None]


def figures_of(actor: Actor, codes: Iterable[str], period: str, place: int | None, today: date) -> Values:
    """The value of each measure in the period, and in the one before under ``CODE@last_year``; None: not reported.

    What the catalogue does not know, or the actor may not see added up, is not reported either.
    Raises indicators' NotReady while the copy of the figures is made anew.
    """
    then, now = parts_of(before(period)), parts_of(period)
    known: Values = {}
    for code in codes:
        told = _told(actor, code, (*then, *now), place, today)
        known[code + LAST_YEAR] = _over(told[0], told[1][: len(then)]) if told else None
        known[code] = _over(told[0], told[1][len(then) :]) if told else None
    return known


def by_year(
    actor: Actor, code: str, years: Sequence[int], place: int | None, today: date
) -> dict[int, Decimal | None]:
    told = _told(actor, code, tuple(map(str, years)), place, today)
    return {year: figure.value for year, figure in zip(years, told[1] if told else (), strict=False)}


def _told(
    actor: Actor, code: str, periods: tuple[str, ...], place: int | None, today: date
) -> tuple[Measure, tuple[Figure, ...]] | None:
    if not indicators.sees_any(actor):
        return None
    try:
        asked = indicators.Asked(measure=code, periods=periods, place=place)
        answer = indicators.look(actor, asked, on=today)
    except NotThere:
        return None
    return answer.measure, answer.total.figures


def _over(measure: Measure, told: Sequence[Figure]) -> Decimal | None:
    """Several years as one: each part of the formula by its own way of adding up, then the formula."""
    if len(told) == 1:
        return told[0].value
    if measure.formula is None:
        return _together(measure.slots[0].aggregation, [figure.value for figure in told])
    parts = {
        slot.reference: _together(slot.aggregation, [figure.parts[at] for figure in told if figure.parts])
        for at, slot in enumerate(measure.slots)
    }

    def known(reference: Reference) -> Decimal | None:
        return parts[reference]

    answer = evaluate(measure.formula, known)
    return rounded(answer, measure.decimals) if isinstance(answer, Decimal) else None


def _together(way: Aggregation, values: Sequence[Decimal | None]) -> Decimal | None:
    said = [value for value in values if value is not None]
    match way:
        case Aggregation.SUM:
            return sum(said, Decimal(0)) if said else None
        case Aggregation.MAXIMUM:
            return max(said, default=None)
        case Aggregation.LAST:
            return said[-1] if said else None
    return said[0] if len(said) == 1 else None


# one number, opened


@dataclass(frozen=True, slots=True)
class Cell:
    """One reported value in a number; ``closed``: as it stood when the report was agreed, where it had been sent."""

    source: Source
    was_closed: bool
    closed: Decimal | None

    @property
    def moved(self) -> bool:
        return self.was_closed and self.closed != self.source.value


@dataclass(frozen=True, slots=True)
class OpenedNumber:
    """``drafted``: what the report says; ``now``: what the figures come to today."""

    measure: Measure
    drafted: Decimal | None
    now: Decimal | None
    cells: tuple[Cell, ...]
    more: int


def open_number(actor: Actor, report: Report, code: str, *, on: date) -> OpenedNumber:
    """What a number of the report is made of, to the body that entered each part. NotThere: not in this report."""
    drafted = next(
        (
            number["value"]
            for one in report.passages.order_by("position")
            for number in one.numbers
            if number["code"] == code
        ),
        None,
    )
    if drafted is None:
        raise NotThere("number")
    measure = indicators.measure_of(code, on)
    opened = _opened(actor, report, measure, on)
    closed = _closed(report, opened.sources)
    cells = tuple(
        Cell(one, (one.submission, one.cell) in closed, closed.get((one.submission, one.cell)))
        for one in opened.sources
    )
    now = figures_of(actor, [code], report.period, report.place_id, on)[code]
    return OpenedNumber(measure, Decimal(drafted) if drafted else None, now, cells, opened.more)


def _opened(actor: Actor, report: Report, measure: Measure, on: date) -> Opened:
    """Of a stock over several years only the last year that says anything is in the number."""
    periods = parts_of(report.period)
    if len(periods) > 1 and measure.formula is None and measure.slots[0].aggregation is Aggregation.LAST:
        periods = periods[::-1]
        for period in periods:
            asked = indicators.Asked(measure=measure.code, periods=(period,), place=report.place_id)
            opened = indicators.open_number(actor, asked, on=on)
            if opened.sources:
                return opened
    asked = indicators.Asked(measure=measure.code, periods=periods, place=report.place_id)
    return indicators.open_number(actor, asked, on=on)


def _closed(report: Report, sources: Sequence[Source]) -> dict[tuple[int, int], Decimal | None]:
    if report.snapshot is None:
        return {}
    rows = report.snapshot.cells.filter(
        submission__in={one.submission for one in sources}, cell__in={one.cell for one in sources}
    )
    return {(row.submission_id, row.cell_id): row.value for row in rows}


def compares(actor: Actor, report: Report) -> bool:
    """Whether what the actor sees of the figures is what the report was drafted from; else comparing says nothing."""
    return indicators.sees(actor, report.place_id) and (actor.agency == report.agency_id or oversees(actor))


def forms_and_periods(codes: Iterable[str], period: str, on: date) -> tuple[set[int], set[str]]:
    """The forms (ids) and reported periods that these measures of the period rest on, for closing them."""
    forms: set[int] = set()
    periods: set[str] = set()
    for code in codes:
        try:
            laid = indicators.lay_out(indicators.measure_of(code, on), parts_of(period), on)
        except NotThere:
            continue
        for portion in (one for own in laid.portions for each in own for one in each):
            forms.add(portion.form.pk)
            periods |= set(portion.bucket.parts)
    return forms, periods


def list_moved(actor: Actor, report: Report) -> list[Any]:
    """The closed cells that say something else by now, by body: figures' own words, for who sees them added up."""
    if report.snapshot is None or report.state == ReportState.DRAFT or not compares(actor, report):
        return []
    moved = figures.changed_since(report.snapshot).order_by("submission__agency__name", "submission", "cell")
    return list(moved[:MOST_MOVED])
