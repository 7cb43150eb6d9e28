"""Days and moments in Vietnam: what people write, and steps that end where the law ends them."""

import calendar
from datetime import date, datetime, time, timedelta, timezone

from chungtay.law.rules.answers import NoAnswer

# Vietnam has had one offset, without summer time, since long before the oldest rule of this room.
VIETNAM = timezone(timedelta(hours=7))
LAST_SECOND = time(23, 59, 59)

When = datetime | date


def when(text: str) -> When:
    """A moment with its offset turned into Vietnam's, or a bare day, from ISO 8601."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return in_vietnam(datetime.fromisoformat(text))
    except ValueError:
        raise not_a_moment(text) from None


def day(text: str, name: str) -> date:
    """A bare day from ISO 8601; ``name`` is what it was given for."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NoAnswer("not a day", "Ngày phải viết theo dạng 2026-07-03.", **{name: text}) from None


def in_vietnam(moment: datetime) -> datetime:
    """The same moment at Vietnam's offset; one without an offset is nobody's moment."""
    if moment.tzinfo is None:
        raise not_a_moment(moment.isoformat())
    try:
        return moment.astimezone(VIETNAM)
    except OverflowError:
        raise out_of_range(moment.isoformat()) from None


def day_of(start: When) -> date:
    """The day in Vietnam."""
    return in_vietnam(start).date() if isinstance(start, datetime) else start


def start_of(of: date) -> datetime:
    return datetime.combine(of, time.min, VIETNAM)


def end_of(of: date) -> datetime:
    """The end of a day, 24:00, written as its last second."""
    return datetime.combine(of, LAST_SECOND, VIETNAM)


def months_later(of: date, months: int) -> date:
    """The same day number so many months later (earlier when negative), or that month's last day."""
    year, month0 = divmod(of.year * 12 + of.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise out_of_range(of.isoformat())
    return date(year, month0 + 1, min(of.day, calendar.monthrange(year, month0 + 1)[1]))


def not_a_moment(text: str) -> NoAnswer:
    return NoAnswer(
        "not a moment",
        "Thời điểm phải là một ngày (2026-07-03) hoặc giờ kèm múi giờ (2026-07-03T16:40:00+07:00).",
        start=text,
    )


def out_of_range(text: str) -> NoAnswer:
    return NoAnswer("out of range", "Ngày này nằm ngoài khoảng tính được.", start=text)
