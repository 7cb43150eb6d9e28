"""Asking: one measure by place or by breakdown, over periods, in one geography."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.indicators.queries.asking import Grid, ask
from chungtay.indicators.queries.expected import count_owed
from chungtay.indicators.queries.layout import Laid, lay_out
from chungtay.indicators.queries.measures import Measure, measure_of
from chungtay.indicators.queries.sight import Sight, sight_of
from chungtay.indicators.queries.territory import day_of, levels_of, steady, territory, view_of
from chungtay.indicators.rules import WHOLE_COUNTRY, Figure, Geography
from chungtay.places import queries as places
from chungtay.places.rules import Kind


@dataclass(frozen=True, slots=True)
class Asked:
    """``periods`` are law periods; ``level`` None: the place itself; ``by``: its options of a breakdown instead.

    ``approved``: only values that have been approved to the end.
    """

    measure: str
    periods: tuple[str, ...]
    level: Kind | None = None
    geography: Geography = Geography.NEW
    by: str = ""
    place: int | None = None
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A unit (0: the country), or with ``measure`` the place's option of a breakdown.

    ``own``: a unit above the level asked for, with what it reported itself.
    """

    label: str
    unit: int
    figures: tuple[Figure, ...]
    own: bool = False
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """``total`` is the place itself; ``laid`` says which reports make up each period."""

    asked: Asked
    measure: Measure
    total: Row
    rows: tuple[Row, ...]
    laid: Laid
    kind: Kind | None  # of the place; None: the country
    levels: tuple[Kind, ...]  # below it in this geography
    above: places.PlaceOn | None  # the unit right above, where the actor sees that as well


@steady()
def look(actor: Actor, asked: Asked, *, on: date) -> Answer:
    """The answer as the actor may see it. Raises NotThere, and store.NotReady while the copy is made anew."""
    sight = sight_of(actor, asked.place)
    measure = measure_of(asked.measure, on)
    day = day_of(asked.geography, on)
    place = None if sight.root is None else territory().units[sight.root]
    if place is not None and not place.days.holds(day):
        raise NotThere("place")
    kind = None if place is None else place.kind
    levels = tuple(levels_of(asked.geography, kind))
    if asked.level is not None and asked.level not in levels:
        raise NotThere("level")
    unit = WHOLE_COUNTRY if sight.root is None else sight.root
    below = (
        _grid(sight, measure, asked, asked.level, on) if asked.level is not None and not asked.by else None
    )
    own = _whole(below, sight, kind, unit, day) or _grid(sight, measure, asked, kind, on)
    total = Row(_name(unit, places.names_of([unit])), unit, own.figures(unit))
    rows: Iterable[Row] = ()
    if asked.by:
        rows = _by_option(sight, asked, kind, unit, on)
    elif below is not None:
        rows = _by_unit(below)
    above = _above(actor, sight.root, day)
    return Answer(asked, measure, total, tuple(rows), own.laid, kind, levels, above)


def levels_below(actor: Actor, place: int | None, geography: Geography) -> list[Kind]:
    """The levels that may be asked for under a place, the actor's own without one. Raises NotThere."""
    root = sight_of(actor, place).root
    return levels_of(geography, territory().units[root].kind if root is not None else None)


def _above(actor: Actor, root: int | None, day: date) -> places.PlaceOn | None:
    if root is None:
        return None
    above = places.ancestors(root, day)
    if not above or not actor.reach & places.ids_ever_above(above[-1].pk):
        return None
    return above[-1]


def _grid(sight: Sight, measure: Measure, asked: Asked, level: Kind | None, on: date) -> Grid:
    laid = lay_out(measure, asked.periods, on)
    return ask(sight, laid, level=level, geography=asked.geography, on=on, approved=asked.approved)


def _whole(below: Grid | None, sight: Sight, kind: Kind | None, unit: int, day: date) -> Grid | None:
    """The place itself, gathered from the units below it where that is exact."""
    if below is None:
        return None
    view = view_of(territory(), kind, sight.root, day, in_parts=False)
    return below.gathered(unit, count_owed(below.laid, view, sight.agencies))


def _by_unit(grid: Grid) -> list[Row]:
    """Every unit, by code; those above the level only where they reported something themselves."""
    reported = {unit for unit, _at in grid.rows}
    owing = {unit for unit, _at, _slot in grid.owed}
    shown = [
        unit
        for unit in grid.view.units
        if unit not in grid.view.frame.own or unit in reported or unit in owing
    ]
    names, land = places.names_of(shown), territory()
    rows = [
        Row(_name(unit, names), unit, grid.figures(unit), own=unit in grid.view.frame.own) for unit in shown
    ]
    return sorted(rows, key=lambda row: (row.own, land.units[row.unit].code if row.unit else ""))


def _by_option(sight: Sight, asked: Asked, kind: Kind | None, unit: int, on: date) -> list[Row]:
    split = measure_of(asked.measure, on, asked.by)
    grid = _grid(sight, split, replace(asked, level=None), kind, on)
    return [
        Row(slot.label, unit, grid.slots(unit, number), measure=str(slot.reference))
        for number, slot in enumerate(split.slots)
    ]


def _name(unit: int, names: dict[int, str]) -> str:
    return names.get(unit, "")
