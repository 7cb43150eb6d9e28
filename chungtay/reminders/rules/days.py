"""Working days between a thing and today."""

from datetime import date, timedelta

from chungtay.law.rules import NoAnswer
from chungtay.law.rules.calendar import SATURDAY, Calendar

ONE_DAY = timedelta(days=1)


def is_working(day: date, calendar: Calendar) -> bool:
    """As the calendar says; of a year that it does not know, every weekday: a reminder is never lost for that."""
    try:
        return calendar.is_working(day)
    except NoAnswer:
        return day.weekday() < SATURDAY


def last_working(day: date, calendar: Calendar) -> date:
    """The day itself, or the last working day before it."""
    while not is_working(day, calendar):
        day -= ONE_DAY
    return day


def distance(due: date, today: date, calendar: Calendar, *, legal: bool = False) -> int:
    """How many working days today is after (before: negative) the day of a thing.

    The day of a thing that falls on a day off is the working day before it, unless it is a clock of the law. A day off
    counts as the working day before it, so that nothing is reached on a day off but the day of a legal clock itself.
    """
    day = due if legal else last_working(due, calendar)
    if today >= day:
        return _count(day + ONE_DAY, today, calendar)
    return -_count(last_working(today, calendar), day - ONE_DAY, calendar)


def _count(first: date, last: date, calendar: Calendar) -> int:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(is_working(day, calendar) for day in days)


def days_ahead(today: date, count: int, calendar: Calendar) -> date:
    """The ``count``-th working day after today, and the days off behind it: what is due by then is near."""
    day = today
    while count or not is_working(day + ONE_DAY, calendar):
        day += ONE_DAY
        count -= is_working(day, calendar)
    return day
