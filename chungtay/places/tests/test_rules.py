"""Names, search and the closure, without a database."""

import doctest
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.places import rules
from chungtay.places.rules import Span, check_versions, closure, full_name, join_spans, search_rank, tone_key

FIRST = date(2021, 11, 1)
Parents = Mapping[int, Sequence[tuple[int, Span]]]


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(rules).failed == 0


@pytest.mark.parametrize(("one", "other"), [("Hoà Bình", "Hòa Bình"), ("Thuỷ Nguyên", "Thủy Nguyên")])
def test_where_the_tone_is_written_does_not_matter(one: str, other: str) -> None:
    assert tone_key(one) == tone_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Ba Tô", "Ba Tơ"), ("Văn Lang", "Văn Lăng"), ("Lộc Thành", "Lộc Thạnh")]
)
def test_names_that_differ_in_marks_stay_two(one: str, other: str) -> None:
    assert tone_key(one) != tone_key(other)


def test_what_was_typed_with_its_marks_comes_first() -> None:
    def rank(text: str, name: str) -> int:
        return search_rank(text, name=name, whole=full_name("xã", name))

    assert (
        rank("Ba Tơ", "Ba Tơ")
        < rank("Ba Tơ", "Ba Tô")
        < rank("Ba Tơ", "Ba Tơ Đông")
        < rank("Ba Tơ", "Ba Tô Đông")
    )
    assert rank("xã ba tô", "Ba Tô") == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("P. 6", "phường 6"),
        ("TT.Tủa Chùa", "thị trấn Tủa Chùa"),
        ("TX Mường Lay", "thị xã Mường Lay"),
        ("Pú Nhung", "Pú Nhung"),
        ("tp", "tp"),
    ],
)
def test_short_words_for_types_are_understood(typed: str, meant: str) -> None:
    assert rules.spell_out(typed) == meant


days = st.integers(0, 60).map(lambda number: FIRST + timedelta(days=number))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(days)
    length = draw(st.none() | st.integers(1, 40))
    return Span(start, None if length is None else start + timedelta(days=length))


@given(st.lists(spans(), max_size=6), days)
def test_joined_spans_hold_the_same_days(pieces: list[Span], day: date) -> None:
    joined = join_spans(pieces)
    assert any(span.holds(day) for span in joined) == any(span.holds(day) for span in pieces)
    assert all(before.end is not None and before.end < after.start for before, after in pairwise(joined))


@st.composite
def families(draw: st.DrawFn) -> tuple[dict[int, Span], dict[int, list[tuple[int, Span]]]]:
    """Up to seven units; each stands, one after the other, under units of smaller number."""
    lives: dict[int, Span] = {}
    parents: dict[int, list[tuple[int, Span]]] = {}
    for unit in range(draw(st.integers(1, 7))):
        lives[unit] = draw(spans())
        parents[unit] = []
        start: date | None = lives[unit].start
        while unit and start is not None and len(parents[unit]) < 3:
            length = draw(st.none() | st.integers(1, 15))
            end = None if length is None else start + timedelta(days=length)
            if (span := Span(start, end).meet(lives[unit])) is not None:
                parents[unit].append((draw(st.integers(0, unit - 1)), span))
            start = end if end is not None and lives[unit].holds(end) else None
    return lives, parents


@given(families(), days)
def test_the_closure_is_the_parents_repeated(
    family: tuple[dict[int, Span], dict[int, list[tuple[int, Span]]]], day: date
) -> None:
    lives, parents = family
    rows = closure(lives, parents)
    for unit in lives:
        climbed = {(unit, 0)} if lives[unit].holds(day) else set()
        waiting = list(climbed)
        while waiting:
            here, depth = waiting.pop()
            for parent, span in parents[here]:
                if span.holds(day) and lives[parent].holds(day):
                    climbed.add((parent, depth + 1))
                    waiting.append((parent, depth + 1))
        said = {(row.ancestor, row.depth) for row in rows if row.descendant == unit and row.span.holds(day)}
        assert said == climbed


def test_two_units_with_one_code_on_one_day_are_refused() -> None:
    later = FIRST + timedelta(days=10)
    with pytest.raises(ValueError, match="00004"):
        check_versions({("00004", FIRST): [Span(FIRST, None)], ("00004", later): [Span(later, None)]})


def test_a_unit_with_a_day_left_out_is_refused() -> None:
    later = FIRST + timedelta(days=10)
    with pytest.raises(ValueError, match="00004"):
        check_versions({("00004", FIRST): [Span(FIRST, later), Span(later + timedelta(days=1), None)]})
