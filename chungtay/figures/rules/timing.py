"""When a form is due, when it closes, and how what came stands to that."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chungtay.figures.rules.flow import closing_days
from chungtay.law.rules import NoAnswer, window
from chungtay.law.rules.calendar import Calendar


class Timeliness(StrEnum):
    """How a form came, or that it has not; computed from the days, never stored."""

    ON_TIME = "on_time"
    LATE = "late"
    OPEN = "open"  # not sent, and not due yet
    OVERDUE = "overdue"  # not sent, due, and still possible
    MISSED = "missed"  # not sent, and closed


@dataclass(frozen=True, slots=True)
class Days:
    """Of one period of one data set: the days it counts, the due day, the last day before it closes."""

    first: date
    last: date
    due: date
    closes: date


def days_of(period: str, *, due_days: int, calendar: Calendar) -> Days:
    """Due days are working days after the window; in a year without a calendar every weekday counts as one."""
    counted = window(period)
    due = _working_day(calendar, counted.last, due_days)
    return Days(counted.first, counted.last, due, _working_day(calendar, due, closing_days()))


def _working_day(calendar: Calendar, day: date, count: int) -> date:
    try:
        return calendar.working_day(day, count)
    except NoAnswer:
        return _weekday(day, count)


def _weekday(day: date, count: int) -> date:
    for _ in range(count):
        day = date.fromordinal(
            day.toordinal() + (3 if day.weekday() == 4 else 2 if day.weekday() == 5 else 1)
        )
    return day


def timeliness(sent_on: date | None, days: Days, *, today: date) -> Timeliness:
    """``sent_on``: the day on which the whole form was first sent."""
    if sent_on is not None:
        return Timeliness.ON_TIME if sent_on <= days.due else Timeliness.LATE
    if today <= days.due:
        return Timeliness.OPEN
    return Timeliness.OVERDUE if today <= days.closes else Timeliness.MISSED


def is_closed(days: Days, *, open_until: date | None, today: date) -> bool:
    """Whether the body that counts may no longer change its figures; ``open_until``: opened again until this day."""
    return today > max(days.closes, open_until or days.closes)
