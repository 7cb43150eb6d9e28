"""Dates as official papers write them, to ISO strings."""

import calendar
import re

_YEAR = r"(?:19|20)\d{2}"
# "01/7/2024", "1-7-2024", "14.7.2022", "14 tháng 7 năm 2022"; the groups are given names by ``full_date``.
FULL_DATE = (
    rf"\d{{1,2}}\s*(?:/\s*\d{{1,2}}\s*/|-\s*\d{{1,2}}\s*-|\.\s*\d{{1,2}}\s*\.)\s*{_YEAR}"
    rf"|\d{{1,2}}\s+tháng\s+\d{{1,2}}\s+năm\s+{_YEAR}"
)
DAY_MONTH = r"\d{1,2}\s*/\s*\d{1,2}(?!\s*/?\d)|\d{1,2}\s+tháng\s+\d{1,2}(?!\d|\s*(?:năm|/))"
_NUMBERS = re.compile(r"\d+")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def full_date(text: str) -> str | None:
    """ISO date of a text that matches FULL_DATE; None where there is no such day.

    >>> full_date("14 tháng 7 năm 2022"), full_date("31/02/2024")
    ('2022-07-14', None)
    """
    day, month, year = (int(number) for number in _NUMBERS.findall(text))
    return iso(year, month, day)


def day_month(text: str) -> tuple[int, int]:
    """Day and month of a text that matches DAY_MONTH."""
    day, month = (int(number) for number in _NUMBERS.findall(text)[:2])
    return day, month


def iso(year: int, month: int, day: int) -> str | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def month_window(year: int, first: int, last: int | None = None) -> tuple[str, str]:
    """First and last day of the months ``first`` to ``last`` of the year."""
    last = last or first
    return f"{year:04d}-{first:02d}-01", f"{year:04d}-{last:02d}-{calendar.monthrange(year, last)[1]:02d}"


def quarter_window(year: int, quarter: int) -> tuple[str, str]:
    return month_window(year, 3 * quarter - 2, 3 * quarter)


def quarter_number(text: str) -> int | None:
    """The quarter written "II" or "2"."""
    text = text.strip().lower()
    return int(text) if text in ("1", "2", "3", "4") else _ROMAN.get(text)
