"""One measure over places and periods: from the catalogue's words to a question to the copy, and back to figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from chungtay.catalogue.rules import Aggregation
from chungtay.catalogue.rules.expressions import Reference, evaluate
from chungtay.figures.rules import ValueState
from chungtay.indicators.queries.copy import engine
from chungtay.indicators.queries.expected import Owed, count_owed
from chungtay.indicators.queries.layout import Laid, question_of
from chungtay.indicators.queries.sight import Sight
from chungtay.indicators.queries.territory import View, day_of, territory, view_of
from chungtay.indicators.rules import SLOT, THOUSANDTHS, Blank, Figure, Frame, Geography, rounded
from chungtay.indicators.store.engine import Scope
from chungtay.indicators.store.question import Question
from chungtay.places.rules import Kind

_FIRST = 4  # columns of an answer before those of the slots: unit, bucket, divided, answer


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

    def gathered(self, unit: int, owed: Mapping[tuple[int, int, int], Owed]) -> "Grid | None":
        """The same for the whole that all its units make up, without asking again; ``owed`` is the whole's.

        None where a divided unit's report counts in several of them: it would be counted several times.
        """
        if any(row[2] for row in self.rows.values()):
            return None
        together: dict[tuple[int, int], list[Sequence[Any]]] = {}
        for (_unit, at), row in self.rows.items():
            together.setdefault((unit, at), []).append(row)
        rows = {key: self._one_row(key, found) for key, found in together.items()}
        return Grid(self.laid, self.view, rows, owed)

    def _one_row(self, key: tuple[int, int], rows: list[Sequence[Any]]) -> Sequence[Any]:
        told: list[int | None] = []
        for slot, way in enumerate(self.laid.ways):
            start = _FIRST + len(SLOT) * slot
            amounts = [row[start] for row in rows if row[start] is not None]
            counted = [sum(row[start + more] or 0 for row in rows) for more in range(1, len(SLOT))]
            told += [_together(way, amounts, counted[0]), *counted]
        return (*key, 0, self._answer(told), *told)

    def _answer(self, told: list[int | None]) -> Decimal | None:
        """What the formula comes to, reckoned exactly; None where it has no answer."""
        measure = self.laid.measure
        if measure.formula is None:
            return None
        amounts = {slot.reference: told[len(SLOT) * number] for number, slot in enumerate(measure.slots)}

        def known(reference: Reference) -> Decimal | None:
            amount = amounts[reference]
            return None if amount is None else Decimal(amount) / THOUSANDTHS

        answer = evaluate(measure.formula, known)
        return answer if isinstance(answer, Decimal) else None

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
        if not self.laid.portions[slot][at]:
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


def _together(way: Aggregation, amounts: list[int], reports: int) -> int | None:
    if not amounts or (way is Aggregation.NONE and reports > 1):
        return None
    return max(amounts) if way is Aggregation.MAXIMUM else sum(amounts)


def _coverage(part: Figure) -> tuple[bool, float]:
    if part.blank is not None:
        return (False, 0.0)
    owed = part.expected
    return (True, part.reports / owed if owed else 1.0)


def ask(
    sight: Sight, laid: Laid, *, level: Kind | None, geography: Geography, on: date, approved: bool = False
) -> Grid:
    """The figures at one level under the root of the sight. Raises store.NotReady."""
    view = view_of(territory(), level, sight.root, day_of(geography, on), in_parts=laid.crosses)
    question = question_of(laid)
    scope = scope_of(sight, laid, view, approved=approved)
    rows = _rows(scope, question, view.frame) if scope.cells and scope.periods else []
    kept = {(row[0], row[1]): row for row in rows if row[0] in view.units}
    return Grid(laid, view, kept, count_owed(laid, view, sight.agencies))


def scope_of(sight: Sight, laid: Laid, view: View, *, approved: bool) -> Scope:
    """Which facts the question needs, and which the actor may see."""
    question = question_of(laid)
    return Scope(
        cells=frozenset(wanted.cell for wanted in question.cells),
        periods=frozenset(counted.period for counted in question.periods),
        homes=None if sight.root is None else view.homes,
        states=frozenset({ValueState.APPROVED.value}) if approved else frozenset(),
        agencies=sight.agencies,
    )


def _rows(scope: Scope, question: Question, frame: Frame) -> Sequence[Sequence[Any]]:
    """Ask twice at most: a file that cannot be read any more is passed over the second time."""
    try:
        return engine().answer(scope, question, frame)
    except duckdb.Error:
        engine().forget()
        return engine().answer(scope, question, frame)
