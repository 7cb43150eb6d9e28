"""Months, strokes, trends and scores, without a database."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.overview.rules import (
    SPANS,
    ContestOutcome,
    Inputs,
    Month,
    Part,
    Span,
    Turn,
    asked_month,
    check_contest,
    check_outcome,
    formula,
    getting_worse,
    is_new_visit,
    month_after,
    points_of,
    score,
    strokes,
)
from tests.cast import NOW

TODAY = date(2026, 3, 2)
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
SPAN = st.builds(Span, DAYS.map(lambda day: day.replace(day=1)), st.sampled_from(SPANS))


@st.composite
def inputs(draw: st.DrawFn) -> Inputs:
    due = draw(st.integers(0, 60))
    fresh = draw(st.integers(0, due))
    done = draw(st.integers(0, fresh))
    return Inputs(due, draw(st.integers(0, done)), done, fresh)


@given(span=SPAN, a=DAYS, b=DAYS)
def test_a_later_day_never_lies_before_an_earlier_one(span: Span, a: date, b: date) -> None:
    assert 0 <= span.place(a) <= 10_000
    assert (span.place(min(a, b)) <= span.place(max(a, b))) is True


@given(span=SPAN)
def test_months_are_as_wide_as_each_other(span: Span) -> None:
    places = [span.place(start) for start in span.starts]
    assert places[0] == 0
    assert {b - a for a, b in pairwise(places)} <= {
        10_000 // span.months,
        10_000 // span.months + 1,
    }
    assert month_after(span.first, span.months) - timedelta(days=1) == span.last


@given(span=SPAN, opens=DAYS, due=DAYS, done=st.integers(0, 3), done_on=DAYS)
def test_a_stroke_never_leaves_its_picture(
    span: Span, opens: date, due: date, done: int, done_on: date
) -> None:
    turn = Turn(min(opens, due), due, 3, done, done_on if done else None)
    for stroke in strokes([turn], span, since=opens, today=TODAY):
        assert float(stroke.start) >= 0
        assert float(stroke.start) + float(stroke.length) <= 100.001


def test_what_was_done_late_runs_on_until_it_was_done() -> None:
    span = Span(date(2026, 1, 1), 12)
    late = Turn(date(2026, 1, 1), date(2026, 2, 1), 1, 1, date(2026, 3, 1))
    assert [(s.tone, s.start) for s in strokes([late], span, since=TODAY, today=TODAY)] == [
        ("done", "0.00"),
        ("over", "8.33"),
    ]
    owed = Turn(None, date(2026, 2, 1), 2, 1, date(2026, 1, 5))
    tones = [s.tone for s in strokes([owed], span, since=date(2026, 1, 15), today=TODAY)]
    assert tones == ["late", "over"]


@pytest.mark.parametrize(
    ("text", "month"),
    [("2026-05", date(2026, 5, 1)), ("2026-13", date(2026, 3, 1)), ("", date(2026, 3, 1)), ("9999-01", date(2026, 3, 1))],
)  # fmt: skip
def test_a_month_that_is_none_is_the_month_of_today(text: str, month: date) -> None:
    assert asked_month(text, TODAY) == month


def test_it_gets_worse_where_a_greater_part_is_late_and_there_is_enough_to_compare() -> None:
    months = {
        1: (Month(10, 1), Month(10, 4)),  # 10 % -> 40 %
        2: (Month(10, 4), Month(10, 1)),  # better
        3: (Month(4, 0), Month(10, 9)),  # too few before
        4: (Month(20, 2), Month(5, 4)),  # 10 % -> 80 %
    }
    assert [(t.agency, t.points) for t in getting_worse(months)] == [(4, 70), (1, 30)]


def test_the_weights_of_the_formula_add_up_and_its_bands_reach_down_to_zero() -> None:
    by = formula()
    assert sum(part.weight for part in by.parts) == 100
    assert {part.code for part in by.parts} == set(Part)
    assert [band.least for band in by.bands] == sorted({band.least for band in by.bands}, reverse=True)
    assert by.bands[-1].least == 0
    assert not by.verified


@given(counts=inputs())
def test_points_lie_between_nothing_and_all(counts: Inputs) -> None:
    points = points_of(counts, formula())
    assert 0 <= points <= 100
    assert (points == 100) == (0 < counts.due == counts.on_time)


@given(counts=st.dictionaries(st.integers(1, 40), inputs(), max_size=15))
def test_whoever_shares_a_band_shares_its_places(counts: dict[int, Inputs]) -> None:
    placed = [one for one in score(counts, formula()) if one.band]
    assert {one.agency for one in score(counts, formula())} == set(counts)
    assert all(one.inputs.due >= formula().small for one in placed)
    seen = 0
    for band in formula().bands:
        inside = [one for one in placed if one.band == band]
        assert {(one.first, one.last) for one in inside} <= {(seen + 1, seen + len(inside))}
        seen += len(inside)


def test_one_part_of_the_work_that_changes_the_band_is_said() -> None:
    found = {
        one.agency: one for one in score({1: Inputs(10, 9, 9, 9), 2: Inputs(100, 96, 97, 98)}, formula())
    }
    assert (found[1].points, found[1].on_edge) == (90, True)
    assert found[2].on_edge is False


def test_too_few_get_no_band() -> None:
    [one] = score({1: Inputs(9, 9, 9, 9)}, formula())
    assert (one.band, one.first) == (None, 0)


def test_a_contest_needs_a_ground_and_an_answer_words() -> None:
    assert [p.code for p in check_contest("sai", waiting=False)] == ["ground_short"]
    assert [p.code for p in check_contest("Đã báo xong trước hạn", waiting=True)] == ["contest_waiting"]
    assert check_contest("Đã báo xong trước hạn", waiting=False) == []
    assert [p.code for p in check_outcome(ContestOutcome.GRANTED, " ", ruled=False)] == ["words_empty"]
    assert [p.code for p in check_outcome(ContestOutcome.WAITING, "x", ruled=False)] == ["outcome_empty"]
    assert [p.code for p in check_outcome(ContestOutcome.DENIED, "x", ruled=True)] == ["ruled"]


def test_looks_close_together_are_one_visit() -> None:
    at = datetime(2026, 3, 2, 2, tzinfo=UTC)
    assert at == NOW
    assert [is_new_visit(at, at + timedelta(minutes=m)) for m in (5, 30, 31)] == [False, False, True]
