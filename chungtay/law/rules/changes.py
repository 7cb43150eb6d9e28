"""What a change of rules or holidays moves, before it is put in force: every running clock that would end otherwise."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chungtay.law.rules import calendar as calendars
from chungtay.law.rules import clocks as dated
from chungtay.law.rules.book import in_force
from chungtay.law.rules.calendar import Calendar
from chungtay.law.rules.clocks import Clocks, Due, Limit, LimitUnit, due
from chungtay.law.rules.moments import When, day_of


class MoveReason(StrEnum):
    RULE = "rule"
    HOLIDAYS = "holidays"


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that runs: ``key`` is the caller's own, the rest is what :func:`due` is asked."""

    key: int
    clock: str
    start: When
    on: date | None = None
    remote: bool = False


@dataclass(frozen=True, slots=True)
class Law:
    """The clocks with the calendar they count by."""

    clocks: Clocks
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Move:
    """A clock whose ``before`` and ``after`` differ; None where that law does not know the clock."""

    key: int
    before: Due | None
    after: Due | None
    why: MoveReason


def national() -> Law:
    return Law(dated.national(), calendars.national())


def moves(running: Iterable[Running], old: Law, new: Law) -> Iterator[Move]:
    """Every clock that ends, or opens, at another moment by the new law than by the old."""
    changed = old.calendar.days_that_differ(new.calendar)
    for one in running:
        row, new_row = _row(one, old), _row(one, new)
        if row is None or new_row is None or not _counts_alike(row, new_row, one.remote):
            why = MoveReason.RULE
        elif row.unit is LimitUnit.WORKING_DAYS and changed:
            why = MoveReason.HOLIDAYS
        else:
            continue
        before = _due(one, old) if row else None
        if why is MoveReason.HOLIDAYS and before and not _spans(before, changed):
            continue
        after = _due(one, new) if new_row else None
        if _ends(before) != _ends(after):
            yield Move(one.key, before, after, why)


def _row(one: Running, law: Law) -> Limit | None:
    clock = law.clocks.get(one.clock)
    return in_force(clock.rows, one.on or day_of(one.start)) if clock else None


def _counts_alike(row: Limit, other: Limit, remote: bool) -> bool:
    """Whether the two give the same end for every start, as long as the holidays are the same."""
    return (row.length(remote), row.unit, row.direction, row.window) == (
        other.length(remote),
        other.unit,
        other.direction,
        other.window,
    )


def _due(one: Running, law: Law) -> Due:
    return due(one.clock, one.start, on=one.on, remote=one.remote, calendar=law.calendar, clocks=law.clocks)


def _spans(before: Due, changed: Sequence[date]) -> bool:
    """Whether a changed day lies where the clock counts: elsewhere it moves nothing."""
    ends = [before.start.date(), (before.opens or before.due).date()]
    return bisect_left(changed, min(ends)) < bisect_right(changed, max(ends))


def _ends(one: Due | None) -> tuple[datetime | None, datetime] | None:
    return (one.opens, one.due) if one else None
