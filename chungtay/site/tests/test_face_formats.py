"""Dates, numbers and money, as people write them in both languages."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from chungtay.site import formats

FRIDAY = date(2026, 6, 12)


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.mark.parametrize(
    ("days", "distance", "tone"),
    [
        (3, "còn 3 ngày", "soon"),
        (0, "hôm nay", "soon"),
        (1, "ngày mai", "soon"),
        (-5, "quá hạn 5 ngày", "late"),
        (-1, "quá hạn 1 ngày", "late"),
        (8, "còn 8 ngày", ""),
        (60, "còn 60 ngày", ""),
        (91, "còn khoảng 3 tháng", ""),
        (-200, "quá hạn khoảng 7 tháng", "late"),
    ],
)
def test_a_due_day_is_said_by_its_distance(days: int, distance: str, tone: str) -> None:
    said = formats.spoken_date(FRIDAY, FRIDAY - timedelta(days=days))
    assert (said.distance, said.tone) == (distance, tone)


def test_the_day_stands_beside_its_distance_with_its_year_only_when_it_is_another() -> None:
    assert formats.spoken_date(FRIDAY, date(2026, 6, 9)).day == "thứ Sáu 12/6"
    assert formats.spoken_date(FRIDAY, date(2025, 12, 31)).day == "thứ Sáu 12/6/2026"


def test_finished_work_is_never_late() -> None:
    said = formats.spoken_date(FRIDAY, date(2026, 8, 1), finished=True)
    assert (said.distance, said.day, said.tone) == ("", "thứ Sáu 12/6", "")


def test_english_says_the_same() -> None:
    with translation.override("en"):
        assert formats.spoken_date(FRIDAY, date(2026, 6, 9)).distance == "3 days left"
        assert formats.spoken_date(FRIDAY, date(2026, 6, 13)).distance == "1 day overdue"
        assert formats.spoken_date(FRIDAY, FRIDAY).day == "Friday 12/6"
        assert formats.number(Decimal("1234.5")) == "1,234.5"
        assert formats.money(17_335_000_000) == "17,335 million đồng"


def test_the_exact_date_has_two_digits_for_day_and_month() -> None:
    assert formats.exact_date(date(2026, 6, 9)) == "09/06/2026"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (1234, "1.234"),
        (Decimal("1234.5"), "1.234,5"),
        (Decimal("1234.50"), "1.234,50"),
        (Decimal("-0.25"), "−0,25"),
        (Decimal("1E+3"), "1.000"),
    ],
)
def test_a_number_keeps_every_digit_that_is_stored(value: Decimal | int, written: str) -> None:
    assert formats.number(value) == written


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12))
def test_a_written_number_reads_back_as_itself(value: Decimal) -> None:
    with translation.override("vi"):
        written = formats.number(value)
    assert Decimal(written.replace(".", "").replace(",", ".").replace(formats.MINUS, "-")) == value


@pytest.mark.parametrize(
    ("dong", "said", "exact"),
    [
        (0, "0 đồng", "0 đồng"),
        (9_500, "9.500 đồng", "9.500 đồng"),
        (12_500_000, "12,5 triệu đồng", "12.500.000 đồng"),
        (71_440_000_000, "71.440 triệu đồng", "71.440.000.000 đồng"),
        (Decimal("1234567.00"), "1,23 triệu đồng", "1.234.567 đồng"),
    ],
)
def test_money_is_said_in_millions_and_kept_exact(dong: Decimal | int, said: str, exact: str) -> None:
    assert (formats.money(dong), formats.exact_money(dong)) == (said, exact)


def test_percent_takes_hundredths() -> None:
    assert formats.percent(Decimal("62.5")) == "62,5%"


def test_a_day_outside_a_span_stands_at_its_nearer_end() -> None:
    first, last = date(2026, 1, 1), date(2026, 1, 11)
    days = [date(2025, 1, 1), date(2026, 1, 6), date(2027, 1, 1)]
    assert [formats.share_of_span(day, first, last) for day in days] == [0, 50, 100]
    assert formats.share_of_span(first, last, first) == 100
