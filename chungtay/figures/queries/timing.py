"""When forms are due, in the calendar of the place they concern."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from chungtay.base.kept import Kept
from chungtay.figures.models import Submission
from chungtay.figures.rules import Days, days_of, is_closed
from chungtay.figures.rules.flow import closing_days
from chungtay.law.rules import window
from chungtay.law.rules.calendar import Calendar
from chungtay.province import queries as province

if TYPE_CHECKING:
    from chungtay.catalogue.models import DataSet

_calendars: Kept[Calendar] = Kept()  # of units; most have the country's, and then the same days
_days: Kept[Days] = Kept()


def days_in(place: int, form: "DataSet", period: str) -> Days:
    """The days of a period in the calendar of a unit; a day off that is entered now counts after a minute at most."""
    calendar = _calendars.get(place, lambda: province.calendar_of(place))
    return _days.get(
        (calendar, form.due_days, period),
        lambda: days_of(period, due_days=form.due_days, calendar=calendar),
    )


def days_for(submission: Submission) -> Days:
    """For a submission fetched with its data set."""
    return days_in(submission.place_id, submission.data_set, submission.period)


def closed_since(submission: Submission, today: date, days: Days | None = None) -> date | None:
    """The day after which the form closed; None while it is open. ``days`` where they have been asked for already."""
    # Working days are at least as many days: within them no calendar needs to be asked.
    at_least = timedelta(days=submission.data_set.due_days + closing_days())
    if today <= window(submission.period).last + at_least:
        return None
    days = days or days_for(submission)
    closed = is_closed(days, open_until=submission.open_until, today=today)
    return max(days.closes, submission.open_until or days.closes) if closed else None
