"""What a change of rules or holidays moves in the files, told before it is in force; and putting it in force.

The dates beside the steps are the law's answers, kept to be found quickly. Here they are asked anew.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import F

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.cases.models import CaseFile, RunningClock
from chungtay.cases.rules import all_clocks
from chungtay.journal import services as journal
from chungtay.law.rules.calendar import Calendar
from chungtay.law.rules.changes import Law, MoveReason, Running, moves
from chungtay.law.rules.clocks import Clocks
from chungtay.law.rules.clocks import due as due_of_law
from chungtay.people.access import everything
from chungtay.places import queries as places
from chungtay.province import queries as province

_AT_ONCE = 2000
_IN_ONE_STATEMENT = 100  # an update of many rows asks every row about every other
SETTINGS = "settings.manage"


@dataclass(frozen=True, slots=True)
class Moved:
    """A clock of a file that ends at another moment; None where the new law has no such clock."""

    clock: int
    code: str
    agency: str
    name: str
    fact_on: Any
    before: datetime
    after: datetime | None
    opens: datetime | None
    why: MoveReason


def rehearse_change(
    *, by: Actor, calendar: Calendar | None = None, clocks: Clocks | None = None
) -> list[Moved]:
    """What would move in the province under another calendar or other rules. Nothing is written."""
    by.must(SETTINGS)
    old = Law(all_clocks(), province.calendar_of(by.place))
    new = Law(clocks or old.clocks, calendar or old.calendar)
    with everything():
        return list(find_moves(_rows_within(by.place), old, new))


@transaction.atomic
def put_in_force(*, by: Actor, now: datetime, moved: Iterable[Moved]) -> int:
    """Write the moved dates beside the steps; how many."""
    found = list(moved)
    with everything():
        _write(found)
    if found:
        journal.record(
            by=by, now=now, verb="file.clocks_moved", subject=f"agency:{by.agency}", title="Tính lại thời hạn",
            change={"clocks": [0, len(found)]},
        )  # fmt: skip
    return len(found)


def refresh_clocks(now: datetime) -> int:
    """Ask the law in force anew for every open clock; a turn of the worker, after a release or a yearly decision."""
    with everything():
        stale = list(find_stale(RunningClock.objects.filter(file__closed_on__isnull=True)))
        with transaction.atomic():
            _write(stale)
    return len(stale)


def find_moves(rows: Iterable[RunningClock], old: Law, new: Law) -> Iterator[Moved]:
    """The clocks among the rows that the new law ends otherwise than the old, and why."""
    known: dict[int, RunningClock] = {}

    def running() -> Iterator[Running]:
        for row in rows:
            known[row.pk] = row
            yield Running(row.pk, row.clock, row.start, row.fact_on, row.remote)

    for move in moves(running(), old, new):
        after = move.after
        yield _moved(known[move.key], after.due if after else None, after.opens if after else None, move.why)


def find_stale(rows: Any) -> Iterator[Moved]:
    """The clocks whose kept date is no longer the answer of the law in force."""
    calendar_of = cache(province.calendar_of)
    for row in rows.select_related("file", "agency").iterator(_AT_ONCE):
        answer = due_of_law(
            row.clock, row.start, on=row.fact_on, remote=row.remote, calendar=calendar_of(row.agency.place_id),
            clocks=all_clocks(),
        )  # fmt: skip
        if (answer.due, answer.opens) != (row.due, row.opens):
            yield _moved(row, answer.due, answer.opens, MoveReason.RULE)


def _moved(row: RunningClock, after: datetime | None, opens: datetime | None, why: MoveReason) -> Moved:
    return Moved(row.pk, row.file.code, row.agency.name, row.clock, row.fact_on, row.due, after, opens, why)


def _rows_within(place: int | None) -> Any:
    if place is None:
        raise NotThere("place")
    found = RunningClock.objects.filter(
        file__closed_on__isnull=True, agency__place__in=places.ids_ever_within([place])
    )
    return found.select_related("file", "agency").iterator(_AT_ONCE)


def _write(moved: list[Moved]) -> None:
    """The clocks, then what is next in their files."""
    for start in range(0, len(moved), _AT_ONCE):
        part = {one.clock: one for one in moved[start : start + _AT_ONCE]}
        rows = list(RunningClock.objects.filter(pk__in=part))
        for row in rows:
            row.due, row.opens = part[row.pk].after or row.due, part[row.pk].opens
        RunningClock.objects.bulk_update(rows, ["due", "opens"], batch_size=_IN_ONE_STATEMENT)
        RunningClock.objects.filter(pk__in=[key for key, one in part.items() if one.after is None]).delete()
        _write_next({row.file_id for row in rows})


def _write_next(ids: set[int]) -> None:
    first: dict[int, RunningClock] = {}
    own = RunningClock.objects.filter(file__in=ids, is_right=False, agency=F("file__keeper"))
    for clock in own.order_by("-due", "-pk"):
        first[clock.file_id] = clock
    files = list(CaseFile.objects.filter(pk__in=ids))
    for file in files:
        clock_next = first.get(file.pk)
        file.next_due = clock_next.due if clock_next else None
        file.next_clock = clock_next.clock if clock_next else ""
        file.waits = "" if clock_next else (file.waits or file.state)
    CaseFile.objects.bulk_update(files, ["next_due", "next_clock", "waits"], batch_size=_IN_ONE_STATEMENT)


def find_draft_moves(clocks: Clocks) -> list[Moved]:
    """What a draft of new rules would move, everywhere; for the command line. Nothing is written."""
    with everything():
        found: list[Moved] = []
        bodies = RunningClock.objects.order_by().values_list("agency__place", flat=True).distinct()
        by_calendar: dict[int | None, Calendar] = {place: province.calendar_of(place) for place in bodies}
        for place, calendar in by_calendar.items():
            rows = RunningClock.objects.filter(file__closed_on__isnull=True, agency__place=place)
            old, new = Law(all_clocks(), calendar), Law(clocks, calendar)
            found += find_moves(rows.select_related("file", "agency").iterator(_AT_ONCE), old, new)
        return found
