"""What must hold for every question, not only for those somebody thought of."""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from chungtay.law.rules import CommuneAnswer, calendar, classify, due, term, window
from chungtay.law.rules.clocks import ClockDirection, Limit, LimitUnit, national
from chungtay.law.rules.criteria import AreaClass
from chungtay.law.rules.moments import VIETNAM, end_of, months_later, start_of
from chungtay.law.rules.terms import Completed, LegalMeasure
from chungtay.law.rules.windows import rows

DAY = timedelta(days=1)
BEGIN = {"2021": datetime(2022, 1, 1, tzinfo=VIETNAM), "2025": datetime(2026, 7, 1, tzinfo=VIETNAM)}
END = {"2021": datetime(2026, 7, 1, tzinfo=VIETNAM), "2025": datetime(2049, 1, 1, tzinfo=VIETNAM)}
Asked = tuple[str, datetime]
ALL = [(clock.name, row) for clock in national().values() for row in clock.rows]
FORWARD = [(name, row) for name, row in ALL if row.direction is ClockDirection.AFTER]


def seconds(regime: str) -> st.SearchStrategy[datetime]:
    """A second of the era, in Vietnam."""
    span = int((END[regime] - BEGIN[regime]).total_seconds())
    return st.integers(0, span - 1).map(lambda n: BEGIN[regime] + timedelta(seconds=n))


def asked_of(clocks: list[tuple[str, Limit]]) -> st.SearchStrategy[Asked]:
    """A clock and a start in an era that knows it."""
    return st.sampled_from(clocks).flatmap(lambda one: st.tuples(st.just(one[0]), seconds(one[1].regime)))


days = st.dates(date(2022, 1, 1), date(2048, 12, 31))


@given(asked_of(FORWARD), st.booleans())
def test_no_forward_clock_is_due_before_it_starts(asked: Asked, remote: bool) -> None:
    clock, start = asked
    assert due(clock, start, remote=remote).due > start


@given(st.sampled_from(ALL), st.data())
def test_a_later_start_is_never_due_earlier(asked: tuple[str, Limit], data: st.DataObject) -> None:
    clock, row = asked
    first, second = (
        due(clock, start)
        for start in sorted((data.draw(seconds(row.regime)), data.draw(seconds(row.regime))))
    )
    assert first.due <= second.due
    assert first.opens is None or second.opens is None or first.opens <= second.opens


@given(asked_of([(name, row) for name, row in FORWARD if row.unit is LimitUnit.HOURS]))
def test_hours_are_exact(asked: Asked) -> None:
    clock, start = asked
    answer = due(clock, start)
    assert answer.due - start == timedelta(hours=answer.length)


@given(asked_of([(name, row) for name, row in FORWARD if row.unit is not LimitUnit.HOURS]))
def test_a_clock_by_days_ends_with_a_day_and_does_not_ask_for_the_hour(asked: Asked) -> None:
    clock, start = asked
    answer = due(clock, start)
    assert (answer.due.hour, answer.due.minute, answer.due.second) == (23, 59, 59)
    assert answer.due == due(clock, start.date()).due


@given(asked_of(ALL), st.integers(-14 * 60, 14 * 60))
def test_any_offset_gives_the_same_answer(asked: Asked, minutes: int) -> None:
    clock, start = asked
    abroad = start.astimezone(timezone(timedelta(minutes=minutes)))
    assert due(clock, abroad).to_json() == due(clock, start).to_json()
    assert due(clock, start.astimezone(UTC)).to_json() == due(clock, start).to_json()


@given(days, st.integers(1, 30))
def test_working_days_counted_forward_and_back_meet(day: date, count: int) -> None:
    working = calendar.national()
    reached = working.working_day(day, count)
    assert len(working.working_days(day + DAY, reached)) == count
    assert working.is_working(reached)
    # From the day after the reached one, the same count leads back to the first one counted.
    assert working.working_day(reached + DAY, -count) == working.working_day(day, 1)


@given(st.dates(date(2026, 7, 1), date(2048, 12, 31)))
def test_thirty_days_before_the_end_are_thirty_days_after_the_notice(end: date) -> None:
    notice = due("precompletion_notice", end).due
    assert notice + timedelta(days=30) == end_of(end)


@given(st.dates(date(2026, 7, 1), date(2048, 12, 31)))
def test_the_last_working_days_are_the_last(end: date) -> None:
    answer = due("end_aftercare", end)
    assert answer.opens is not None
    opens = answer.opens.date()
    assert answer.opens == start_of(opens)
    assert len(calendar.national().working_days(opens, end - DAY)) == 3
    assert calendar.national().is_working(opens)


