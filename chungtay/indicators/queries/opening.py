"""Opening one number: the reports that it was made of, down to who entered each value."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.indicators.queries.asking import scope_of
from chungtay.indicators.queries.copy import engine
from chungtay.indicators.queries.layout import lay_out
from chungtay.indicators.queries.looking import Asked
from chungtay.indicators.queries.measures import Measure, measure_of
from chungtay.indicators.queries.sight import sight_of
from chungtay.indicators.queries.territory import day_of, territory, view_of
from chungtay.indicators.rules import THOUSANDTHS, period_of
from chungtay.places import queries as places

MOST = 200


@dataclass(frozen=True, slots=True)
class Source:
    """One value that a number was made of: what one body reported in one cell for one period.

    ``value`` None: not reported, with a reason. ``share``: only a part of it counts here.
    """

    submission: int
    cell: int
    words: str
    place: str
    agency: str
    period: str
    value: Decimal | None
    share: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """The values a number was made of, the largest first; ``more`` were left out."""

    sources: tuple[Source, ...]
    more: int


def open_number(actor: Actor, asked: Asked, *, on: date) -> Opened:
    """The values behind ``asked``: of its place, all its periods together. Raises NotThere."""
    sight = sight_of(actor, asked.place)
    land = territory()
    measure = measure_of(asked.measure, on)
    laid = lay_out(measure, asked.periods, on)
    level = land.units[sight.root].kind if sight.root is not None else None
    view = view_of(land, level, sight.root, day_of(asked.geography, on), in_parts=False)
    scope = scope_of(sight, laid, view, approved=asked.approved)
    if not scope.cells or not scope.periods:
        return Opened((), 0)
    divided = {part.place for part in view.frame.parts if part.divided}
    with engine().facts(scope) as cursor:
        rows = [
            row
            for row in cursor.execute(
                "SELECT submission, cell, place, agency, period, amount FROM facts "
                "ORDER BY amount DESC NULLS LAST, period DESC, place, cell"
            ).fetchall()
            if row[2] in view.by_place
        ]
    return Opened(tuple(_named(rows[:MOST], measure, divided)), max(0, len(rows) - MOST))


def _named(
    rows: list[tuple[int, int, int, int, int, int | None]], measure: Measure, divided: set[int]
) -> list[Source]:
    names = places.names_of(row[2] for row in rows)
    bodies = agencies.names_of(row[3] for row in rows)
    cells = {cell.pk: cell for slot in measure.slots for cell in slot.cells}
    return [
        Source(
            submission, cell, cells[cell].words, names.get(place, ""), bodies.get(agency, ""),
            period_of(period), None if amount is None else Decimal(amount) / THOUSANDTHS, place in divided,
        )
        for submission, cell, place, agency, period, amount in rows
    ]  # fmt: skip
