"""Months as the columns of a picture: each as wide as the next, whatever its days."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

SPANS = (6, 12, 24)  # months that a picture may show


@dataclass(frozen=True, slots=True)
class Span:
    """``months`` months from the first of ``first``'s month."""

    first: date
    months: int

    @property
    def last(self) -> date:
        return month_after(self.first, self.months) - timedelta(days=1)

    @property
    def starts(self) -> list[date]:
        return [month_after(self.first, n) for n in range(self.months)]

    def place(self, day: date) -> int:
        """Where a day begins, in hundredths of a percent of the span; days outside lie on its ends."""
        count = (day.year - self.first.year) * 12 + day.month - self.first.month
        days = monthrange(day.year, day.month)[1]
        at = (count * 10_000 + (day.day - 1) * 10_000 // days) // self.months
        return min(max(at, 0), 10_000)


def month_of(day: date) -> date:
    return day.replace(day=1)


def month_after(first: date, months: int = 1) -> date:
    """The first of the month so many months on; back, when negative."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def percent(hundredths: int) -> str:
    """As text that no locale bends, for a drawing."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def asked_month(text: str, today: date) -> date:
    """ "2026-03" as the first of the month; the month of today for what is none, or lies past all plans."""
    try:
        year, month = (int(part) for part in text.split("-"))
        found = date(year, month, 1)
    except ValueError:
        return month_of(today)
    return found if abs(found.year - today.year) <= 15 else month_of(today)
