"""What a change of rules or holidays moves in the files, told before it is in force; and taking the law in force.

The dates beside the steps are the law's answers, kept to be found quickly. Here they are asked anew.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from chungtay.base.actor import Actor, system
from chungtay.base.problems import NotThere
from chungtay.cases.queries import list_clocks
from chungtay.cases.rules import all_clocks
from chungtay.cases.services import Moved, put_in_force
from chungtay.law.rules.calendar import Calendar
from chungtay.law.rules.changes import Law, MoveReason, Running, moves
from chungtay.law.rules.clocks import Clocks
from chungtay.law.rules.clocks import due as due_of_law
from chungtay.people.access import everything
from chungtay.places import queries as places
from chungtay.province import queries as province

if TYPE_CHECKING:
    from chungtay.cases.models import RunningClock

_AT_ONCE = 2000
SETTINGS = "settings.manage"


def rehearse_change(
    *, by: Actor, calendar: Calendar | None = None, clocks: Clocks | None = None
) -> list[Moved]:
    """What would move in the province under another calendar or other rules. Nothing is written."""
    by.must(SETTINGS)
    if by.place is None:
        raise NotThere("place")
    old = Law(all_clocks(), province.calendar_of(by.place))
    new = Law(clocks or old.clocks, calendar or old.calendar)
    with everything():
        rows = list_clocks().filter(agency__place__in=places.ids_ever_within([by.place]))
        return list(_find_moves(rows.iterator(_AT_ONCE), old, new))


def rehearse_draft(clocks: Clocks) -> list[Moved]:
    """What a draft of new rules would move, everywhere; for the command line. Nothing is written."""
    with everything():
        found: list[Moved] = []
        for place in list_clocks().order_by().values_list("agency__place", flat=True).distinct():
            calendar = province.calendar_of(place)
            rows = list_clocks().filter(agency__place=place)
            found += _find_moves(rows.iterator(_AT_ONCE), Law(all_clocks(), calendar), Law(clocks, calendar))
        return found


def refresh_clocks(now: datetime) -> int:
    """Ask the law in force anew for every open clock; a turn of the worker, after a release or a yearly decision."""
    with everything():
        stale = list(_find_stale())
    return put_in_force(by=system("thời hạn theo luật"), now=now, moved=stale)


def _find_moves(rows: "Iterable[RunningClock]", old: Law, new: Law) -> Iterator[Moved]:
    """The clocks among the rows that the new law ends otherwise than the old, and why."""
    known: dict[int, RunningClock] = {}

    def running() -> Iterator[Running]:
        for row in rows:
            known[row.pk] = row
            yield Running(row.pk, row.clock, row.start, row.fact_on, row.remote)

    for move in moves(running(), old, new):
        after = move.after
        yield _moved(known[move.key], after.due if after else None, after.opens if after else None, move.why)


def _find_stale() -> Iterator[Moved]:
    """The clocks whose kept date is no longer the answer of the law in force."""
    calendar_of = cache(province.calendar_of)
    for row in list_clocks().iterator(_AT_ONCE):
        answer = due_of_law(
            row.clock, row.start, on=row.fact_on, remote=row.remote, calendar=calendar_of(row.agency.place_id),
            clocks=all_clocks(),
        )  # fmt: skip
        if (answer.due, answer.opens) != (row.due, row.opens):
            yield _moved(row, answer.due, answer.opens, MoveReason.RULE)


def _moved(row: "RunningClock", after: datetime | None, opens: datetime | None, why: MoveReason) -> Moved:
    return Moved(row.pk, row.file.code, row.agency.name, row.clock, row.fact_on, row.due, after, opens, why)
