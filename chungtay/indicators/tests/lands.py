"""Invented countries for the tests: any successions, any values, no database."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
from hypothesis import strategies as st

from chungtay.catalogue.rules import Aggregation
from chungtay.indicators.rules import Territory, Unit
from chungtay.indicators.store.columns import Change
from chungtay.indicators.store.engine import Engine, Scope
from chungtay.indicators.store.question import Counted, Question, Wanted
from chungtay.places.rules import Kind, Span, closure

BEFORE, AFTER = date(2025, 1, 1), date(2026, 1, 1)
TURN = date(2025, 7, 1)
OLD, NEW = Span(date(2021, 11, 1), TURN), Span(TURN, None)
PERIOD, LATER = 202501, 202601


def country(
    provinces: Sequence[int],
    communes: Sequence[int],
    merged: Sequence[int],
    passed: Sequence[tuple[int, int]],
) -> Territory:
    """Old communes in old provinces (by number), provinces merged, communes passed to new ones of the same ground.

    ``merged``: old province -> new province; ``passed``: (old commune, which part of its new province gets it).
    """
    lives: dict[int, Span] = {}
    units: dict[int, Unit] = {}
    parents: dict[int, list[tuple[int, Span]]] = {}
    passings: list[tuple[int, int]] = []

    def add(pk: int, kind: Kind, days: Span, parent: int | None = None) -> None:
        if pk not in units:
            units[pk], lives[pk] = Unit(pk, str(pk), kind, days), days
            if parent is not None:
                parents[pk] = [(parent, days)]

    for old in provinces:
        add(100 + old, Kind.PROVINCE, OLD)
        add(200 + merged[old], Kind.PROVINCE, NEW)
        passings.append((100 + old, 200 + merged[old]))
    for number, home in enumerate(communes):
        add(1000 + number, Kind.COMMUNE, OLD, 100 + home)
    for number, piece in passed:
        province = merged[communes[number]]
        new = 2000 + 10 * province + piece
        add(new, Kind.COMMUNE, NEW, 200 + province)
        passings.append((1000 + number, new))
    return Territory(units, sorted(closure(lives, parents), key=lambda row: row.depth), passings)


@st.composite
def countries(draw: st.DrawFn) -> Territory:
    """Up to three provinces merged at random, each old commune given to one, two or three new ones, or to none."""
    count = draw(st.integers(1, 3))
    merged = draw(st.lists(st.integers(0, 1), min_size=count, max_size=count))
    communes = draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=6))
    pieces = st.lists(st.integers(0, 3), max_size=3, unique=True)
    passed = [(number, piece) for number in range(len(communes)) for piece in draw(pieces)]
    return country(range(count), communes, merged, passed)


@st.composite
def reported(draw: st.DrawFn, land: Territory) -> list[Change]:
    """A value, a reason or nothing of each unit, for a period of its own days."""
    changes: list[Change] = []
    amount = st.one_of(st.none(), st.integers(0, 40).map(lambda number: number * 1000))
    for unit in land.units.values():
        for cell in (1, 2):
            if draw(st.booleans()):
                period = PERIOD if unit.days == OLD else LATER
                changes.append(
                    value(len(changes) + 1, land, unit.pk, cell=cell, period=period, amount=draw(amount))
                )
    return changes


def value(
    number: int, land: Territory, place: int, *, cell: int = 1, period: int = PERIOD, amount: int | None = 1000,
    agency: int = 7, gone: bool = False,
) -> Change:  # fmt: skip
    return Change(
        number=number, mark=f"{number} {place} {amount}", submission=place * 1_000_000 + period, cell=cell, place=place,
        agency=agency, form=1, period=period, state=1, amount=amount, gone=gone, year=period // 100,
        province=land.home_of(place),
    )  # fmt: skip


def question(aggregation: Aggregation, *, cells: Sequence[int] = (1, 2), step: int = 1000) -> Question:
    """All cells in one slot, both periods in one bucket."""
    return Question(
        tuple(Wanted(cell, 0, 0, aggregation, step) for cell in cells),
        (Counted(PERIOD, 1, 0, 0, LATER), Counted(LATER, 1, 0, 0, LATER)),
        1,
    )


def scope(cells: Sequence[int] = (1, 2)) -> Scope:
    return Scope(frozenset(cells), frozenset({PERIOD, LATER}))


def answer(
    engine: Engine, asked: Question, land: Territory, level: Kind | None, day: date, *, in_parts: bool = False
) -> dict[int, int | None]:
    """unit -> amount."""
    frame = land.frame(level, day, in_parts=in_parts)
    with engine.ask(scope(), asked, frame) as cursor:
        return {row[0]: row[4] for row in cursor.execute(asked.statement()).fetchall()}


def engine_of(root: Path, changes: list[Change]) -> Engine:
    return Engine(root, lambda after, limit: [change for change in changes if change.number > after][:limit])


def rows_of(cursor: duckdb.DuckDBPyConnection) -> set[tuple[object, ...]]:
    return set(cursor.execute("SELECT submission, cell, amount FROM facts").fetchall())
