"""The states of a value, checked whole: every state, every event, every part, with and without a level between."""

from datetime import date
from itertools import chain, combinations, product

import pytest

from chungtay.base.actor import system
from chungtay.figures.rules import SENT, ValueEvent, ValuePart, ValueState, levels_of, next_state, parts_of

STATES = [None, *ValueState]
PARTS = list(chain.from_iterable(combinations(ValuePart, n) for n in range(len(ValuePart) + 1)))


@pytest.mark.parametrize("between", [False, True])
def test_every_state_event_and_part_has_one_answer_that_keeps_the_rules(between: bool) -> None:
    for state, event, parts in product(STATES, ValueEvent, PARTS):
        after = next_state(state, event, parts, between=between)
        if after is None:
            continue
        match event:
            case ValueEvent.ENTER:  # only the body that counts writes, and it starts anew
                assert ValuePart.ENTERS in parts
                assert after is ValueState.ENTERED
            case ValueEvent.CONFIRM:
                assert (state, after) == (ValueState.RETURNED, ValueState.ENTERED)
                assert ValuePart.ENTERS in parts
            case ValueEvent.SUBMIT:
                assert (state, after) == (ValueState.ENTERED, ValueState.SUBMITTED)
                assert ValuePart.SUBMITS in parts
            case ValueEvent.APPROVE:  # what was sent, by who stands above, the last one only ending it
                assert state in (ValueState.SUBMITTED, ValueState.PASSED)
                ends = state is ValueState.PASSED or not between
                assert after is (ValueState.APPROVED if ends else ValueState.PASSED)
                assert (ValuePart.LAST if ends else ValuePart.BETWEEN) in parts
            case ValueEvent.RETURN:
                assert state in SENT
                assert after is ValueState.RETURNED
                assert {ValuePart.BETWEEN, ValuePart.LAST} & set(parts)


@pytest.mark.parametrize("between", [False, True])
def test_every_state_is_reached_and_can_be_left(between: bool) -> None:
    every = frozenset(ValuePart)
    steps = {
        (state, after)
        for state, event in product(STATES, ValueEvent)
        if (after := next_state(state, event, every, between=between))
    }
    reached: set[ValueState | None] = {None}
    while more := {after for state, after in steps if state in reached} - reached:
        reached |= more
    assert reached == {None, *ValueState} - (set() if between else {ValueState.PASSED})
    assert {
        state for state in reached if not any(before == state != after for before, after in steps)
    } == set()


def test_nothing_happens_to_who_has_no_part() -> None:
    for state, event, between in product(STATES, ValueEvent, [False, True]):
        assert next_state(state, event, [], between=between) is None


@pytest.mark.parametrize(
    ("level", "on", "steps"),
    [
        ("commune", date(2025, 6, 30), ("district", "province")),
        ("commune", date(2025, 7, 1), ("province",)),
        ("district", date(2025, 6, 30), ("province",)),
        ("province", date(2026, 1, 14), ("province",)),
        ("central", date(2026, 1, 14), ("province",)),
    ],
)
def test_the_levels_follow_the_last_day_of_the_period(level: str, on: date, steps: tuple[str, ...]) -> None:
    assert levels_of(level, on=on).steps == steps


def test_without_a_power_nobody_has_a_part() -> None:
    nobody = system("kiểm thử", place=1)
    levels = levels_of("commune", on=date(2026, 1, 14))
    assert parts_of(nobody, agency=0, above=[1], level="province", levels=levels) == frozenset()
