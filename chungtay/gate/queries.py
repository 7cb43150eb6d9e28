"""Counting files. What leaves here is a number by the code of a cell, and nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyKind, AgencyLevel
from chungtay.base.actor import Actor, system
from chungtay.base.kept import Kept
from chungtay.cases import queries as cases
from chungtay.cases.queries.counting import (
    Standing,
    came_onto,
    courses_of,
    courses_on,
    end_of,
    entries_of,
    left_from,
    people_of,
)
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import periods_of
from chungtay.figures.queries.elsewhere import numbers_said
from chungtay.gate.models import Counting
from chungtay.gate.rules import Count, Head, Stay, Tally, What, counts, nobody_moved, once, tally
from chungtay.law.rules import window
from chungtay.people import queries as people
from chungtay.people.access import everything
from chungtay.places import queries as places

if TYPE_CHECKING:
    from chungtay.cases.models import CaseFile, ListEntry

Same = Mapping[int, frozenset[int]]  # the joined records of one human being, by each of them
ON_FILE = "DEMAND.FILE.TOTAL"
_DOOR = system("cửa đếm")
counting_kept: Kept[dict[int, date]] = Kept()
_places_kept: Kept[int | None] = Kept()


@dataclass(frozen=True, slots=True)
class Commune:
    """A place whose files may be counted. ``unknown``: heads on its lists whose sex or people is not written down.

    ``typed``: where it still types its numbers, how many people on file its last monthly form says and how many its
    files come to on that day; nothing while it has not said it.
    """

    place: int
    name: str
    since: date | None
    open_files: int
    unknown: int
    typed: tuple[str, Decimal, Decimal] | None = None  # period, as typed, as counted


def list_communes(actor: Actor, *, on: date) -> list[Commune]:
    """Every place of the jurisdiction whose police keeps files, or that is counted."""
    keepers, reporters = keepers_on(on), reporters_on(on)
    within = set(places.ids_within(actor.reach, on))
    known = dict(Counting.objects.filter(place__in=within).values_list("place", "since"))
    wanted = [place for place in sorted(within) if place in keepers or place in known]
    names = places.names_of(wanted)
    rows = []
    for place in wanted:
        keeper = keepers.get(place)
        held = cases.count_held(keeper, on) if keeper else 0
        unknown = (
            sum(one.unknown for _count, one in tallies(keeper, on, on)) if keeper and place in known else 0
        )
        if held or place in known:
            since = known.get(place)
            typed = _beside_typed(keeper, reporters.get(place), on) if keeper and since is None else None
            rows.append(Commune(place, names[place], since, held, unknown, typed))
    return rows


def _beside_typed(keeper: int, reporter: int | None, on: date) -> tuple[str, Decimal, Decimal] | None:
    """What tells whether the files are all here: the last monthly number, and what they come to on its day."""
    count = next(one for one in counts() if one.element == ON_FILE)
    months = [one for year in (on.year - 1, on.year) for one in periods_of(PeriodKind.MONTH, year)]
    period = [one for one in months if window(one).last < on][-1]
    typed = numbers_said(reporter, period, count.cells) if reporter else {}
    if set(typed) != set(count.cells):
        return None
    days = window(period)
    with everything():
        same = people.joined(people_of(keeper))
        counted = tally(count, _heads(keeper, count, days.first, days.last, same))
    return period, sum(typed.values(), Decimal(0)), sum(counted.values.values(), Decimal(counted.unknown))


def keepers_on(on: date) -> dict[int, int]:
    """Commune police on that day, by the place whose files they keep."""
    police = agencies.bodies_ever({(AgencyKind.POLICE, AgencyLevel.COMMUNE)}).filter(agencies.alive_on(on))
    return dict(police.exclude(place=None).values_list("place", "pk"))


def reporters_on(on: date) -> dict[int, int]:
    """Commune people's committees on that day, by their place: whose forms the counts go into."""
    bodies = agencies.bodies_ever({(AgencyKind.PEOPLES_COMMITTEE, AgencyLevel.COMMUNE)})
    return dict(bodies.filter(agencies.alive_on(on)).exclude(place=None).values_list("place", "pk"))


