"""The country through time as the process knows it, made anew when the places change."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from chungtay.indicators.rules import Frame, Geography, Territory, Unit, allocation_basis
from chungtay.places import queries as places
from chungtay.places.rules import TWO_LEVELS, Kind

VIEWS = 128


_steady: ContextVar[Territory | None] = ContextVar("_steady", default=None)


def territory() -> Territory:
    return _steady.get() or _territory(places.country_version())


@contextmanager
def steady() -> Iterator[None]:
    """Within it the country stands still: a page of several questions looks once whether places have changed."""
    before = _steady.set(territory())
    try:
        yield
    finally:
        _steady.reset(before)


@lru_cache(maxsize=1)
def _territory(_version: tuple[object, ...]) -> Territory:
    country = places.whole_country()
    units = {pk: Unit(pk, *told) for pk, told in country.units.items()}
    return Territory(units, country.ancestries, country.passings, allocation_basis().sizes)


def day_of(geography: Geography, on: date) -> date:
    """The day whose units are shown."""
    return on if geography is Geography.NEW else TWO_LEVELS - timedelta(days=1)


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """Where everything is counted that is needed for one root; ``units`` are those that are shown.

    ``homes``: in which files of the copy the values lie.
    """

    frame: Frame
    units: frozenset[int]
    by_place: Mapping[int, frozenset[int]]  # into which of the units a place counts
    homes: frozenset[int]


@lru_cache(maxsize=VIEWS)
def view_of(land: Territory, level: Kind | None, root: int | None, day: date, *, in_parts: bool) -> View:
    """The units of a level on a day; ``root``: only those under it, and only what counts there."""
    frame = _frame(land, level, day, in_parts=in_parts)
    units = frozenset({*frame.whole.values(), *(part.unit for part in frame.parts)})
    if root is not None:
        kind = land.units[root].kind
        units = frozenset(unit for unit in units if unit and land.above(unit, kind, day) == root)
        touched = {part.place for part in frame.parts if part.unit in units}
        frame = Frame(
            {place: unit for place, unit in frame.whole.items() if unit in units},
            # All parts of a divided unit: what one gets depends on the others.
            tuple(part for part in frame.parts if part.place in touched),
            frame.own & units,
        )
    by_place: dict[int, set[int]] = {place: {unit} for place, unit in frame.whole.items()}
    for part in frame.parts:
        if part.unit in units:
            by_place.setdefault(part.place, set()).add(part.unit)
    homes = frozenset(land.home_of(place) for place in by_place)
    return View(frame, units, {place: frozenset(found) for place, found in by_place.items()}, homes)


@lru_cache(maxsize=16)
def _frame(land: Territory, level: Kind | None, day: date, *, in_parts: bool) -> Frame:
    """Of the whole country, from which that of each province is cut."""
    return land.frame(level, day, in_parts=in_parts)


def levels_of(geography: Geography, below: Kind | None) -> list[Kind]:
    """The levels under a unit of a kind that a geography has; None stands for the country."""
    kinds = [Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE]
    if geography is Geography.NEW:
        kinds.remove(Kind.DISTRICT)
    return kinds[kinds.index(below) + 1 :] if below in kinds else kinds
