"""Working days: weekends, public holidays with their substitute days, and working Saturdays in exchange."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from chungtay.law.rules.answers import NoAnswer
from chungtay.law.rules.book import pages

SATURDAY = 5
ONE_DAY = timedelta(days=1)


class DayOffKind(StrEnum):
    HOLIDAY = "holiday"
    SUBSTITUTE = "substitute"
    EXCHANGED = "exchanged"


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days off from ``first`` to ``last``, both included; ``works`` is the Saturday worked in exchange.

    ``announced`` is False while the yearly decision is awaited and the days are only expected.
    """

    first: date
    last: date
    name: str
    kind: DayOffKind = DayOffKind.HOLIDAY
    works: date | None = None
    announced: bool = True

    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


class Calendar:
    """Which days are working days, in the years for which days off are given."""

    def __init__(self, rows: Iterable[DaysOff]) -> None:
        self.rows = tuple(sorted(rows, key=lambda row: row.first))
        self.days_off = {day: row for row in self.rows for day in row.days()}
        self.worked = {row.works: row for row in self.rows if row.works}
        self.years = {row.first.year for row in self.rows}
        # A notice of a year begins with its first of January; one day of a province's own makes no notice.
        self._announced = {
            day.year for day, row in self.days_off.items() if row.announced and (day.month, day.day) == (1, 1)
        }
        self._awaited = [row for row in self.rows if not row.announced and row.first.year in self._announced]

    def is_working(self, day: date) -> bool:
        if day.year not in self.years:
            raise NoAnswer(
                "no calendar of the year",
                f"Chưa có lịch nghỉ lễ, tết của năm {day.year}, nên không tính được ngày làm việc.",
                year=str(day.year),
            )
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.days_off)

    def working_day(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, before it when negative; ``day`` itself never counts."""
        step = ONE_DAY if count > 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def working_days(self, first: date, last: date) -> list[date]:
        """The working days from ``first`` to ``last``, both included."""
        days = ((first + timedelta(days=n)) for n in range((last - first).days + 1))
        return [day for day in days if self.is_working(day)]

    def days_that_differ(self, other: "Calendar") -> list[date]:
        """The days, in order, that work in one and not in the other; a year that only one has differs whole."""
        named = {*self.days_off, *self.worked, *other.days_off, *other.worked}
        shared = self.years & other.years
        found = {
            day for day in named if day.year in shared and self.is_working(day) is not other.is_working(day)
        }
        for year in self.years ^ other.years:
            found.update(date(year, 1, 1) + timedelta(days=n) for n in range(366))
        return sorted(found)

    def is_announced(self, first: date, last: date) -> bool:
        """Whether every day between, both included, follows from decisions already announced."""
        return all(year in self._announced for year in range(first.year, last.year + 1)) and not any(
            row.first <= last and first <= row.last for row in self._awaited
        )


def of(rows: Iterable[DaysOff | Mapping[str, Any]]) -> Calendar:
    """A calendar of rows, such as a province's own; a mapping has the keys of holidays.toml."""
    return Calendar(row if isinstance(row, DaysOff) else days_off(row) for row in rows)


def days_off(raw: Mapping[str, Any]) -> DaysOff:
    return DaysOff(
        first=raw["from"],
        last=raw["to"],
        name=raw["name"],
        kind=DayOffKind(raw["kind"]),
        works=raw.get("works"),
        announced=raw["announced"],
    )


@cache
def national() -> Calendar:
    """The country's calendar: decided years, then those only expected."""
    decided = [days_off(raw) for raw in pages("holidays")["day"]]
    years = {row.first.year for row in decided}
    expected = [days_off(raw) for raw in pages("holidays_expected")["day"]]
    return Calendar([*decided, *(row for row in expected if row.first.year not in years)])