def counted_on(since: date, first: date, last: date) -> tuple[Count, ...]:
    """What is counted of a period in a place that is counted ``since`` a day: what happened in a period only if all
    of it lies behind that day, for files that came in before have no day on which they came onto a list.
    """
    return tuple(count for count in counts() if since <= (first if count.flows else last))


def counted_since(agency: int) -> date | None:
    """From which day on the place of a body is counted; asked at every writing of a figure, and seldom another."""
    since = counting_kept.get("", lambda: dict(Counting.objects.values_list("place", "since")))
    if not since:
        return None
    place = _places_kept.get(agency, lambda: agencies.get_agency(_DOOR, agency).place_id)
    return since.get(place) if place is not None else None


def tallies(keeper: int, first: date, last: date) -> list[tuple[Count, Tally]]:
    """The counts of one keeper's files over these days. Opens the day of birth of each, in memory and nowhere else."""
    with everything():
        same = people.joined(people_of(keeper))
        return [(count, tally(count, _heads(keeper, count, first, last, same))) for count in counts()]


def _heads(keeper: int, count: Count, first: date, last: date, same: Same) -> Iterator[Head]:
    for file, course in _files(keeper, count, first, last, same):
        person = file.person
        yield Head(cases.age_of(file, on=last), person.sex, person.ethnicity, count.form(course))


def _files(
    keeper: int, count: Count, first: date, last: date, same: Same
) -> Iterator[tuple["CaseFile", tuple[str, ...]]]:
    """Whom the count is of, with the course they have gone where it asks for it; who was joined is told of once."""
    if count.flows:
        yield from ((entry.file, ()) for entry in _moves(keeper, count, first, last, same))
    elif count.what is What.COURSE:
        for one in courses_on(keeper, last):
            if one.course[-1] in count.forms and _stands_first(one, count, last, same):
                yield one.file, one.course
    else:
        walked = {one.file.pk: one.course for one in courses_on(keeper, last)} if count.forms else {}
        alone = cases.list_of(keeper, count.list, on=last).exclude(person__in=same).select_related("person")
        stays = _stays(keeper, count.list, same)
        joined = [came.file for stay, came, _left in stays if stay.since <= last < stay.end]
        yield from ((file, walked.get(file.pk, ())) for file in (*alone, *joined))


def _moves(keeper: int, count: Count, first: date, last: date, same: Same) -> Iterator["ListEntry"]:
    """By which entries people came onto a list, or left it, in these days."""
    stays = _stays(keeper, count.list, same)
    if count.what is What.ENTERED:
        entries = [*came_onto(keeper, count.list, first, last).exclude(file__person__in=same)]
        entries += [came for stay, came, _left in stays if first <= stay.since <= last]
        yield from (one for one in entries if one.entered_by.event not in nobody_moved(count.what))
        return
    gone = [one for one in left_from(keeper, count.list, first, last) if one.file.person_id not in same]
    gone += [left for stay, _came, left in stays if first <= stay.end <= last]
    unmoved = nobody_moved(count.what)
    yield from (
        one for one in gone if (one.event in count.events if count.events else one.event not in unmoved)
    )


def _stays(keeper: int, name: str, same: Same) -> list[tuple[Stay, "ListEntry", "ListEntry"]]:
    """When people with joined records were on this list of the keeper, each day once among all bodies."""
    found = []
    for together in set(same.values()):
        entries = {entry.pk: entry for entry in entries_of(together, name)}
        told = [
            Stay(one.agency_id, one.since, end_of(one) or date.max, pk, pk) for pk, one in entries.items()
        ]
        found += [
            (stay, entries[stay.came], entries[stay.left]) for stay in once(told) if stay.body == keeper
        ]
    return found


def _stands_first(one: Standing, count: Count, on: date, same: Same) -> bool:
    """Whether no joined record stands for the same person in such a state already, here or at another body."""
    together = same.get(one.file.person_id)
    if together is None:
        return True
    alike = [other.file.pk for other in courses_of(together, on) if other.course[-1] in count.forms]
    return alike[0] == one.file.pk
