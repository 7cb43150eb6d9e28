"""When a person wants to hear of what is due."""

from dataclasses import dataclass
from datetime import datetime, time
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


def may_leave(local: datetime, *, haste: Haste, wishes: Wishes, working: bool) -> bool:
    """Whether a message may leave at this moment of Việt Nam; ``working``: the day is a working day."""
    if haste == Haste.AT_ONCE:
        return True
    return not wishes.is_quiet(local.time()) and (working or haste == Haste.ANY_DAY)


def check_wishes(wishes: Wishes) -> list[Problem]:
    """Why these wishes cannot be kept: a digest would go out at another time than the one asked for."""
    if wishes.is_quiet(wishes.hour):
        sentence = "Giờ nhận bản tóm tắt đang nằm trong giờ yên tĩnh: hãy đổi một trong hai."
        return [Problem("hour_is_quiet", sentence, "hour")]
    return []
