"""Numbers as clerks type them, and the days by which a form comes."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.base.problems import Severity
from chungtay.figures.rules import Days, Timeliness, days_of, is_closed, parse_number, plain, timeliness
from chungtay.law.rules import calendar


@pytest.mark.parametrize(
    ("typed", "decimals", "number"),
    [
        ("0", 0, "0"), ("12", 0, "12"), (" 1.234 ", 0, "1234"), ("1 234", 0, "1234"), ("1.234.567", 0, "1234567"),
        ("1,234,567", 0, "1234567"), ("1.234,5", 2, "1234.5"), ("1,234.5", 2, "1234.5"), ("12,5", 2, "12.5"),
        ("12.5", 2, "12.5"), ("1.234", 2, "1234"), ("0,25", 2, "0.25"),
    ],
)  # fmt: skip
def test_what_can_only_be_one_number_is_read(typed: str, decimals: int, number: str) -> None:
    assert parse_number(typed, decimals) == (Decimal(number), [])


@pytest.mark.parametrize(
    ("typed", "decimals", "code"),
    [
        ("1,234", 0, "ambiguous"), ("1,234", 2, "ambiguous"), ("12 vụ", 0, "not_a_number"), ("mười", 0, "not_a_number"),
        ("-5", 0, "negative"), ("12,5", 0, "not_whole"), ("0,125", 2, "ambiguous"), ("1,23456", 2, "too_precise"),
        ("9" * 13, 0, "too_large"), ("1.23.4", 0, "not_a_number"), ("1e3", 0, "not_a_number"),
    ],
)  # fmt: skip
def test_what_may_be_another_number_is_told_and_not_taken(typed: str, decimals: int, code: str) -> None:
    number, problems = parse_number(typed, decimals)
    assert number is None
    assert [problem.code for problem in problems] == [code]
    assert "{" not in problems[0].message


@pytest.mark.parametrize(("typed", "number"), [("1.234", "1234"), ("1,234", "1.234")])
def test_where_three_decimals_may_stand_the_reading_is_told(typed: str, number: str) -> None:
    found, problems = parse_number(typed, 3)
    assert found == Decimal(number)
    assert [(problem.code, problem.severity) for problem in problems] == [("ambiguous", Severity.WARNING)]


@given(st.decimals(min_value=0, max_value=10**11, places=2))
def test_what_is_shown_is_read_back_and_zero_never_becomes_blank(number: Decimal) -> None:
    assert parse_number(plain(number), 2) == (number, [])
    assert plain(number) != ""


def test_nothing_typed_is_nothing_and_zero_is_a_number() -> None:
    assert parse_number("  ", 0) == (None, [])
    assert parse_number("0", 0) == (Decimal(0), [])


def test_a_form_is_due_after_working_days_and_closes_after_more() -> None:
    days = days_of("2026-M02", due_days=2, calendar=calendar.national())
    assert (days.first, days.last) == (date(2026, 1, 15), date(2026, 2, 14))
    assert days.due == date(2026, 2, 24)  # Tết lies between
    assert timeliness(date(2026, 2, 24), days, today=date(2026, 3, 1)) is Timeliness.ON_TIME
    assert timeliness(date(2026, 2, 25), days, today=date(2026, 3, 1)) is Timeliness.LATE
    assert timeliness(None, days, today=days.due) is Timeliness.OPEN
    assert timeliness(None, days, today=days.closes) is Timeliness.OVERDUE
    assert timeliness(None, days, today=date(2027, 1, 1)) is Timeliness.MISSED


def test_a_form_opened_again_closes_on_its_day() -> None:
    days = Days(date(2026, 1, 15), date(2026, 2, 14), date(2026, 2, 24), date(2026, 4, 7))
    assert not is_closed(days, open_until=None, today=date(2026, 4, 7))
    assert is_closed(days, open_until=None, today=date(2026, 4, 8))
    assert not is_closed(days, open_until=date(2026, 5, 1), today=date(2026, 5, 1))
    assert is_closed(days, open_until=date(2026, 5, 1), today=date(2026, 5, 2))
    assert not is_closed(
        days, open_until=date(2026, 1, 1), today=date(2026, 4, 7)
    )  # never earlier than it would


def test_in_a_year_without_a_calendar_weekdays_count() -> None:
    days = days_of("2090-M02", due_days=2, calendar=calendar.national())
    assert days.due == date(2090, 2, 16)
