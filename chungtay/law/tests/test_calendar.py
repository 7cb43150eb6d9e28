"""Working days: the country's calendar, a province's own, and the file of expected holidays."""

from datetime import date, datetime

import pytest

from chungtay.law import expected_holidays
from chungtay.law.rules import NoAnswer, calendar, due
from chungtay.law.rules.book import pages
from chungtay.law.rules.moments import VIETNAM

EXCHANGED = {
    date(2024, 4, 29): date(2024, 5, 4),
    date(2025, 5, 2): date(2025, 4, 26),
    date(2026, 1, 2): date(2026, 1, 10),
    date(2026, 8, 31): date(2026, 8, 22),
}


def test_the_exchanged_days_are_those_announced() -> None:
    working = calendar.national()
    found = {row.first: row.works for row in working.rows if row.works}
    assert found == EXCHANGED
    assert not any(working.is_working(day) for day in EXCHANGED)
    assert all(working.is_working(day) for day in EXCHANGED.values())


@pytest.mark.parametrize(
    ("year", "days"),
    [(2022, 11), (2023, 11), (2024, 12), (2025, 12), (2026, 14)],
)
def test_each_year_has_as_many_weekdays_off_as_were_announced(year: int, days: int) -> None:
    """Worked out from the yearly notices: eleven holidays, exchanged days, and from 2026 the 24th of November."""
    off = [day for day in calendar.national().days_off if day.year == year and day.weekday() < 5]
    assert len(off) == days


def test_days_off_are_named_and_nothing_is_off_twice() -> None:
    rows = calendar.national().rows
    assert sum(len(row.days()) for row in rows) == len(calendar.national().days_off)
    assert all(row.name and row.first <= row.last for row in rows)


def test_the_file_of_expected_holidays_is_what_its_program_writes() -> None:
    """After an upgrade of the package: run the program, and read what changes before it is taken."""
    assert expected_holidays.FILE.read_text(encoding="utf-8") == expected_holidays.text()


@pytest.mark.parametrize("name", ["holidays", "holidays_expected"])
def test_holidays_name_their_ground_and_are_not_called_verified(name: str) -> None:
    page = pages(name)
    assert page["article"].startswith(pages("sources")[page["source"][0]]["title"])
    assert page["verified"] is False


def test_no_year_is_both_announced_and_expected_and_none_is_missing() -> None:
    announced = {raw["from"].year for raw in pages("holidays")["day"]}
    assert announced == set(range(2021, expected_holidays.YEARS.start))
    assert {row.first.year for row in calendar.national().rows} == {*announced, *expected_holidays.YEARS}


def test_a_province_may_put_its_own_calendar_in_place() -> None:
    start = datetime(2026, 9, 10, 9, tzinfo=VIETNAM)
    day_off = {
        "from": date(2026, 9, 11),
        "to": date(2026, 9, 11),
        "name": "Ngày truyền thống",
        "kind": "holiday",
    }
    own = calendar.of([*calendar.national().rows, day_off | {"announced": True}])
    assert due("read_file", start).due.date() == date(2026, 9, 15)
    assert due("read_file", start, calendar=own).due.date() == date(2026, 9, 16)


def test_a_day_of_a_provinces_own_does_not_make_an_expected_year_announced() -> None:
    own_day = calendar.DaysOff(date(2027, 3, 10), date(2027, 3, 10), "Ngày của tỉnh")
    own = calendar.of([*calendar.national().rows, own_day])
    assert not due("read_file", date(2027, 3, 8), calendar=own).announced


def test_a_year_without_a_calendar_is_said_and_not_guessed() -> None:
    own = calendar.of([calendar.DaysOff(date(2026, 1, 1), date(2026, 1, 1), "Tết Dương lịch")])
    with pytest.raises(NoAnswer, match="no calendar"):
        due("read_file", date(2026, 12, 30), calendar=own)


def test_a_moment_without_an_offset_is_nobodys_moment() -> None:
    with pytest.raises(NoAnswer, match="not a moment"):
        due("verify_residence", datetime(2026, 9, 10, 9))  # noqa: DTZ001


def test_what_is_only_expected_is_told_apart_from_what_is_announced() -> None:
    assert due("read_file", date(2026, 9, 10)).announced
    assert not due("read_file", date(2026, 11, 23)).announced  # over the 24th
    assert due("read_file", date(2026, 11, 24)).to_json().get("holidays_announced") is False
    assert not due("read_file", date(2026, 12, 30)).announced  # into a year without a notice
    assert due("verify_residence", date(2027, 2, 3)).announced  # hours ask no calendar
