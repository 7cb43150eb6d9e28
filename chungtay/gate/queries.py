"""Counting files. What leaves here is a number by the code of a cell, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyKind, AgencyLevel
from chungtay.base.actor import Actor
from chungtay.cases import queries as cases
from chungtay.gate.models import Counting
from chungtay.gate.rules import Count, Head, Tally, counts, tally
from chungtay.people.access import everything
from chungtay.places import queries as places


@dataclass(frozen=True, slots=True)
class Commune:
    """A place whose files may be counted. ``unknown``: heads on its lists whose sex or people is not written down."""

    place: int
    name: str
    since: date | None
    open_files: int
    unknown: int


def list_communes(actor: Actor, *, on: date) -> list[Commune]:
    """Every place of the jurisdiction whose police keeps files, or that is counted."""
    keepers = keepers_on(on)
    within = set(places.ids_within(actor.reach, on))
    known = dict(Counting.objects.filter(place__in=within).values_list("place", "since"))
    wanted = [place for place in sorted(within) if place in keepers or place in known]
    names = places.names_of(wanted)
    rows = []
    for place in wanted:
        keeper = keepers.get(place)
        held = cases.count_held(keeper, on) if keeper else 0
        unknown = sum(one.unknown for _count, one in tallies(keeper, on)) if keeper and place in known else 0
        if held or place in known:
            rows.append(Commune(place, names[place], known.get(place), held, unknown))
    return rows


def keepers_on(on: date) -> dict[int, int]:
    """Commune police on that day, by the place whose files they keep."""
    police = agencies.bodies_ever({(AgencyKind.POLICE, AgencyLevel.COMMUNE)}).filter(agencies.alive_on(on))
    return dict(police.exclude(place=None).values_list("place", "pk"))


def reporters_on(on: date) -> dict[int, int]:
    """Commune people's committees on that day, by their place: whose forms the counts go into."""
    bodies = agencies.bodies_ever({(AgencyKind.PEOPLES_COMMITTEE, AgencyLevel.COMMUNE)})
    return dict(bodies.filter(agencies.alive_on(on)).exclude(place=None).values_list("place", "pk"))


def is_counted(place: int, on: date) -> bool:
    return Counting.objects.filter(place=place, since__lte=on).exists()


def tallies(keeper: int, on: date) -> list[tuple[Count, Tally]]:
    """The counts of one keeper's lists on a day. Opens the day of birth of each, in memory and nowhere else."""
    with everything():
        return [(count, tally(count, _heads(keeper, count.list, on))) for count in counts()]


def _heads(keeper: int, name: str, on: date) -> Iterator[Head]:
    for file in cases.list_of(keeper, name, on=on).select_related("person"):
        yield Head(cases.age_of(file, on=on), file.person.sex, file.person.ethnicity)
