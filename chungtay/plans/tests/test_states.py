"""States, percents and figures."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.plans.rules import (
    Figures,
    ShareState,
    StateWord,
    check_progress,
    next_moves,
    settle_percent,
    state_word,
)
from chungtay.plans.tests.factories import figures_of

TODAY = date(2026, 3, 2)
STATES = st.sampled_from(ShareState)
NEAR = st.none() | st.integers(-30, 30).map(lambda days: TODAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("state", "days", "word"),
    [
        (ShareState.OPEN, -1, StateWord.LATE),
        (ShareState.IN_PROGRESS, -1, StateWord.LATE),
        (ShareState.OPEN, 0, StateWord.SOON),
        (ShareState.OPEN, 7, StateWord.SOON),
        (ShareState.OPEN, 8, StateWord.OPEN),
        (ShareState.IN_PROGRESS, 8, StateWord.IN_PROGRESS),
        (ShareState.DONE, -30, StateWord.DONE),
    ],
)
def test_late_and_soon_follow_from_the_date(state: ShareState, days: int, word: StateWord) -> None:
    assert state_word(state, TODAY + timedelta(days=days), TODAY) == word


def test_without_a_date_nothing_is_late() -> None:
    assert state_word(ShareState.OPEN, None, TODAY) == StateWord.OPEN


def test_done_is_a_hundred_percent_whatever_was_typed() -> None:
    assert settle_percent(ShareState.DONE, 40) == 100
    assert settle_percent(ShareState.OPEN, 40) == 0
    assert settle_percent(ShareState.IN_PROGRESS, None) == 0


@pytest.mark.parametrize(
    ("before", "state", "percent", "note", "codes"),
    [
        (ShareState.OPEN, ShareState.DONE, 100, "", []),
        (ShareState.OPEN, ShareState.OPEN, 0, "", ["move"]),
        (ShareState.OPEN, ShareState.IN_PROGRESS, 101, "", ["percent_range"]),
        (ShareState.OPEN, ShareState.IN_PROGRESS, -1, "", ["percent_range"]),
        (ShareState.OPEN, ShareState.IN_PROGRESS, 100, "", ["percent_done"]),
        (ShareState.DONE, ShareState.IN_PROGRESS, 50, " ", ["reopen_note"]),
        (ShareState.DONE, ShareState.IN_PROGRESS, 50, "còn thiếu một xã", []),
    ],
)
def test_what_may_be_reported(
    before: ShareState, state: ShareState, percent: int, note: str, codes: list[str]
) -> None:
    assert [problem.code for problem in check_progress(before, state, percent, note)] == codes


@given(STATES, STATES, st.integers(0, 99), st.just("vì sao"))
def test_every_move_of_the_table_is_accepted_and_no_other(
    before: ShareState, state: ShareState, percent: int, note: str
) -> None:
    problems = check_progress(before, state, settle_percent(state, percent), note)
    assert (problems == []) == (state in next_moves(before))


@given(
    st.lists(st.tuples(STATES, NEAR, NEAR), max_size=12), st.lists(st.tuples(STATES, NEAR, NEAR), max_size=12)
)
def test_figures_add_up_and_can_be_added(one: list, other: list) -> None:  # type: ignore[type-arg]
    total = figures_of([*one, *other], TODAY)
    assert total == figures_of(one, TODAY) + figures_of(other, TODAY)
    assert total.late + total.soon + total.later + total.undated + total.done == total.shares
    assert total.on_time <= total.done
    assert total.begun <= total.open
    assert (total.percent_done == 100) == (total.shares > 0 and total.open == 0)


def test_no_shares_are_no_percent() -> None:
    assert Figures().percent_done == 0
