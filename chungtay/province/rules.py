"""The province's own settings: days off by the yearly decision, and numbers of outgoing papers."""

import re
from collections.abc import Collection
from datetime import date

from chungtay.base.problems import Problem
from chungtay.law.rules.calendar import SATURDAY, DayOffKind, DaysOff

LONGEST = 31  # days; the longest Tết so far had nine

_SYMBOL = re.compile(r"[A-ZĐ0-9]+(-[A-ZĐ0-9&]+)*")


def check_days_off(row: DaysOff, others: Collection[DaysOff]) -> list[Problem]:
    """What is wrong with a row of the calendar beside the rows already there."""
    problems = []
    if row.last < row.first:
        problems.append(Problem("last_before_first", "Ngày cuối đứng trước ngày đầu.", "last"))
    elif (row.last - row.first).days >= LONGEST or row.last.year != row.first.year:
        sentence = "Một lần nghỉ nằm trong một năm và không quá {days} ngày; hãy tách thành nhiều dòng."
        problems.append(Problem("too_long", sentence, "last", values={"days": LONGEST}))
    else:
        taken = {day for other in others for day in other.days()}
        if taken.intersection(row.days()):
            problems.append(
                Problem("days_twice", "Đã có dòng khác cho những ngày này; hãy bỏ dòng ấy trước.", "first")
            )
    return problems + _check_exchange(row)


def _check_exchange(row: DaysOff) -> list[Problem]:
    if (row.kind is DayOffKind.EXCHANGED) != (row.works is not None):
        sentence = "Hoán đổi thì ghi ngày đi làm bù; nghỉ lễ, nghỉ bù thì để trống."
        return [Problem("exchange_needs_day", sentence, "works")]
    if row.works is not None and row.works.weekday() < SATURDAY:
        return [Problem("works_on_a_working_day", "Ngày đi làm bù phải là thứ Bảy hoặc Chủ nhật.", "works")]
    return []


def next_number(taken: Collection[int], first: int) -> int:
    """The number after the last one taken this year; ``first`` where the series starts in the middle of a year."""
    return max(taken, default=first - 1) + 1


def code_of(number: int, symbol: str) -> str:
    """How a number is written: below ten with a nought (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3).

    >>> code_of(7, "KH-UBND"), code_of(1241, "QĐ-UBND")
    ('07/KH-UBND', '1241/QĐ-UBND')
    """
    return f"{number:02d}/{symbol}"


def check_symbol(symbol: str) -> list[Problem]:
    if _SYMBOL.fullmatch(symbol):
        return []
    sentence = "Ký hiệu gồm chữ in hoa, số và gạch nối không có dấu cách, thí dụ KH-UBND."
    return [Problem("symbol_form", sentence, "symbol")]


def in_year(row: DaysOff, year: int) -> bool:
    return date(year, 1, 1) <= row.first <= date(year, 12, 31)
