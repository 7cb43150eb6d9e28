"""Periods in their order: which kind a period is, which one came before, the same one of the year before."""

from collections.abc import Iterator
from functools import cache

from chungtay.catalogue.rules.words import PeriodKind
from chungtay.law.rules import window

_LAST = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4}
MEDIAN_OF = 12  # periods before
MEDIAN_NEEDS = 3  # of them that reported


def kind_of(period: str) -> PeriodKind:
    """Raises law.rules.NoAnswer for what is no period."""
    window(period)
    code = period[5:]
    if code.startswith("M"):
        return PeriodKind.MONTH
    if code.startswith("Q"):
        return PeriodKind.QUARTER
    return {"H1": PeriodKind.HALF, "9M": PeriodKind.NINE_MONTHS}.get(code, PeriodKind.YEAR)


@cache
def previous(period: str) -> str:
    """The period of the same kind just before: of a month the month before, of six months those of last year."""
    kind = kind_of(period)
    if kind not in _LAST or period[6:].lstrip("0") == "1":
        year = last_year(period)
        return f"{year[:6]}{_LAST[kind]:0{len(period) - 6}}" if kind in _LAST else year
    return f"{period[:6]}{int(period[6:]) - 1:0{len(period) - 6}}"


def last_year(period: str) -> str:
    return f"{int(period[:4]) - 1:04}{period[4:]}"


def last_month(period: str) -> str:
    """The month with which a period ends.

    >>> last_month("2026-H1"), last_month("2026")
    ('2026-M06', '2026-M12')
    """
    return f"{period[:4]}-M{window(period).last.month:02}"


def before(period: str, count: int = MEDIAN_OF) -> Iterator[str]:
    """The periods of the same kind before it, the nearest first."""
    for _ in range(count):
        period = previous(period)
        yield period


def within(period: str) -> list[str]:
    """Every period, of whatever kind, whose days lie within those of this one, by its last day and its code.

    >>> within("2026-Q1")
    ['2026-M01', '2026-M02', '2026-M03', '2026-Q1']
    """
    days = window(period)
    found = [(window(one), one) for kind in PeriodKind for one in periods_of(kind, int(period[:4]))]
    inside = [(its.last, one) for its, one in found if days.first <= its.first and its.last <= days.last]
    return [one for _last, one in sorted(inside)]


def periods_of(kind: PeriodKind, year: int) -> list[str]:
    """The periods of a kind that end in a reporting year, in order."""
    match kind:
        case PeriodKind.MONTH:
            return [f"{year:04}-M{month:02}" for month in range(1, 13)]
        case PeriodKind.QUARTER:
            return [f"{year:04}-Q{quarter}" for quarter in range(1, 5)]
        case PeriodKind.HALF:
            return [f"{year:04}-H1"]
        case PeriodKind.NINE_MONTHS:
            return [f"{year:04}-9M"]
        case _:
            return [f"{year:04}"]
