"""Waits: how long something must have gone on before a rule applies, such as ten days of detoxification."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from chungtay.law.rules import calendar as calendars
from chungtay.law.rules.answers import NoAnswer
from chungtay.law.rules.book import Row, in_force, pages, row_fields
from chungtay.law.rules.calendar import Calendar
from chungtay.law.rules.clocks import LimitUnit
from chungtay.law.rules.moments import months_later

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait(Row):
    """``length`` of ``unit``; ``more_than``: reaching it is not enough."""

    name: str
    rule: str
    length: int
    unit: LimitUnit
    more_than: bool


def passed_on(name: str, since: date, *, on: date | None = None, calendar: Calendar | None = None) -> date:
    """The first day on which the wait that began on ``since`` has passed.

    Days and months count the day they begin on, working days begin the day after. ``on`` is the day whose rules hold
    (by default ``since``). Raises NoAnswer for a wait that the law of the day does not know.
    """
    row = in_force((one for one in waits() if one.name == name), on or since)
    if row is None:
        raise NoAnswer("no such wait", "Luật khi đó không có quy định này.", name=name)
    if row.unit is LimitUnit.MONTHS:
        passed = months_later(since, row.length)
    elif row.unit is LimitUnit.WORKING_DAYS:
        passed = (calendar or calendars.national()).working_day(since, row.length) + ONE_DAY
    else:
        passed = since + timedelta(days=row.length)
    return passed + ONE_DAY if row.more_than else passed


@cache
def waits() -> tuple[Wait, ...]:
    return tuple(
        Wait(
            name=raw["name"],
            rule=raw["rule"],
            length=raw["length"],
            unit=LimitUnit(raw["unit"]),
            more_than=raw.get("more_than", False),
            **row_fields(raw),
        )
        for raw in pages("waits")["wait"]
    )
