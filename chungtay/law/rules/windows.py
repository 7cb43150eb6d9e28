"""Windows: from which day to which day the figures of a reporting period are counted."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from chungtay.law.rules.answers import NoAnswer
from chungtay.law.rules.book import Row, pages, row_fields

PERIOD = re.compile(r"([0-9]{4})(?:-([0-9A-Z]+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRow(Row):
    """``periods`` gives the first and last month of each; the year itself has no code."""

    first_day: int
    last_day: int
    periods: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Window:
    row: WindowRow
    period: str
    first: date
    last: date

    def to_json(self) -> dict[str, object]:
        return {"period": self.period, "from": self.first.isoformat(), "to": self.last.isoformat()}


def window(period: str) -> Window:
    """The window of "2026-M03", "2026-Q2", "2026-H1", "2026-9M" or "2026"; raises NoAnswer for another."""
    found = PERIOD.fullmatch(period)
    year, code = (int(found[1]), found[2] or "") if found else (0, "")
    for row in rows_for(year):
        if year > date.min.year and code in row.periods:
            first_month, last_month = row.periods[code]
            return Window(
                row,
                period,
                # The month before January is December of the year before.
                date(year - (first_month == 1), (first_month - 2) % 12 + 1, row.first_day),
                date(year, last_month, row.last_day),
            )
    raise NoAnswer(
        "no such period",
        "Không có kỳ này. Các kỳ: tháng 2026-M03, quý 2026-Q2, 6 tháng 2026-H1, 9 tháng 2026-9M, năm 2026.",
        period=period,
    )


def rows_for(year: int) -> list[WindowRow]:
    """The row in force at the end of the year; years before the first row are counted by it all the same."""
    began = [row for row in rows() if row.valid_from.year <= year]
    return began[-1:] or list(rows()[:1])


@cache
def rows() -> tuple[WindowRow, ...]:
    """The rules, the oldest first."""
    return tuple(
        WindowRow(
            first_day=raw["first_day"],
            last_day=raw["last_day"],
            periods={code: (months[0], months[1]) for code, months in raw["periods"].items()},
            **row_fields(raw),
        )
        for raw in pages("windows")["rule"]
    )
