"""What the law says of a person's measures: grounds, last days, removal from lists. Scenarios stand beside the rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.law.rules.grounds import check_compulsory, grounds_of
from chungtay.law.rules.stretches import Stretch, last_day_with
from chungtay.law.rules.terms import LegalMeasure
from chungtay.law.tests.people import Case, ask, cases

DAY = timedelta(days=1)


CASES = list(cases())


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in CASES])
def test_the_law_answers_about_a_person_as_somebody_worked_out(case: Case) -> None:
    ask(case)


def test_every_question_about_people_has_a_name_of_its_own() -> None:
    assert len({name for name, _ in CASES}) == len(CASES)


FIRST, LAST = date(2026, 8, 1), date(2027, 7, 31)
stretches = st.lists(
    st.builds(
        lambda kind, start, days: Stretch(kind, start, start + timedelta(days=days)),
        st.sampled_from(["absence", "custody"]),
        st.dates(FIRST - timedelta(days=60), LAST + timedelta(days=200)),
        st.integers(0, 90),
    ),
    max_size=6,
)


@given(stretches)
def test_as_many_days_are_served_as_the_term_has(told: list[Stretch]) -> None:
    """Days are counted one by one, as an officer would with a calendar on the wall."""
    stopped = {
        one.first + timedelta(days=n)
        for one in told
        if one.last
        for n in range((one.last - one.first).days + 1)
    }
    left, day = (LAST - FIRST).days + 1, FIRST
    while left:
        left -= day not in stopped
        day += DAY
    assert last_day_with(LegalMeasure.USER_MANAGEMENT, FIRST, LAST, told, on=FIRST) == day - DAY


@given(stretches, st.dates(FIRST, LAST))
def test_while_a_stretch_goes_on_within_the_term_there_is_no_last_day(
    told: list[Stretch], start: date
) -> None:
    going_on = Stretch("custody", start, None)
    assert last_day_with(LegalMeasure.USER_MANAGEMENT, FIRST, LAST, [*told, going_on], on=FIRST) is None


@given(
    st.integers(0, 99),
    st.sets(st.sampled_from([one.name for one in grounds_of("ground")])),
    st.sets(st.sampled_from([one.name for one in grounds_of("exclusion")])),
    st.dates(date(2026, 7, 1), date(2030, 1, 1)),
    st.integers(0, 200),
)
def test_no_facts_open_compulsory_rehab_without_a_ground(
    age: int, grounds: set[str], circumstances: set[str], last_act: date, days: int
) -> None:
    on = last_act + timedelta(days=days)
    found = check_compulsory(age=age, grounds=grounds, circumstances=circumstances, last_act=last_act, on=on)
    if not found:
        assert age >= 12
        assert grounds
        assert age < 18 or not circumstances
        assert days <= 92