@given(st.dates(date(2022, 1, 1), date(9000, 1, 1)), st.integers(0, 600))
def test_months_keep_the_day_number_or_end_with_the_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + DAY).day == 1)
    back = months_later(later, -months)
    assert (back.year, back.month) == (day.year, day.month)


@given(
    st.sampled_from(LegalMeasure),
    st.dates(date(2022, 1, 1), date(2100, 1, 1)),
    st.integers(1, 9),
    st.none() | st.integers(12, 99),
    st.sampled_from(Completed),
)
def test_every_term_the_law_allows_has_one_row_and_is_never_a_day_longer(
    measure: LegalMeasure, start: date, time: int, age: int | None, after: Completed
) -> None:
    answer = term(measure, start, time=time, age=age, after=after)
    assert start < answer.earliest <= answer.latest
    following = months_later(start, answer.row.longest)
    assert answer.latest + DAY == following
    assert following.day <= start.day
    assert answer.row.regime == ("2021" if start < date(2026, 7, 1) else "2025")


@given(st.integers(1990, 2100))
def test_the_windows_of_a_year_tile_it(year: int) -> None:
    whole = window(f"{year}")
    assert window(f"{year + 1}").first == whole.last + DAY
    for codes in ([f"M{n:02}" for n in range(1, 13)], [f"Q{n}" for n in range(1, 5)]):
        parts = [window(f"{year}-{code}") for code in codes]
        assert (parts[0].first, parts[-1].last) == (whole.first, whole.last)
        assert all(one.last + DAY == following.first for one, following in pairwise(parts))
    half, nine = window(f"{year}-H1"), window(f"{year}-9M")
    assert (half.first, half.last) == (whole.first, window(f"{year}-Q2").last)
    assert (nine.first, nine.last) == (whole.first, window(f"{year}-Q3").last)


@given(st.dates(date(2022, 1, 1), date(2049, 12, 1)))
def test_every_day_is_counted_in_one_month(day: date) -> None:
    months = [f"M{n:02}" for n in range(1, 13)]
    found = [
        code
        for year in (day.year, day.year + 1)
        for code in months
        if window(f"{year}-{code}").first <= day <= window(f"{year}-{code}").last
    ]
    assert len(found) == 1
    assert set(months) <= set(rows()[0].periods)


SEVERITY = [AreaClass.NONE, AreaClass.THREE, AreaClass.TWO, AreaClass.ONE]
counts = st.integers(0, 600)
commune = st.fixed_dictionaries(
    {
        "residents": st.just(100_000),
        "on_file": counts,
        "points": st.integers(0, 3),
        "offenders": st.integers(0, 120),
        "plants": st.sampled_from([0, 1, 499, 500, 2999, 3000]),
        "area_m2": st.sampled_from([0, 1, 124, 125, 749, 750]),
        "key_route": st.booleans(),
        "users_outside_exceptions": st.integers(0, 2),
        "wanted_hiding": st.integers(0, 1),
        "offences_by_residents": st.integers(0, 1),
    }
)
GROWING = ["on_file", "points", "offenders", "plants", "area_m2"]


def class_of(facts: dict[str, object], **chosen: str) -> CommuneAnswer:
    return cast(CommuneAnswer, classify(facts, "commune", date(2026, 12, 14), chosen))


@given(commune, st.sampled_from(GROWING), st.integers(1, 4000), st.sampled_from(["true", "false"]))
def test_more_of_anything_never_makes_a_commune_safer(
    facts: dict[str, int], name: str, more: int, zero: str
) -> None:
    before = class_of({**facts}, zero_is_under_threshold=zero)
    after = class_of({**facts, name: facts[name] + more}, zero_is_under_threshold=zero)
    assert SEVERITY.index(after.area_class) >= SEVERITY.index(before.area_class)
    on_route = class_of({**facts, "key_route": True}, zero_is_under_threshold=zero)
    assert SEVERITY.index(on_route.area_class) >= SEVERITY.index(before.area_class)


@given(commune, st.integers(1, 50))
def test_only_ratios_count_so_a_commune_many_times_as_large_has_the_same_class(
    facts: dict[str, int], times: int
) -> None:
    larger = {**facts, **{name: facts[name] * times for name in ("residents", "on_file", "offenders")}}
    assert class_of({**larger}).to_json()["met"] == class_of({**facts}).to_json()["met"]


@given(commune, st.integers(0, 500))
def test_people_in_treatment_never_count_against_a_drug_free_commune(
    facts: dict[str, int], treated: int
) -> None:
    more = {"in_substitution": treated, "in_home_rehab": treated, "in_aftercare": treated, "on_file": treated}
    answer = class_of({**facts, **more})
    assert answer.drug_free == class_of({**facts}).drug_free
    assert answer.drug_free == (not answer.drug_free_failed)
