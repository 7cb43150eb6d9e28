"""The answers as a machine: every standing that can be reached, every step from it, by both sides."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.assignments.rules import (
    TURNS,
    Counted,
    Party,
    Ruling,
    Standing,
    Step,
    after,
    check_addressee,
    check_count,
    check_quota,
    check_step,
    check_time,
    drafts_of,
    next_steps,
    spread_rules,
    turn_of,
    why_no_report,
)
from chungtay.plans.rules import ShareState
from chungtay.reader.rules import promises_of

DOER = {Step.RECEIVE, Step.REFUSE, Step.ASK_TIME}


def reports(at: Standing) -> list[Standing]:
    """What the doer's report makes of a standing, where it may report at all."""
    if at.passed_on or why_no_report(at):
        return []
    return [
        replace(at, state=state, verified=False, returned=at.returned and state != ShareState.DONE)
        for state in ShareState
    ]


def reachable(*, derived: bool, dated: bool) -> set[Standing]:
    found, waiting = set[Standing](), [Standing(derived=derived, dated=dated)]
    while waiting:
        at = waiting.pop()
        if at in found:
            continue
        found.add(at)
        steps = [step for side in Party for step in next_steps(at, side)]
        waiting += [after(at, step) for step in steps] + reports(at)
    return found


EVERY = [
    at
    for derived, dated in product((False, True), repeat=2)
    for at in reachable(derived=derived, dated=dated)
]


def test_there_are_many_standings_and_none_is_stuck() -> None:
    assert len(EVERY) > 60
    stuck = [
        at
        for at in EVERY
        if not at.passed_on and not reports(at) and not any(next_steps(at, s) for s in Party)
    ]
    assert [at for at in stuck if not (at.verified and at.derived)] == []


@pytest.mark.parametrize("side", Party)
def test_each_side_takes_its_own_steps_only(side: Party) -> None:
    for at in EVERY:
        assert {step in DOER for step in next_steps(at, side)} <= {side == Party.DOER}
        assert len(set(next_steps(at, side))) == len(next_steps(at, side))


def test_a_step_that_is_not_offered_is_refused() -> None:
    for at, side, step in product(EVERY, Party, Step):
        assert bool(check_step(at, side, step)) == (step not in next_steps(at, side))


def test_more_time_is_asked_once_and_answered_once() -> None:
    for at in EVERY:
        if at.extension is not None:
            assert Step.ASK_TIME not in next_steps(at, Party.DOER)
        settles = {Step.GRANT_TIME, Step.DENY_TIME} & set(next_steps(at, Party.OFFICE))
        assert not settles or at.extension == Ruling.WAITING
        if not at.dated:
            assert at.extension is None


def test_a_refusal_is_made_before_the_work_is_taken_on_and_is_final() -> None:
    for at in EVERY:
        if Step.REFUSE in next_steps(at, Party.DOER):
            assert (at.state, at.received, at.refusal) == (ShareState.OPEN, False, None)
        if at.passed_on:
            assert not any(next_steps(at, side) for side in Party)
        if at.refusing:
            assert why_no_report(at) is not None
            assert set(next_steps(at, Party.OFFICE)) == {Step.ACCEPT_REFUSAL, Step.INSIST}
            assert at.state == ShareState.OPEN


def test_only_what_is_done_is_confirmed_and_what_is_derived_is_never_sent_back() -> None:
    for at in EVERY:
        office = set(next_steps(at, Party.OFFICE))
        if office & {Step.VERIFY, Step.SEND_BACK}:
            assert at.state == ShareState.DONE
        if at.verified:
            assert at.state == ShareState.DONE
            assert Step.VERIFY not in office
            assert why_no_report(at) is not None
        if at.derived:
            assert Step.SEND_BACK not in office
        if at.returned:
            assert at.state != ShareState.DONE


def test_a_better_addressee_is_another_body_that_is_there() -> None:
    assert check_addressee(7, doer=3, offered={3, 7}) == []
    assert [check_addressee(to, doer=3, offered={3, 7})[0].code for to in (None, 3, 9)] == [
        "better_empty", "better_wrong", "better_wrong",
    ]  # fmt: skip


def test_a_new_date_lies_after_the_old_one_and_after_today() -> None:
    due, today = date(2026, 3, 31), date(2026, 3, 2)
    assert check_time(date(2026, 4, 30), due_on=due, today=today) == []
    assert check_time(due, due_on=due, today=today)
    assert check_time(today, due_on=None, today=today)
    assert check_time(None, due_on=due, today=today)


@pytest.mark.parametrize(
    ("words", "quota"),
    [
        ("Mỗi xã, phường xây dựng 01-02 mô hình điểm về phòng, chống ma túy", (1, 2, "mô hình", "")),
        ("mỗi huyện, thị xã, thành phố xây dựng 01-02 mô hình điểm", (1, 2, "mô hình", "")),
        ("Hằng năm tổ chức ít nhất 01 cuộc tổng khảo sát, thống kê người nghiện", (1, None, "cuộc", "năm")),
        ("Mỗi quý, mỗi xã tổ chức ít nhất 01 buổi tuyên truyền", (1, None, "buổi", "quý")),
    ],
)
def test_what_the_words_ask_of_each_unit_is_read(words: str, quota: tuple[object, ...]) -> None:
    [draft] = drafts_of(promises_of(words))
    assert (draft.minimum, draft.maximum, draft.noun, draft.every) == quota


@pytest.mark.parametrize(
    "words",
    [
        "Bảo đảm 100% trạm y tế xã đủ điều kiện",
        "Bố trí 20 triệu đồng cho mỗi xã",
        "Tăng cường tuyên truyền đến từng hộ dân",
    ],
)
def test_shares_money_and_plain_words_are_no_quota(words: str) -> None:
    assert drafts_of(promises_of(words)) == []


@given(st.sampled_from(sorted(TURNS)), st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_a_turn_holds_its_day_and_meets_the_next_without_a_gap(every: str, on: date) -> None:
    turn = turn_of(every, on)
    if turn is None:
        assert TURNS[every] == 0
        return
    assert turn[0] <= on <= turn[1]
    following = turn_of(every, turn[1] + timedelta(days=1))
    assert following is not None
    assert following[0] == turn[1] + timedelta(days=1)


@given(st.integers(1, 50), st.integers(0, 200))
def test_a_quota_is_at_a_hundred_exactly_when_it_is_met(minimum: int, number: int) -> None:
    counted = Counted(minimum, None, number)
    assert (counted.percent == 100) == counted.met


def test_counts_and_bounds_are_checked() -> None:
    assert check_count(2, 0) == []
    assert check_count(-2, 1)[0].code == "count_below"
    assert check_count(0, 5)[0].code == "count_nothing"
    assert {p.code for p in check_quota(0, -1, " ")} == {"minimum_low", "maximum_low", "noun_empty"}


def test_every_rule_of_a_spread_can_be_called_by_its_place() -> None:
    assert all("{place}" in rule.name for rule in spread_rules().values())
