"""Missed doses, the items of the indicator and their words, and who sees what."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from chungtay.agencies.rules import Power, roles
from chungtay.base.actor import Actor
from chungtay.care.forms import DemandForm
from chungtay.care.rules import (
    DoseState,
    check_tdi,
    follow_steps,
    is_owed,
    may_see_clinical,
    missed_in_a_row,
    step_for,
    tdi_items,
)
from chungtay.care.words import answer_words

SINCE, ON = date(2026, 7, 10), date(2026, 7, 20)
T, M, E = DoseState.TAKEN, DoseState.MISSED, DoseState.EXCUSED


def doses(*states: DoseState | None) -> dict[date, DoseState]:
    """The days up to and with ON; None: nobody wrote it down."""
    days = [ON - timedelta(days=n) for n in range(len(states) - 1, -1, -1)]
    return {day: state for day, state in zip(days, states, strict=True) if state}


@pytest.mark.parametrize(
    ("told", "missed"),
    [
        (doses(T, T, None), 0),  # today is not over
        (doses(T, T, T), 0),
        (doses(T, M, M), 2),
        (doses(T, None, None), 1),  # silence is no dose
        (doses(T, M, E, M), 2),  # an excused day neither counts nor breaks
        (doses(T, M, M, T), 0),  # back today
        (doses(T, M, M, None), 2),
        ({}, 10),  # nothing was ever written down
    ],
)
def test_days_missed_in_a_row_are_counted_to_today(told: dict[date, DoseState], missed: int) -> None:
    assert missed_in_a_row(told, since=SINCE, on=ON) == missed


@given(st.lists(st.sampled_from([T, M, E, None]), min_size=1, max_size=11))
def test_a_dose_taken_today_ends_every_row(states: list[DoseState | None]) -> None:
    assert missed_in_a_row(doses(*states, T), since=SINCE, on=ON) == 0


def test_the_health_side_does_more_the_longer_somebody_stays_away() -> None:
    assert step_for(0) is None
    found = [step_for(days) for days in (1, 2, 3, 5, 29, 30, 90)]
    assert [step.days for step in found if step] == [1, 1, 3, 5, 5, 30, 30]
    assert [step.days for step in follow_steps()] == sorted(step.days for step in follow_steps())


def test_a_step_is_owed_until_it_was_taken_since_it_was_reached() -> None:
    assert not is_owed(0, reached=None, on=ON)
    assert is_owed(1, reached=None, on=ON)
    assert not is_owed(2, reached=ON - timedelta(days=1), on=ON)  # called on the first day
    assert is_owed(3, reached=ON - timedelta(days=1), on=ON)  # now a visit


def test_every_item_may_stay_unanswered_and_wrong_answers_are_named() -> None:
    assert check_tdi({}) == []
    assert check_tdi({"first_use": "17", "referral": "tự đến"}) == []
    found = check_tdi({"first_use": "lâu rồi", "referral": "hàng xóm", "injecting_first": "3"})
    assert [(one.code, one.place) for one in found] == [
        ("tdi_choice", "referral"), ("tdi_age", "first_use"), ("tdi_age", "injecting_first"),
    ]  # fmt: skip
    assert len({item.code for item in tdi_items()}) == len(tdi_items()) == 20


def test_every_item_and_answer_has_its_english_words_and_keeps_the_vietnamese_ones() -> None:
    for item in tdi_items():
        assert item.words_en
        assert len(item.choices_en) == len(item.choices)
    [referral] = [item for item in tdi_items() if item.code == "referral"]
    with override("en"):
        shown = DemandForm().fields["referral"]
        assert shown.label == "Source of referral"
        assert ("tự đến", "self") in shown.choices  # type: ignore[attr-defined]
        assert answer_words(referral, "tự đến") == "self"
    with override("vi"):
        assert answer_words(referral, "tự đến") == "tự đến"


ACTOR = Actor(account=1, name="", post=1, post_name="", agency=1, agency_name="", powers=frozenset())


@given(st.frozensets(st.sampled_from(list(Power))), st.integers(1, 3), st.frozensets(st.just("patient:7")))
def test_no_power_and_no_emergency_opens_clinical_notes_but_the_clinical_power_of_the_facility(
    powers: frozenset[str], agency: int, opened: frozenset[str]
) -> None:
    actor = replace(ACTOR, powers=powers, agency=agency, opened=opened)
    assert may_see_clinical(actor, facility=1) is (Power.CARE_TREAT in powers and agency == 1)


def test_no_role_joins_the_clinical_side_with_the_side_of_the_police() -> None:
    police = {Power.CASES_WORK, Power.PEOPLE_EDIT, Power.CASES_OVERSEE, Power.RIGHTS_SERVE}
    both = [
        code for code, role in roles().items() if Power.CARE_TREAT in role.powers and role.powers & police
    ]
    assert both == []
