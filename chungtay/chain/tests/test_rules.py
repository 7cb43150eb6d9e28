"""What likeness finds, what counts as a change, what a lower plan makes of a promise."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.chain.rules import (
    Comparison,
    Coverage,
    DifferenceKind,
    LinkState,
    Promised,
    PromiseKind,
    Said,
    comparable,
    coverage_of,
    differences,
    is_addressed,
    thresholds,
    when,
)
from chungtay.chain.rules.comparing import EVERY
from chungtay.chain.rules.likeness import score_of
from chungtay.chain.score import SETS, labelled, score

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
NUMBERS = st.decimals(min_value=1, max_value=1000, places=1)
RELATIONS = st.sampled_from(["equal", "at_least", "at_most", "increase", "decrease"])
TARGETS = st.builds(
    Promised, kind=st.just(PromiseKind.TARGET), by=st.none() | DAYS, every=st.sampled_from(["", *EVERY]),
    relation=RELATIONS, value=st.none() | NUMBERS, unit=st.sampled_from(["%", "mô hình"]),
)  # fmt: skip


def kinds(upper: Promised, lower: Promised) -> set[DifferenceKind]:
    return {one.kind for one in differences(upper, lower)}


@given(TARGETS)
def test_a_promise_changes_nothing_of_itself(promise: Promised) -> None:
    assert differences(promise, promise) == ()


@given(TARGETS, TARGETS)
def test_of_two_promises_only_one_is_later_rarer_or_weaker(one: Promised, other: Promised) -> None:
    there, back = kinds(one, other), kinds(other, one)
    for kind in (
        DifferenceKind.LATER,
        DifferenceKind.RARER,
        DifferenceKind.UNDATED,
        DifferenceKind.UNMEASURED,
    ):
        assert not (kind in there and kind in back)
    if one.relation == other.relation:
        assert not (DifferenceKind.WEAKER in there and DifferenceKind.WEAKER in back)


@given(TARGETS, st.integers(1, 900), NUMBERS)
def test_stricter_is_no_change_and_laxer_is(promise: Promised, days: int, more: Decimal) -> None:
    if promise.by:
        assert not kinds(promise, replace(promise, by=promise.by - timedelta(days)))
        assert kinds(promise, replace(promise, by=promise.by + timedelta(days))) == {DifferenceKind.LATER}
    if promise.value is not None:
        upward = promise.relation not in ("at_most", "decrease")
        raised = replace(promise, value=promise.value + more)
        assert kinds(promise, raised) == (set() if upward else {DifferenceKind.WEAKER})
        assert kinds(raised, promise) == ({DifferenceKind.WEAKER} if upward else set())


@given(TARGETS, TARGETS)
def test_unlike_units_are_never_weighed_against_each_other(one: Promised, other: Promised) -> None:
    if one.value is not None and other.value is not None and one.unit != other.unit:
        assert not comparable(one, other)
        assert not kinds(one, other) & {DifferenceKind.WEAKER, DifferenceKind.RELATION}


def test_at_most_where_the_upper_plan_says_at_least_is_another_relation() -> None:
    upper = Promised(PromiseKind.TARGET, relation="at_least", value=Decimal(50), unit="%")
    [found] = differences(upper, replace(upper, relation="at_most"))
    assert (found.kind, found.upper, found.lower) == (
        DifferenceKind.RELATION,
        "at_least 50 %",
        "at_most 50 %",
    )


def test_a_range_is_kept_by_its_lower_end() -> None:
    upper = Promised(
        PromiseKind.TARGET, relation="equal", value=Decimal(1), value_max=Decimal(2), unit="mô hình"
    )
    assert not kinds(upper, replace(upper, value_max=None))


def test_an_undated_promise_of_a_plan_that_ends_in_time_is_dated_by_its_end() -> None:
    upper, lower = Promised(PromiseKind.TASK, by=date(2026, 12, 31)), Promised(PromiseKind.TASK)
    assert [one.kind for one in differences(upper, lower)] == [DifferenceKind.UNDATED]
    assert differences(upper, lower, lower_until=date(2026, 12, 31)) == ()


def test_deadlines_give_the_last_day_and_the_shortest_rhythm() -> None:
    told = [
        {"kind": "by", "date": "2026-03-31"},
        {"kind": "window", "from": "2026-06-01", "to": "2026-06-30"},
        {"kind": "every", "every": "P1Y"},
        {"kind": "every", "every": "P3M"},
        {"kind": "relative", "text": "sau khi có hướng dẫn"},
    ]
    assert when(told) == (date(2026, 6, 30), "P3M")


LINKS = st.lists(st.tuples(st.sampled_from(LinkState), st.booleans()), max_size=5)


@given(LINKS, st.booleans(), st.booleans())
def test_a_hole_is_named_exactly_where_nothing_stands_and_nobody_excused_it(
    links: list[tuple[LinkState, bool]], addressed: bool, excused: bool
) -> None:
    state = coverage_of(links, addressed=addressed, excused=excused)
    standing = {link for link, _changed in links} - {LinkState.REJECTED}
    assert (state == Coverage.HOLE) == (addressed and not excused and not standing)
    assert (state == Coverage.TAKEN) == ((LinkState.CONFIRMED, False) in links)


def test_a_promise_without_a_doer_is_everybodys() -> None:
    assert is_addressed((), {1})
    assert is_addressed({1, 5}, {1, 2})
    assert not is_addressed({5}, {1, 2})


@pytest.mark.parametrize("name", SETS)
def test_likeness_finds_what_people_linked_by_hand(name: str) -> None:
    """Held a little below what is measured, so that a change for the worse is red."""
    suggested, sure = score(name)
    assert suggested.recall >= 0.8
    assert suggested.precision >= 0.45
    assert sure.precision >= 0.7


def test_a_suggestion_says_why_and_other_matters_are_not_suggested() -> None:
    upper = Said(1, "Kiểm soát chặt chẽ các hoạt động hợp pháp liên quan đến tiền chất", "Sở Y tế")
    near = Said(2, "Thanh tra, kiểm tra các hoạt động hợp pháp liên quan đến tiền chất", "Phòng Y tế")
    far = Said(3, "Tổ chức phiên tòa xét xử lưu động", "Tòa án nhân dân")
    [(lower, likeness)] = Comparison([upper], [near, far]).suggestions()[1]
    assert lower == 2
    assert likeness.topics == ("hoạt động hợp pháp, tiền chất",)
    assert likeness.branches == ("y tế",)
    assert any("tiền chất" in run for run in likeness.words)


def test_what_is_passed_over_for_speed_would_not_have_been_suggested() -> None:
    given = labelled("thua-thien-hue-viet-yen")
    upper, lower = (
        [Said(row["id"], row["text"], row["bodies"]) for row in given[side]] for side in ("upper", "lower")
    )
    comparison = Comparison(upper, lower)
    found = {(one, other) for one, near in comparison.suggestions().items() for other, _likeness in near}
    reached = {
        (one.id, other.id) for one in upper for other in lower
        if score_of(comparison.features(one, other)) >= thresholds().suggest
    }  # fmt: skip
    assert found <= reached
    missed = reached - found
    assert all(sum(pair[0] == one for pair in found) == thresholds().kept for one, _other in missed)
