"""Counting files. What leaves here is a number by the code of a cell, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyKind, AgencyLevel
from chungtay.base.actor import Actor, system
from chungtay.base.kept import Kept
from chungtay.cases import queries as cases
from chungtay.cases.queries.counting import came_onto, courses_on, left_from
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import periods_of
from chungtay.figures.queries.elsewhere import numbers_said
from chungtay.gate.models import Counting
from chungtay.gate.rules import Count, Head, Tally, What, counts, nobody_moved, tally
from chungtay.law.rules import window
from chungtay.people.access import everything
from chungtay.places import queries as places

if TYPE_CHECKING:
    from chungtay.cases.models import CaseFile


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
        counted = tally(count, _heads(keeper, count, days.first, days.last))
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
        return [(count, tally(count, _heads(keeper, count, first, last))) for count in counts()]


def _heads(keeper: int, count: Count, first: date, last: date) -> Iterator[Head]:
    for file, course in _files(keeper, count, first, last):
        person = file.person
        yield Head(cases.age_of(file, on=last), person.sex, person.ethnicity, count.form(course))


def _files(
    keeper: int, count: Count, first: date, last: date
) -> Iterator[tuple["CaseFile", tuple[str, ...]]]:
    """Whom the count is of, with the course they have gone where it asks for it."""
    match count.what:
        case What.STANDING:
            walked = {file.pk: course for file, course in courses_on(keeper, last)} if count.forms else {}
            for file in cases.list_of(keeper, count.list, on=last).select_related("person"):
                yield file, walked.get(file.pk, ())
        case What.COURSE:
            courses = courses_on(keeper, last)
            yield from ((file, course) for file, course in courses if course[-1] in count.forms)
        case What.ENTERED:
            for entry in came_onto(keeper, count.list, first, last):
                if entry.entered_by.event not in nobody_moved(count.what):
                    yield entry.file, ()
        case What.LEFT:
            for entry in left_from(keeper, count.list, first, last):
                if (
                    entry.event in count.events
                    if count.events
                    else entry.event not in nobody_moved(count.what)
                ):
                    yield entry.file, ()
