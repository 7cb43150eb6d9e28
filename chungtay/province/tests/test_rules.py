"""Days off and numbers, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.law.rules.calendar import DayOffKind, DaysOff
from chungtay.province.rules import check_days_off, check_symbol, code_of, next_number

TET = DaysOff(date(2027, 2, 4), date(2027, 2, 10), "Tết Nguyên đán")


def codes(row: DaysOff, *others: DaysOff) -> list[str]:
    return [problem.code for problem in check_days_off(row, others)]


def test_a_plain_holiday_is_taken() -> None:
    assert codes(TET) == []


def test_a_holiday_that_ends_before_it_begins_is_refused() -> None:
    assert codes(DaysOff(TET.last, TET.first, "")) == ["last_before_first"]


def test_days_that_another_line_has_are_refused() -> None:
    assert codes(DaysOff(TET.last, TET.last + timedelta(days=1), ""), TET) == ["days_twice"]


def test_a_year_of_holidays_is_a_slip_of_the_hand() -> None:
    assert codes(DaysOff(date(2027, 2, 4), date(2028, 2, 4), "")) == ["too_long"]


@pytest.mark.parametrize(
    ("kind", "works", "told"),
    [
        (DayOffKind.EXCHANGED, None, ["exchange_needs_day"]),
        (DayOffKind.HOLIDAY, date(2027, 2, 13), ["exchange_needs_day"]),
        (DayOffKind.EXCHANGED, date(2027, 2, 12), ["works_on_a_working_day"]),
        (DayOffKind.EXCHANGED, date(2027, 2, 13), []),
    ],
)
def test_an_exchange_names_the_saturday_worked(kind: DayOffKind, works: date | None, told: list[str]) -> None:
    assert codes(DaysOff(date(2027, 2, 11), date(2027, 2, 11), "", kind, works)) == told


@given(st.sets(st.integers(1, 500)), st.integers(1, 500))
def test_a_number_is_never_one_that_was_taken(taken: set[int], first: int) -> None:
    number = next_number(taken, first)
    assert number not in taken
    assert number == (max(taken) + 1 if taken else first)


def test_numbers_are_written_as_papers_write_them() -> None:
    assert [code_of(number, "KH-UBND") for number in (1, 9, 10, 1241)] == [
        "01/KH-UBND", "09/KH-UBND", "10/KH-UBND", "1241/KH-UBND",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("symbol", "fine"),
    [("KH-UBND", True), ("QĐ-BCĐ", True), ("NQ", True), ("kh-ubnd", False), ("KH UBND", False), ("-KH", False), ("", False)],
)  # fmt: skip
def test_a_symbol_is_capitals_and_hyphens(symbol: str, fine: bool) -> None:
    assert (check_symbol(symbol) == []) is fine
