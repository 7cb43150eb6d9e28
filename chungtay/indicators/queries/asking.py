"""One measure over places and periods: from the catalogue's words to a question to the copy, and back to figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
from chungtay.indicators.queries.expected import Owed, count_owed

from chungtay.catalogue.rules import Aggregation, PeriodKind
from chungtay.catalogue.rules.expressions import When
from chungtay.catalogue.rules.periods import last_year, previous
from chungtay.figures.rules import ValueState
from chungtay.indicators.queries.copy import engine
from chungtay.indicators.queries.measures import Measure, Slot
from chungtay.indicators.queries.sight import Sight
from chungtay.indicators.queries.territory import View, day_of, territory, view_of
from chungtay.indicators.rules import (
    SLOT,
    THOUSANDTHS,
    Blank,
    Bucket,
    Figure,
    Frame,
    Geography,
    as_sql,
    bucket,
    number_of,
    rounded,
    tiles,
)
from chungtay.indicators.store.engine import Scope
from chungtay.indicators.store.question import Counted, Question, Wanted
from chungtay.places.rules import TWO_LEVELS, Kind

_FIRST = 4  # columns of an answer before those of the slots: unit, bucket, divided, answer


@dataclass(frozen=True, slots=True)
class Laid:
    """A measure laid out for periods: for each slot and period the reported periods that count."""

    measure: Measure
    periods: tuple[str, ...]
    buckets: tuple[tuple[Bucket | None, ...], ...]  # slot -> period

    def bucket(self, at: int) -> Bucket | None:
        """Of the first slot: what a page says of a period."""
        return self.buckets[0][at] if self.buckets else None


@dataclass(frozen=True, slots=True)
class Grid:
    """Figures by (unit, number of the period); where there is no row nobody reported."""

    laid: Laid
    view: View
    rows: Mapping[tuple[int, int], Sequence[Any]]
    owed: Mapping[tuple[int, int, int], Owed]  # (unit, period, slot)

    def figures(self, unit: int) -> tuple[Figure, ...]:
        return tuple(self._figure(unit, at) for at in range(len(self.laid.periods)))

    def slots(self, unit: int, slot: int) -> tuple[Figure, ...]:
        """The figures of one slot alone: of an option of a breakdown."""
        return tuple(self._slot(unit, at, slot) for at in range(len(self.laid.periods)))

    def _figure(self, unit: int, at: int) -> Figure:
        measure = self.laid.measure
        parts = [self._slot(unit, at, slot) for slot in range(len(measure.slots))]
        if measure.formula is None:
            return parts[0]
        worst = min(parts, key=_coverage)
        blank = next((part.blank for part in parts if part.blank is not None), None)
        row = self.rows.get((unit, at))
        value = None
        if blank is None and row is not None:
            value = None if row[3] is None else rounded(row[3], measure.decimals)
            blank = Blank.DIVIDED_BY_ZERO if value is None else None
        return Figure(
            value, blank, worst.reports, worst.expected, worst.reasons, any(part.gaps for part in parts),
            any(part.divided for part in parts), tuple(part.value for part in parts),
        )  # fmt: skip

    def _slot(self, unit: int, at: int, slot: int) -> Figure:
        asked = self.laid.measure.slots[slot]
        if asked.why_not:
            return Figure(None, Blank.NOT_ADDED)
        if self.laid.buckets[slot][at] is None:
            return Figure(None, Blank.OTHER_PERIOD)
        owed = self.owed.get((unit, at, slot))
        row = self.rows.get((unit, at))
        told = row[_FIRST + len(SLOT) * slot :][: len(SLOT)] if row else (None, 0, 0, 0)
        amount, reports, reasons, given = told[0], *(number or 0 for number in told[1:])
        if amount is None:
            apart = asked.aggregation is Aggregation.NONE and reports > 0
            blank = Blank.NOT_ADDED if apart else Blank.NOT_REPORTED
            return Figure(None, blank, reports, owed.reports if owed else None, reasons)
        value = rounded(Decimal(amount) / THOUSANDTHS, asked.decimals)
        gaps = owed is not None and reports >= owed.reports and given < owed.cells
        divided = bool(row and row[2])
        return Figure(value, None, reports, owed.reports if owed else None, reasons, gaps, divided)


def _coverage(part: Figure) -> tuple[bool, Decimal]:
    if part.blank is not None:
        return (False, Decimal(0))
    owed = part.expected
    return (True, Decimal(1) if not owed else Decimal(part.reports) / owed)


def lay_out(measure: Measure, periods: Iterable[str], on: date) -> Laid:
    asked = tuple(periods)
    return Laid(
        measure, asked, tuple(tuple(_bucket(slot, each, on) for each in asked) for slot in measure.slots)
    )


def _bucket(slot: Slot, period: str, on: date) -> Bucket | None:
    """The parts of a period for a slot. One that looks back looks as far into its period as has gone by in this."""
    found = bucket(period, slot.kinds, on)
    if found is None or slot.reference.when is When.NOW:
        return found
    if slot.reference.when is When.LAST_YEAR:
        return Bucket(period, tuple(map(last_year, found.parts)), tuple(map(last_year, found.ended)))
    kind = next(kind for kind in sorted(slot.kinds, key=list(PeriodKind).index) if tiles(period, kind))
    before = tiles(previous(period), kind)
    return Bucket(period, tuple(before[: len(found.parts)]), tuple(before[: len(found.ended)]))


def ask(
    sight: Sight, laid: Laid, *, level: Kind | None, geography: Geography, on: date, approved: bool = False
) -> Grid:
    """The figures at one level under the root of the sight. Raises store.NotReady."""
    view = view_of(territory(), level, sight.root, day_of(geography, on), in_parts=_crosses(laid))
    question, periods = _question(laid)
    scope = Scope(
        cells=frozenset(wanted.cell for wanted in question.cells),
        periods=periods,
        homes=None if sight.root is None else view.homes,
        states=frozenset({ValueState.APPROVED.value}) if approved else frozenset(),
        agencies=sight.agencies,
    )
    rows = _rows(scope, question, view.frame) if question.cells and periods else []
    kept = {(row[0], row[1]): row for row in rows if row[0] in view.units}
    return Grid(laid, view, kept, count_owed(laid, view.by_place, sight.agencies))


def _rows(scope: Scope, question: Question, frame: Frame) -> list[Sequence[Any]]:
    """Ask twice at most: a file that cannot be read any more is passed over the second time."""
    try:
        with engine().ask(scope, question, frame) as cursor:
            return cursor.execute(question.statement()).fetchall()
    except duckdb.Error:
        engine().forget()
        with engine().ask(scope, question, frame) as cursor:
            return cursor.execute(question.statement()).fetchall()


def _crosses(laid: Laid) -> bool:
    """Whether a "last value" is asked of a time in which units passed into others."""
    return any(
        slot.aggregation is Aggregation.LAST and one is not None and one.days[0] < TWO_LEVELS <= one.days[1]
        for slot, own in zip(laid.measure.slots, laid.buckets, strict=True)
        for one in own
    )


def _question(laid: Laid) -> tuple[Question, frozenset[int]]:
    """Each slot looks by a shift of its own at the reported periods of each bucket."""
    measure = laid.measure
    cells = tuple(
        Wanted(cell.pk, slot, slot, asked.aggregation, cell.step)
        for slot, asked in enumerate(measure.slots)
        for cell in asked.cells
    )
    periods = tuple(
        Counted(number_of(part), at, slot, number_of(one.last_due))
        for slot, own in enumerate(laid.buckets)
        for at, one in enumerate(own)
        if one is not None
        for part in one.parts
    )
    slots = {asked.reference: slot for slot, asked in enumerate(measure.slots)}
    formula = "NULL" if measure.formula is None else as_sql(measure.formula, slots)
    return Question(cells, periods, len(measure.slots), formula), frozenset(one.period for one in periods)
