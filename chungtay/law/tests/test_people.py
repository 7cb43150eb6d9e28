"""What the law says of a person's measures: grounds, last days, removal from lists. Scenarios stand beside the rules."""

import tomllib
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.law.rules import NoAnswer
from chungtay.law.rules.grounds import check_compulsory, grounds_of
from chungtay.law.rules.remainders import enough_is_left
from chungtay.law.rules.removals import PersonList, removal
from chungtay.law.rules.stretches import Stretch, last_day_with
from chungtay.law.rules.terms import LegalMeasure
from chungtay.law.tests.scenarios import FOLDER

DAY = timedelta(days=1)


def page(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / "people" / f"{name}.toml").read_text(encoding="utf-8"))


def cases(name: str) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in page(name)["case"]]


@pytest.mark.parametrize("case", cases("compulsory"))
def test_compulsory_rehab_is_open_only_where_the_law_opens_it(case: dict[str, Any]) -> None:
    facts = page("compulsory")["facts"] | case.get("facts", {})
    if "error" in case:
        with pytest.raises(NoAnswer, match=case["error"]):
            check_compulsory(**facts)
        return
    found = check_compulsory(**facts)
    assert [problem.code for problem in found] == case["problems"]
    assert all(problem.message for problem in found)


@pytest.mark.parametrize("case", cases("ends"))
def test_a_measure_ends_on_the_day_worked_out(case: dict[str, Any]) -> None:
    first, last = case["term"]
    stretches = [Stretch(one[0], one[1], one[2] if len(one) > 2 else None) for one in case["stretches"]]
    if "error" in case:
        with pytest.raises(NoAnswer, match=case["error"]):
            last_day_with(LegalMeasure(case["measure"]), first, last, stretches, on=first)
        return
    for told in permutations(stretches):
        assert last_day_with(LegalMeasure(case["measure"]), first, last, told, on=first) == case.get("ends")


@pytest.mark.parametrize("case", cases("removals"))
def test_a_person_leaves_a_list_by_its_own_rule(case: dict[str, Any]) -> None:
    if "error" in case:
        with pytest.raises(NoAnswer, match=case["error"]):
            removal(PersonList(case["list"]), case["event"], case["on"])
        return
    found = removal(PersonList(case["list"]), case["event"], case["on"])
    assert (found.article if found else "").startswith(case["removed"])
    assert bool(found) is bool(case["removed"])


@pytest.mark.parametrize("case", cases("remainders"))
def test_what_is_left_of_a_term_decides(case: dict[str, Any]) -> None:
    if "error" in case:
        with pytest.raises(NoAnswer, match=case["error"]):
            enough_is_left(case["rule"], case["on"], case["last"])
        return
    assert enough_is_left(case["rule"], case["on"], case["last"]) is case["enough"]


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
