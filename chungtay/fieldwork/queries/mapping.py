"""Where entries lie: points gathered on a grid by the database, drawn over the outlines of the units."""

from dataclasses import dataclass
from datetime import date
from math import ceil, sqrt
from typing import TYPE_CHECKING

from django.db.models import Count

from chungtay.base.actor import Actor
from chungtay.base.kept import Kept
from chungtay.base.problems import NotThere
from chungtay.places import queries as places
from chungtay.places.queries import Map, PlaceOn, map_within
from chungtay.registers import queries as registers

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from chungtay.registers.models import Entry, Register

_DRAWN: Kept[Map | None] = (
    Kept()
)  # outlines change with a version of the project, and cost as much as all else

ACROSS = 18  # squares of the grid, across and down
_SMALLEST, _LARGEST = 7, 22  # radius of a circle, in units of the picture


@dataclass(frozen=True, slots=True)
class Circle:
    """Entries that lie close together, where they are drawn; ``entry`` where it is one alone."""

    x: int
    y: int
    radius: int
    count: int
    entry: int | None


@dataclass(frozen=True, slots=True)
class Unit:
    place: PlaceOn
    count: int  # its entries, with a point or without
    share: int  # of the fullest unit, in hundredths


@dataclass(frozen=True, slots=True)
class EntryMap:
    """``pointed``: how many entries are drawn, of ``whole``; the others have no point or lie outside the picture."""

    place: PlaceOn
    above: PlaceOn | None
    map: Map
    circles: list[Circle]
    units: list[Unit]
    pointed: int
    whole: int


def map_entries(
    actor: Actor,
    register: "Register",
    *,
    on: date,
    place: int | None = None,
    wanted: registers.Wanted | None = None,
) -> EntryMap | None:
    """One picture of a register: a unit, what lies right below it, and the entries in it, in the units of that day.

    Without ``place`` the actor's own. A unit that was not yet, or is no more, on the day gives way to the one above
    it. None where no outline is known.
    """
    root = _living(place if place is not None else _own(actor), on)
    drawn = _DRAWN.get((root.pk, on), lambda: map_within(root, on)) if root else None
    if root is None or drawn is None:
        return None
    found = registers.list_entries(actor, register, wanted)
    units = _counted(found, [one.place for one in drawn.units], on)
    south, west, north, east = drawn.frame.box
    gathered = registers.points(found, south=south, west=west, north=north, east=east, across=ACROSS)
    fullest = max((one.count for one in gathered), default=1)
    circles = [
        Circle(*drawn.frame.point(one.lon, one.lat), _radius(one.count, fullest), one.count, one.entry)
        for one in sorted(gathered, key=lambda one: -one.count)
    ]
    above = next(iter(reversed(places.ancestors(root.pk, on))), None)
    return EntryMap(
        root, above, drawn, circles, units, sum(one.count for one in circles), sum(one.count for one in units)
    )


def _own(actor: Actor) -> int:
    if actor.place is None:
        raise NotThere("place")
    return actor.place


def _living(place: int, on: date) -> PlaceOn | None:
    known = places.get_place(place)
    if known.lives(on):
        return places.get_place(place, on)
    above = places.ids_ever_above(place) - {place}
    living = [unit for pk in above if (unit := places.get_place(pk)).lives(on)]
    return (
        places.get_place(max(living, key=lambda unit: len(places.ancestors(unit.pk, on))).pk, on)
        if living
        else None
    )


def _counted(found: "QuerySet[Entry]", units: list[PlaceOn], on: date) -> list[Unit]:
    """How many entries each unit holds, those of what lies below it on the day included; empty ones too."""
    held = dict(found.order_by().values_list("place").annotate(Count("pk")))
    above = places.ancestors_of(list(held), on)
    counts = {unit.pk: 0 for unit in units}
    for place, count in held.items():
        for unit in (place, *(one.pk for one in above[place])):
            if unit in counts:
                counts[unit] += count
    fullest = max(counts.values(), default=0) or 1
    return sorted(
        (Unit(unit, counts[unit.pk], round(100 * counts[unit.pk] / fullest)) for unit in units),
        key=lambda one: (-one.count, one.place.code),
    )


def _radius(count: int, fullest: int) -> int:
    """The area says how many."""
    return _SMALLEST if count == 1 else ceil(_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(count / fullest))
