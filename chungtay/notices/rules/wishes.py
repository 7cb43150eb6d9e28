"""When a person wants to hear of what is due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from chungtay.base.problems import Problem


@dataclass(frozen=True, slots=True)
class Wishes:
    """Times of day in Việt Nam. Quiet from ``quiet_from`` until just before ``quiet_to``, across midnight where the
    first is later than the second; equal times mean no quiet hours.
    """

    hour: time
    quiet_from: time
    quiet_to: time
    working_days_only: bool = True

    def is_quiet(self, at: time) -> bool:
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= at < self.quiet_to
        return at >= self.quiet_from or at < self.quiet_to

    def opens(self) -> time:
        """From when on the digest of a day goes out: at the hour asked for, or when the quiet hours around it end.

        Where those begin in the evening and the hour lies in them, that is on the morning of the same day.
        """
        return self.quiet_to if self.is_quiet(self.hour) else self.hour


class Haste(StrEnum):
    """When a message may leave the house."""

    WORKDAY = "workday"  # on working days, outside quiet hours
    ANY_DAY = "any_day"  # on days off as well: a clock of the law, or a person who asked for it
    AT_ONCE = "at_once"  # its person waits for it


def may_leave_at(
    local: datetime, *, haste: Haste, wishes: Wishes, is_working: Callable[[date], bool]
) -> datetime:
    """The first moment from this one on (both of Việt Nam) at which a message may leave the house."""
    while haste != Haste.AT_ONCE:
        if haste == Haste.WORKDAY and not is_working(local.date()):
            local = _at(local + timedelta(days=1), time.min)
        elif wishes.is_quiet(local.time()):
            ends_today = local.time() < wishes.quiet_to
            local = _at(local if ends_today else local + timedelta(days=1), wishes.quiet_to)
        else:
            break
    return local


def _at(local: datetime, clock: time) -> datetime:
    return datetime.combine(local.date(), clock, local.tzinfo)


def check_wishes(wishes: Wishes) -> list[Problem]:
    """Why these wishes cannot be kept: a digest would go out at another time than the one asked for."""
    if wishes.is_quiet(wishes.hour):
        sentence = "Giờ nhận bản tóm tắt đang nằm trong giờ yên tĩnh: hãy đổi một trong hai."
        return [Problem("hour_is_quiet", sentence, "hour")]
    return []
