"""Periods as numbers that sort, and which reported periods make up a period that is asked about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import kind_of, periods_of
from chungtay.law.rules import window

# The place of a kind's periods within a year's numbers; months first, so that a month's number is the usual one.
_BASE = {
    PeriodKind.MONTH: 0,
    PeriodKind.QUARTER: 20,
    PeriodKind.HALF: 30,
    PeriodKind.NINE_MONTHS: 40,
    PeriodKind.YEAR: 50,
}
_YEAR = 100


def number_of(period: str) -> int:
    """
    >>> number_of("2026-M03"), number_of("2026-Q2"), number_of("2026")
    (202603, 202622, 202651)
    """
    kind = kind_of(period)
    year = int(period[:4])
    return year * _YEAR + _BASE[kind] + periods_of(kind, year).index(period) + 1


def period_of(number: int) -> str:
    """
    >>> period_of(202603), period_of(202651)
    ('2026-M03', '2026')
    """
    year, rest = divmod(number, _YEAR)
    kind = max((kind for kind in _BASE if _BASE[kind] < rest), key=_BASE.__getitem__)
    return periods_of(kind, year)[rest - _BASE[kind] - 1]


@dataclass(frozen=True, slots=True)
class Bucket:
    """A period that is asked about and the reported periods that make it up, in order, those begun by then.

    ``ended`` are those that are over on the day of the question: their reports may be expected.
    """

    period: str
    parts: tuple[str, ...]
    ended: tuple[str, ...]

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that its parts count."""
        return window(self.parts[0]).first, window(self.parts[-1]).last

    @property
    def last_due(self) -> str:
        """The last part that is over; the first of all where none is."""
        return (self.ended or self.parts)[-1 if self.ended else 0]


def bucket(period: str, kind: PeriodKind, on: date) -> Bucket | None:
    """The period in parts of a kind; None where they do not tile it, or it is still to come.

    Months tile everything; what is reported for six months says nothing of a quarter.
    """
    begun = tuple(part for part in tiles(period, kind) if window(part).first <= on)
    if not begun:
        return None
    return Bucket(period, begun, tuple(part for part in begun if window(part).last < on))


def tiles(period: str, kind: PeriodKind) -> list[str]:
    """The periods of a kind that follow each other from the first day of the period to its last; empty if none do."""
    whole = window(period)
    inside = [
        part
        for part in periods_of(kind, int(period[:4]))
        if whole.first <= window(part).first and window(part).last <= whole.last
    ]
    if not inside or window(inside[0]).first != whole.first or window(inside[-1]).last != whole.last:
        return []
    return inside


def span(first: str, last: str) -> list[str]:
    """All periods of one kind from the first to the last; empty where they are of two kinds or go backwards."""
    kind = kind_of(first)
    if kind_of(last) != kind:
        return []
    years: Sequence[int] = range(int(first[:4]), int(last[:4]) + 1)
    found = [period for year in years for period in periods_of(kind, year)]
    if first not in found or last not in found:
        return []
    return found[found.index(first) : found.index(last) + 1]


def asked_of(code: str, period: str, place: int | None = None, option: str = "") -> str:
    """How the page of a number is asked for a measure in one period at a place, or for an option of it.

    >>> asked_of("CROPS.PLANTS", "2026-H1", 7), asked_of("CROPS.PLANTS", "2026-M02")
    ('do=CROPS.PLANTS&nam=2026&ky=half&so=2026-H1&noi=7', 'do=CROPS.PLANTS&nam=2026&ky=month&so=2026-M02')
    """
    year, dash, rest = period.partition("-")
    kind = {"M": "month", "Q": "quarter"}.get(rest[:1], "half") if dash else "year"
    asked = {"do": code, "nam": year, "ky": kind, "so": period, "noi": place, "muc": option}
    return urlencode({name: said for name, said in asked.items() if said})
