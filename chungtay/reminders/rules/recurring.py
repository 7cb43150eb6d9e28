"""The days of a recurring duty as a calendar says them: from when, every how many months, without which."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chungtay.law.rules.moments import months_later

_EVERY = (12, 6, 3, 1)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """``count`` turns every ``months`` from ``first`` on, each on the same day of its month (-1: on its last), ``but``
    not on these; with ``months`` 0 the days are ``first`` and ``more``, which follow no rule.
    """

    first: date
    months: int = 0
    count: int = 1
    day: int = 0
    but: tuple[date, ...] = ()
    more: tuple[date, ...] = ()


def recurrence(days: Iterable[date]) -> Recurrence:
    """The days told as shortly as they can be without changing one of them; at least one day."""
    wanted = sorted(set(days))
    first, last = wanted[0], wanted[-1]
    for months in _EVERY if len(wanted) > 1 else ():
        for day in _days_of_month(wanted):
            turns = _turns(first, last, months, day)
            # A rule that names more days to leave out than it has turns says nothing that a list would not say better.
            if set(wanted) <= set(turns) and 2 * len(wanted) >= len(turns):
                but = tuple(turn for turn in turns if turn not in wanted)
                return Recurrence(first, months, len(turns), day, but)
    return Recurrence(first, more=tuple(wanted[1:]))


def _days_of_month(days: list[date]) -> list[int]:
    numbers = {day.day for day in days}
    ends = all(day == _end_of_month(day) for day in days)
    return [-1] if ends else [number for number in numbers if len(numbers) == 1 and number <= 28]


def _turns(first: date, last: date, months: int, day: int) -> list[date]:
    start, turns = first.replace(day=1), []
    while (turn := _end_of_month(start) if day == -1 else start.replace(day=day)) <= last:
        turns.append(turn)
        start = months_later(start, months)
    return turns


def _end_of_month(day: date) -> date:
    return months_later(day.replace(day=1), 1) - date.resolution
