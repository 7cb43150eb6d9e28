"""What entries give to the figures: kept beside each entry, and summed into the forms of its body at once."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.base.actor import system
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules.periods import periods_of
from chungtay.catalogue.rules.words import PeriodKind
from chungtay.figures import services as figures
from chungtay.law.rules import window
from chungtay.registers.models import Entry, Share
from chungtay.registers.queries.feeding import handed_in_by, sums_of
from chungtay.registers.rules import COUNTING, Definition, How, contributions_of


@dataclass(frozen=True, slots=True)
class Touched:
    """A number that may have changed: a cell of a body, from a day on (STANDING) or on it (EVENT)."""

    agency: int
    cell: str
    how: How
    day: date


def renew(entry: Entry, definition: Definition, *, today: date) -> set[Touched]:
    """Write anew what the entry gives; returns what has to be summed again."""
    before = touched_by(entry)
    if before:
        Share.objects.filter(entry=entry).delete()
    given = (
        contributions_of(definition, entry.answers, day=entry.day, today=today)
        if entry.state in COUNTING
        else []
    )
    Share.objects.bulk_create(
        Share(
            entry=entry, register_id=entry.register_id, agency_id=entry.agency_id, cell=one.cell, how=one.how,
            day=one.day, until=entry.until, value=one.value,
        )
        for one in given
    )  # fmt: skip
    return {*before, *(Touched(entry.agency_id, one.cell, one.how, one.day) for one in given)}


def touched_by(entry: Entry) -> set[Touched]:
    """Every number to which the entry gives something now."""
    return {
        Touched(one.agency_id, one.cell, How(one.how), one.day) for one in Share.objects.filter(entry=entry)
    }


def feed(touched: Collection[Touched], *, now: datetime) -> tuple[str, ...]:
    """Sum again what was touched and hand it to the figures; returns the forms that were closed, in words."""
    today = timezone.localdate(now)
    wanted: dict[tuple[int, str, str], set[str]] = defaultdict(set)
    happened = set()  # what stands is counted in past periods too: that those are closed is nothing to tell
    bodies = {pk: agencies.get_agency(system("registers"), pk) for pk in {one.agency for one in touched}}
    for one in touched:
        forms = catalogue.data_sets_with(one.cell.partition(":")[0])
        for form in forms:
            for period in _periods(PeriodKind(form.period_kind), one, today):
                reporter = handed_in_by(bodies[one.agency], forms, window(period).last)
                wanted[reporter, form.code, period].add(one.cell)
                happened |= {(form.code, period)} if one.how is How.EVENT else set()
    closed = []
    for (agency, form_code, period), cells in sorted(wanted.items()):
        counted = window(period)
        sums = sums_of(agency, cells, counted.first, counted.last)
        values = {cell: sums.get(cell) for cell in cells}
        kept = figures.save_computed(now=now, agency=agency, data_set=form_code, period=period, values=values)
        if not kept and (form_code, period) in happened:
            closed.append(f"{catalogue.data_set(form_code).name}, {catalogue.period_said(period)}")
    return tuple(closed)


def _periods(kind: PeriodKind, one: Touched, today: date) -> Iterator[str]:
    """The periods in which it counts that have begun: for what stands all since its day."""
    for year in range(one.day.year, today.year + 2):
        for period in periods_of(kind, year):
            counted = window(period)
            if counted.first > today or counted.last < one.day:
                continue
            if one.how is How.STANDING or counted.first <= one.day:
                yield period


def feed_standing(now: datetime) -> int:
    """Once a day: what stands counts in a period that has just begun, though nobody wrote anything."""
    today = timezone.localdate(now)
    rows = Share.objects.filter(how=How.STANDING).values_list("agency", "cell").distinct()
    touched = {Touched(agency, cell, How.STANDING, today) for agency, cell in rows}
    feed(touched, now=now)
    return len(touched)
