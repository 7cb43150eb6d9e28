"""The ways through the law, and what no journey can do."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.law.rules import next_steps, state_after
from chungtay.law.rules.states import NO_FILE, Step, person_states, steps
from chungtay.law.tests.people import ON

COMPULSORY = {"C2", "C2m"}
END = "X"


def test_before_the_new_law_none_of_its_steps_can_be_taken() -> None:
    assert next_steps(NO_FILE, date(2026, 6, 30)) == []


def test_steps_lead_only_between_the_states_there_are_and_an_event_is_told_apart() -> None:
    codes = {state.code for state in person_states()}
    assert {step.after for step in steps()} == codes  # each can be reached by some step
    assert {code for step in steps() for code in step.before} == codes - {END} | {NO_FILE}
    for code in [NO_FILE, *codes]:
        events = [step.event for step in next_steps(code, ON)]
        assert len(events) == len(set(events))


def reached_from(start: str, without: str = "") -> set[str]:
    """Every state that some journey reaches, none of whose steps leads through ``without``."""
    found, new = {start}, [start]
    while new:
        after = {step.after for step in next_steps(new.pop(), ON)} - found - {without}
        found |= after
        new += after
    return found


def test_every_state_can_be_reached_and_left_for_good() -> None:
    codes = {state.code for state in person_states()}
    assert reached_from(NO_FILE) == codes | {NO_FILE}
    assert [code for code in codes if END not in reached_from(code)] == []


@pytest.mark.parametrize("gate", ["A0", "A1", "C0", "C1"])
def test_nobody_comes_into_compulsory_rehab_but_by_the_result_the_file_and_the_court(gate: str) -> None:
    assert reached_from(NO_FILE, without=gate).isdisjoint(COMPULSORY)


def test_the_file_for_compulsory_rehab_is_opened_only_on_a_ground() -> None:
    assert [step.event for step in steps() if step.after == "C0"] == ["compulsory_file_opened"]
    assert [step.event for step in steps() if step.needs_ground] == ["compulsory_file_opened"]


@given(st.data())
def test_every_walk_of_allowed_steps_is_a_journey(data: st.DataObject) -> None:
    walked: list[Step] = []
    while len(walked) < 12 and (choices := next_steps(walked[-1].after if walked else NO_FILE, ON)):
        walked.append(data.draw(st.sampled_from(choices)))
    assert state_after([step.event for step in walked], ON) == walked[-1].after
    if walked[-1].after in COMPULSORY:
        assert any(step.needs_ground for step in walked)
