"""Clocks: until when a duty is on time, by the rule in force on the day of the fact."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from chungtay.law.rules import calendar as calendars
from chungtay.law.rules.answers import NoAnswer
from chungtay.law.rules.book import Row, in_force, pages, row_fields
from chungtay.law.rules.calendar import Calendar
from chungtay.law.rules.moments import When, day_of, end_of, in_vietnam, months_later, out_of_range, start_of


class LimitUnit(StrEnum):
    """What a limit counts; hours run round the clock, the others by whole days."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


class ClockDirection(StrEnum):
    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Row):
    """One row of a clock. ``window``: the duty may be done only in the last stretch of that length.

    ``forms`` are the papers to fill in, by annex and number: "V-51".
    """

    regime: str
    limit: int
    remote: int | None
    unit: LimitUnit
    direction: ClockDirection
    window: bool
    who: str
    forms: tuple[str, ...] = ()

    def length(self, remote: bool) -> int:
        return self.remote if remote and self.remote is not None else self.limit


@dataclass(frozen=True, slots=True)
class Clock:
    """A duty with a time limit: what is to be done, what starts the clock, and its rows."""

    name: str
    does: str
    starts: str
    rows: tuple[Limit, ...]


Clocks = Mapping[str, Clock]


@dataclass(frozen=True, slots=True)
class Due:
    """``due`` is the last moment on time; ``opens`` the first one, where the duty has a window.

    ``announced`` is False when working days were counted over holidays that are only expected.
    """

    clock: Clock
    row: Limit
    start: datetime
    due: datetime
    opens: datetime | None
    length: int
    announced: bool

    @property
    def limit(self) -> str:
        """Such as "24 hours", "1 working day"."""
        unit = self.row.unit.replace("_", " ")
        return f"{self.length} {unit.removesuffix('s') if self.length == 1 else unit}"

    def to_json(self) -> dict[str, object]:
        answer: dict[str, object] = {"clock": self.clock.name, "start": self.start.isoformat()}
        if self.opens:
            answer["opens"] = self.opens.isoformat()
        answer |= {
            "due": self.due.isoformat(),
            "limit": self.limit,
            "direction": str(self.row.direction),
            "regime": self.row.regime,
            "article": self.row.article,
            "verified": self.row.verified,
        }
        if not self.announced:
            answer["holidays_announced"] = False
        return answer


def due(
    clock: str,
    start: When,
    *,
    on: date | None = None,
    remote: bool = False,
    calendar: Calendar | None = None,
    clocks: Clocks | None = None,
) -> Due:
    """When the duty is due whose clock started at ``start`` (for clocks that run backwards: ends then).

    A bare day starts at 00:00 in Vietnam, or ends at 23:59:59. ``on`` is the day of the fact that chooses the rule,
    ``remote`` a mountain, island or remote area. ``calendar`` and ``clocks`` stand in for the country's own.
    Raises NoAnswer for a clock that is not in force on that day.
    """
    known, row = rule_of(clock, on or day_of(start), clocks)
    calendar = calendar or calendars.national()
    before = row.direction is ClockDirection.BEFORE
    length = row.length(remote)
    try:
        if isinstance(start, datetime):
            anchor = in_vietnam(start)
        else:
            anchor = end_of(start) if before else start_of(start)
        other = _shifted(anchor, -length if before else length, row, calendar)
    except OverflowError:
        raise out_of_range(start.isoformat()) from None
    return Due(
        clock=known,
        row=row,
        start=anchor,
        due=anchor if row.window else other,
        opens=other if row.window else None,
        length=length,
        announced=row.unit is not LimitUnit.WORKING_DAYS
        or calendar.is_announced(min(anchor, other).date(), max(anchor, other).date()),
    )


def _shifted(anchor: datetime, length: int, row: Limit, calendar: Calendar) -> datetime:
    """The moment ``length`` away; by whole days it is the end of the day reached, or its start where a window opens."""
    if row.unit is LimitUnit.HOURS:
        return anchor + timedelta(hours=length)
    day = anchor.date()
    if row.unit is LimitUnit.DAYS:
        day += timedelta(days=length)
    elif row.unit is LimitUnit.WORKING_DAYS:
        day = calendar.working_day(day, length)
    else:
        day = months_later(day, length)
    return start_of(day) if row.window else end_of(day)


def rule_of(clock: str, on: date, clocks: Clocks | None = None) -> tuple[Clock, Limit]:
    """The clock of that name and its row in force on the day; raises NoAnswer."""
    clocks = national() if clocks is None else clocks
    known = clocks.get(clock)
    row = in_force(known.rows, on) if known else None
    if known is None or row is None:
        known_ones = f" Các thời hạn: {', '.join(sorted(clocks))}." if known is None else ""
        what = "Không có thời hạn tên" if known is None else "Luật khi đó chưa có thời hạn"
        raise NoAnswer(
            "no such clock in force",
            f"{what} {clock} (ngày {on:%d/%m/%Y}).{known_ones}",
            clock=clock,
            on=on.isoformat(),
        )
    return known, row


@cache
def national() -> Clocks:
    """The clocks of the country's law, by name."""
    return clocks_of(pages("clocks"))


def clocks_of(raw: Mapping[str, Mapping[str, Any]]) -> Clocks:
    """Clocks from the shape of clocks.toml, such as a draft of new rules."""
    return {
        name: Clock(name, one["does"], one["starts"], tuple(limit_of(row) for row in one["row"]))
        for name, one in raw.items()
    }


def limit_of(raw: Mapping[str, Any]) -> Limit:
    return Limit(
        regime=raw["regime"],
        limit=raw["limit"],
        remote=raw.get("remote"),
        unit=LimitUnit(raw["unit"]),
        direction=ClockDirection(raw.get("direction", "after")),
        window=raw.get("window", False),
        who=raw["who"],
        forms=tuple(raw.get("forms", ())),
        **row_fields(raw),
    )
