"""The deadlines of a paper become moments in the calendar."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chungtay.base.moments import Moment, unfold
from chungtay.plans.words import TURNS

ISSUED = date(2024, 6, 14)
DAYS = st.dates(date(2018, 1, 1), date(2034, 12, 31))
INTERVALS = {"P1W": 53, "P1M": 12, "P3M": 4, "P6M": 2, "P1Y": 1}
ONS = st.one_of(st.none(), st.integers(1, 31).map(str), st.dates().map(lambda day: f"{day:%m-%d}"))
EVERY = st.builds(
    lambda every, on: {"kind": "every", "every": every, "on": on, "text": "định kỳ"},
    st.sampled_from(list(INTERVALS)),
    ONS,
)
BY = st.builds(lambda day: {"kind": "by", "date": day.isoformat(), "text": "trước ngày"}, DAYS)


def moments(
    *deadlines: dict[str, Any],
    start: date | None = None,
    end: date | None = None,
    issued: date | None = ISSUED,
) -> list[Moment]:
    return list(unfold(deadlines, period_from=start, period_to=end, issued_on=issued))


def dues(*deadlines: dict[str, Any], **frame: date | None) -> list[date | None]:
    return [moment.due_on for moment in moments(*deadlines, **frame)]


def test_a_date_is_one_moment_in_the_papers_words() -> None:
    deadline = {"kind": "by", "date": "2024-07-01", "text": "trước ngày 01/7/2024"}
    assert moments(deadline) == [Moment("trước ngày 01/7/2024", None, date(2024, 7, 1))]


def test_a_month_without_a_day_ends_with_its_last() -> None:
    assert dues({"kind": "by", "date": "2024-02", "text": "trong tháng 2"}) == [date(2024, 2, 29)]
    assert dues({"kind": "by", "date": "2024", "text": "trong năm 2024"}) == [date(2024, 12, 31)]


def test_a_window_opens_and_closes() -> None:
    deadline = {"kind": "window", "from": "2024-06-01", "to": "2024-06-30", "text": "Tháng hành động"}
    assert moments(deadline) == [Moment("Tháng hành động", date(2024, 6, 1), date(2024, 6, 30))]


def test_six_months_and_a_year_are_two_reports_a_year_not_three() -> None:
    every = [{"kind": "every", "every": "P6M", "text": ""}, {"kind": "every", "every": "P1Y", "text": ""}]
    found = moments(*every, start=date(2024, 1, 1), end=date(2025, 12, 31), issued=None)
    assert [moment.label for moment in found] == [
        "6 tháng đầu năm 2024", "Năm 2024", "6 tháng đầu năm 2025", "Năm 2025",
    ]  # fmt: skip


def test_every_year_before_the_fifteenth_of_december_names_that_day() -> None:
    every = {"kind": "every", "every": "P1Y", "on": "12-15", "text": "trước ngày 15/12 hằng năm"}
    assert dues(every, start=date(2022, 1, 1), end=date(2024, 12, 31), issued=date(2022, 7, 14)) == [
        date(2022, 12, 15), date(2023, 12, 15), date(2024, 12, 15),
    ]  # fmt: skip


def test_the_twenty_second_of_every_month_runs_to_the_end_of_the_year_of_issue() -> None:
    found = dues({"kind": "every", "every": "P1M", "on": "22", "text": "ngày 22 hằng tháng"})
    assert found == [date(2024, month, 22) for month in range(6, 13)]


def test_the_thirty_first_is_the_last_day_of_a_shorter_month() -> None:
    found = dues(
        {"kind": "every", "every": "P1M", "on": "31", "text": ""},
        start=date(2024, 2, 1),
        end=date(2024, 4, 30),
        issued=None,
    )
    assert found == [date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)]


def test_a_relative_deadline_gives_no_date_but_keeps_its_words() -> None:
    assert moments({"kind": "relative", "text": "07 ngày trước khi họp"}) == [Moment("07 ngày trước khi họp")]


def test_a_duty_without_a_date_is_owed_once() -> None:
    assert moments() == [Moment("")]


def test_a_recurring_duty_of_a_paper_without_any_date_is_owed_once() -> None:
    assert dues({"kind": "every", "every": "P1M", "text": "hằng tháng"}, issued=None) == [None]


def test_a_month_is_called_by_its_name() -> None:
    found = moments({"kind": "every", "every": "P3M", "text": ""}, issued=date(2024, 7, 2))
    assert [(moment.label, moment.opens_on) for moment in found] == [
        ("Quý III/2024", date(2024, 7, 2)), ("Quý IV/2024", date(2024, 10, 1)),
    ]  # fmt: skip


@given(st.lists(st.one_of(EVERY, BY), max_size=4), st.none() | DAYS, st.none() | DAYS, st.none() | DAYS)
def test_there_is_always_a_moment_and_they_stand_in_order(
    deadlines: list[dict[str, Any]], start: date | None, end: date | None, issued: date | None
) -> None:
    found = moments(*deadlines, start=start, end=end, issued=issued)
    assert found
    days = [moment.due_on for moment in found if moment.due_on]
    assert days == sorted(days)
    assert all(moment.opens_on <= moment.due_on for moment in found if moment.opens_on and moment.due_on)
    assert len(set(found)) == len(found)


@given(EVERY, DAYS, st.integers(0, 1500))
def test_turns_lie_in_the_period_one_in_each_interval(
    every: dict[str, Any], start: date, length: int
) -> None:
    end = start + timedelta(days=length)
    found = [day for day in dues(every, start=start, end=end, issued=None) if day]
    assert all(start <= day <= end for day in found)
    assert len(set(found)) == len(found)
    per_year = INTERVALS[every["every"]]
    assert len(found) <= per_year * (end.year - start.year + 1) + 1
    if length >= 800:
        assert len(found) >= 1


@given(st.sampled_from(list(INTERVALS)), DAYS, st.integers(0, 1500))
def test_whole_intervals_leave_no_day_without_a_turn(every: str, start: date, length: int) -> None:
    """Turns that end with their interval cover the period without a gap, but for an interval that is
    cut off.
    """
    end = start + timedelta(days=length)
    found = [
        m
        for m in moments({"kind": "every", "every": every, "text": ""}, start=start, end=end, issued=None)
        if m.due_on
    ]
    for before, after in pairwise(found):
        assert before.due_on is not None
        assert after.opens_on == before.due_on + timedelta(days=1)
    if found:
        assert found[0].opens_on == start


@given(EVERY, DAYS)
def test_every_turn_has_a_name_that_pages_can_translate(every: dict[str, Any], start: date) -> None:
    found = moments(every, start=start, end=start + timedelta(days=400), issued=None)
    assert found
    assert {moment.label.rpartition(" ")[0] for moment in found} <= set(TURNS)
