"""What a person asks to look at, how figures of two months compare, and since when something is new."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

VISIT = timedelta(minutes=30)  # looks closer together than this are one visit
LEAST = 5  # parts of work due in each of two months: fewer say nothing about getting worse


class By(StrEnum):
    """By what the board counts."""

    STATE = "state"
    AGENCY = "agency"
    COMMUNE = "commune"
    PLAN = "plan"


class View(StrEnum):
    """The tabs of the page."""

    BOARD = "board"
    GANTT = "gantt"
    CALENDAR = "calendar"
    ACTUAL = "actual"
    PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class Asked:
    """None asks nothing."""

    plan: int | None = None
    agency: int | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """Of the parts of work due in a month: all, and those not done by their day."""

    due: int = 0
    late: int = 0

    @property
    def percent(self) -> int:
        """Rounded to the nearest whole."""
        return (self.late * 200 + self.due) // (2 * self.due) if self.due else 0


@dataclass(frozen=True, slots=True)
class Trend:
    agency: int
    before: Month
    now: Month

    @property
    def points(self) -> int:
        return self.now.percent - self.before.percent


def getting_worse(months: Mapping[int, tuple[Month, Month]]) -> list[Trend]:
    """Agencies of whose work a greater part is late than in the month before, the greatest rise first."""
    trends = [
        Trend(agency, before, now)
        for agency, (before, now) in months.items()
        if before.due >= LEAST and now.due >= LEAST
    ]
    return sorted((one for one in trends if one.points > 0), key=lambda one: (-one.points, one.agency))


def is_new_visit(last_look: datetime, now: datetime) -> bool:
    return now - last_look > VISIT
