"""When a duty falls due: the deadlines that a document states become moments in the calendar."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

_MONTHS = {"P1M": 1, "P3M": 3, "P6M": 6, "P1Y": 12}
_LONGER_FIRST = ("P1Y", "P6M", "P3M", "P1M", "P1W")
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Moment:
    """One time at which a duty is owed.

    ``label`` is in the words of the paper, or names the turn ("Quý II/2026").
    """

    label: str
    opens_on: date | None = None
    due_on: date | None = None


def unfold(
    deadlines: Sequence[dict[str, Any]],
    *,
    period_from: date | None,
    period_to: date | None,
    issued_on: date | None,
) -> tuple[Moment, ...]:
    """The moments of a duty in the order of their dates; never none.

    ``deadlines`` have the form of the reader's contract (by, window, every, relative). A recurring duty
    unfolds from the later of the period's start and the day of issue to the period's end, or to the end of
    the year in which it starts when the paper states no end. Two turns that end on one day are one: the
    longer names it ("định kỳ 6 tháng, 1 năm" is a half-year and a year, not three reports). A duty without
    any date owes one moment without a date.
    """
    first = max((day for day in (period_from, issued_on) if day), default=None)
    last = period_to or (date(first.year, 12, 31) if first else None)
    once = [moment for deadline in deadlines for moment in _once(deadline)]
    turns: dict[date, Moment] = {}
    if first and last:
        for moment in _recurring(deadlines, first, last):
            turns.setdefault(moment.due_on or last, moment)
    dated = dict.fromkeys([*once, *turns.values()])
    if dated:
        return tuple(sorted(dated, key=lambda moment: (moment.due_on or date.max, moment.label)))
    return (Moment(label="; ".join(str(deadline.get("text", "")) for deadline in deadlines)[:300]),)


def _once(deadline: dict[str, Any]) -> Iterator[Moment]:
    text = str(deadline.get("text", ""))[:300]
    if deadline.get("kind") == "by" and (by := day_of(deadline.get("date"), end=True)):
        yield Moment(text, None, by)
    if deadline.get("kind") == "window" and (to := day_of(deadline.get("to"), end=True)):
        opens = day_of(deadline.get("from"), end=False)
        yield Moment(text, opens if opens and opens <= to else None, to)


def _recurring(deadlines: Sequence[dict[str, Any]], first: date, last: date) -> Iterator[Moment]:
    every = [deadline for deadline in deadlines if deadline.get("kind") == "every"]
    for interval in _LONGER_FIRST:
        for deadline in every:
            if deadline.get("every") == interval:
                yield from _turns(interval, deadline.get("on"), first, last)


def _turns(interval: str, on: str | None, first: date, last: date) -> Iterator[Moment]:
    """Turns due within first..last; each opens with its calendar interval, not before ``first``."""
    start = _interval_start(interval, first)
    while start <= last:
        following = _interval_start(interval, start + timedelta(days=_longest(interval)))
        end = following - timedelta(days=1)
        due = _due_within(interval, on, start, end)
        if first <= due <= last:
            yield Moment(_turn_name(interval, start), max(start, first), due)
        start = following


def _longest(interval: str) -> int:
    """A number of days that leads from the first day of any interval into the next one and never past it."""
    return 7 if interval == "P1W" else 31 * _MONTHS[interval]


def _interval_start(interval: str, day: date) -> date:
    if interval == "P1W":
        return day - timedelta(days=day.weekday())
    months = _MONTHS[interval]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _due_within(interval: str, on: str | None, start: date, end: date) -> date:
    """The day that ``on`` names inside the interval ("12-15", "22"), else the interval's last day.

    A bare day of a quarter, half-year or year is a day of its last month; a day that the month lacks is
    its last.
    """
    numbers = [int(part) for part in on.split("-")] if on and on.replace("-", "").isdigit() else []
    if not numbers:
        return end
    if interval == "P1W":
        return start + timedelta(days=min(max(numbers[-1], 1), 7) - 1)
    if len(numbers) == 1:
        return _clipped(end.year, end.month, numbers[0])
    offset = (numbers[0] - 1) % _MONTHS[interval]
    return _clipped(start.year, start.month + offset, numbers[1])


def _clipped(year: int, month: int, day: int) -> date:
    return date(year, month, min(max(day, 1), monthrange(year, month)[1]))


def _turn_name(interval: str, start: date) -> str:
    year = start.year
    if interval == "P1W":
        week = start.isocalendar()
        return f"Tuần {week.week}/{week.year}"
    if interval == "P1M":
        return f"Tháng {start.month}/{year}"
    if interval == "P3M":
        return f"Quý {_ROMAN[start.month // 3]}/{year}"
    if interval == "P6M":
        return f"6 tháng {'đầu' if start.month == 1 else 'cuối'} năm {year}"
    return f"Năm {year}"


def day_of(text: object, *, end: bool) -> date | None:
    """A date of the contract; of "2024-06" or "2024" the first or the last day. None for what is no date."""
    parts = str(text or "").split("-")
    try:
        numbers = [int(part) for part in parts]
        year = numbers[0]
        month = numbers[1] if len(numbers) > 1 else (12 if end else 1)
        day = numbers[2] if len(numbers) > 2 else (monthrange(year, month)[1] if end else 1)
        return date(year, month, day)
    except (ValueError, IndexError):
        return None
