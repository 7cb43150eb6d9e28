"""Periods as other systems write them. Ours run from the 15th to the 14th: a range of days says so, a name does not."""

import re
from datetime import date
from functools import cache

from chungtay.base.problems import Problem
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import kind_of, periods_of
from chungtay.law.rules import NoAnswer, window

# What DHIS2 calls the kind, and how it writes one; nine months it does not know.
DHIS2_KINDS = {
    PeriodKind.MONTH: "Monthly",
    PeriodKind.QUARTER: "Quarterly",
    PeriodKind.HALF: "SixMonthly",
    PeriodKind.YEAR: "Yearly",
}
_DURATIONS = {
    PeriodKind.MONTH: "P1M",
    PeriodKind.QUARTER: "P3M",
    PeriodKind.HALF: "P6M",
    PeriodKind.NINE_MONTHS: "P9M",
    PeriodKind.YEAR: "P1Y",
}
_KINDS = {duration: kind for kind, duration in _DURATIONS.items()}
_DHIS2 = re.compile(r"(\d{4})(?:(0[1-9]|1[0-2])|Q([1-4])|(S1))?")
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T00:00:00)?/(P\d[MY])")


def check_kind(kind: PeriodKind, name: str) -> list[Problem]:
    """Why a form of this kind of period cannot leave in the format of this name."""
    if kind in DHIS2_KINDS or not name.startswith("dhis2"):
        return []
    return [Problem("kind_unknown", "DHIS2 không có kỳ 9 tháng: hãy chọn dạng tệp khác.", "format")]


def dhis2_period(period: str) -> str:
    """
    >>> dhis2_period("2026-M02"), dhis2_period("2026-Q1"), dhis2_period("2026-H1"), dhis2_period("2026")
    ('202602', '2026Q1', '2026S1', '2026')
    """
    return period.replace("-M", "").replace("-Q", "Q").replace("-H", "S")


def period_of_dhis2(name: str) -> str | None:
    """Ours of the same name; our own spelling is understood as well. None for what is no period.

    >>> period_of_dhis2("202602"), period_of_dhis2("2026S1"), period_of_dhis2("2026S2")
    ('2026-M02', '2026-H1', None)
    """
    found = _DHIS2.fullmatch(name)
    if found is None:
        return known_period(name)
    year, month, quarter, half = found.groups()
    if month:
        return f"{year}-M{month}"
    return f"{year}-Q{quarter}" if quarter else f"{year}-H1" if half else year


def known_period(period: str) -> str | None:
    try:
        window(period)
    except NoAnswer:
        return None
    return period


@cache
def as_range(period: str) -> str:
    """The first day that counts and how long it counts, as ADX and SDMX write a range of time.

    >>> as_range("2026-M02"), as_range("2026")
    ('2026-01-15/P1M', '2025-12-15/P1Y')
    """
    return f"{window(period).first.isoformat()}/{_DURATIONS[kind_of(period)]}"


@cache
def period_of_range(text: str) -> str | None:
    """The period whose window begins on that day and lasts as long; our own spelling is understood as well.

    None for another range: the calendar month of February is not our February.

    >>> period_of_range("2026-01-15/P1M"), period_of_range("2026-02-01/P1M")
    ('2026-M02', None)
    """
    found = _RANGE.fullmatch(text)
    if found is None:
        return known_period(text)
    kind = _KINDS.get(found[2])
    try:
        first = date.fromisoformat(found[1])
    except ValueError:
        return None
    if kind is None or not date.min.year + 1 < first.year < date.max.year:
        return None
    near = [period for year in (first.year, first.year + 1) for period in periods_of(kind, year)]
    return next((period for period in near if window(period).first == first), None)
