"""A newer version's duties find the old ones; plans find the papers they name."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chungtay.base.moments import Moment
from chungtay.plans.rules import (
    Candidate,
    Figures,
    choose_linked,
    columns,
    pair_moments,
    pair_tasks,
    pieces_of,
)

WORDS = st.lists(
    st.sampled_from("rà soát tuyên truyền tập huấn kiểm tra thống kê người xã".split()),
    min_size=1,
    max_size=6,
)
TEXTS = st.lists(WORDS.map(" ".join), max_size=6)
DAYS = st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31))


@given(TEXTS, TEXTS)
def test_each_duty_is_kept_new_or_gone_and_none_twice(old: list[str], new: list[str]) -> None:
    pairing = pair_tasks(dict(enumerate(old)), new)
    assert sorted([*pairing.kept, *pairing.gone]) == list(range(len(old)))
    assert sorted([*pairing.kept.values(), *pairing.new]) == list(range(len(new)))


@given(TEXTS)
def test_the_same_paper_again_keeps_every_duty(texts: list[str]) -> None:
    pairing = pair_tasks(dict(enumerate(texts)), texts)
    assert {texts[old]: texts[new] for old, new in pairing.kept.items()} == {text: text for text in texts}
    assert (pairing.new, pairing.gone) == ((), ())


def test_a_reworded_duty_is_the_old_one_and_another_is_not() -> None:
    pairing = pair_tasks(
        {1: "Rà soát, thống kê người nghiện trên địa bàn tỉnh"},
        ["Mở lớp tập huấn cho cán bộ xã", "Rà soát, lập danh sách, thống kê người nghiện trên địa bàn tỉnh"],
    )
    assert (pairing.kept, pairing.new, pairing.gone) == ({1: 1}, (0,), ())


@given(st.lists(DAYS, max_size=5), st.lists(DAYS, max_size=5))
def test_moved_dates_keep_their_turns(old: list[date | None], new: list[date | None]) -> None:
    pairing = pair_moments(
        {key: Moment("", None, day) for key, day in enumerate(old)}, [Moment("", None, day) for day in new]
    )
    assert len(pairing.kept) == min(len(old), len(new))
    assert sorted([*pairing.kept, *pairing.gone]) == list(range(len(old)))
    assert sorted([*pairing.kept.values(), *pairing.new]) == list(range(len(new)))


def test_the_date_tells_two_plans_of_one_number_apart() -> None:
    both = [Candidate(1, "2024-01-15", near=True), Candidate(2, "2025-01-15", near=True)]
    assert choose_linked(date(2025, 1, 15), both) == 2
    assert choose_linked(date(2023, 1, 15), both) is None
    assert choose_linked(None, both) is None


def test_a_blank_day_agrees_with_any_day_of_its_month() -> None:
    assert choose_linked(date(2024, 6, 14), [Candidate(1, "2024-06", near=False)]) == 1


def test_without_a_date_only_a_near_plan_is_believed() -> None:
    assert (
        choose_linked(None, [Candidate(1, "2024-06-14", near=True), Candidate(2, "2023-06-14", near=False)])
        == 1
    )
    assert choose_linked(None, [Candidate(2, "2023-06-14", near=False)]) is None


def test_a_long_plan_is_drawn_in_quarters_and_loses_nothing() -> None:
    by_month = {date(2022, 2, 1): Figures(shares=2, late=2), date(2025, 12, 1): Figures(shares=5, later=5)}
    drawn = columns(by_month, date(2025, 11, 3))
    assert len(drawn) == 16
    assert (drawn[0].label, drawn[0].first, drawn[0].last) == ("I/2022", date(2022, 1, 1), date(2022, 3, 31))
    assert [column.label for column in drawn if column.is_now] == ["IV/2025"]
    assert sum(column.figures.shares for column in drawn) == 7


def test_a_bar_is_as_long_as_its_parts() -> None:
    pieces = pieces_of(Figures(shares=4, done=1, late=1, later=2))
    assert [(piece.tone, piece.start, piece.length) for piece in pieces] == [
        ("done", "0.00", "25.00"), ("late", "25.00", "25.00"), ("rest", "50.00", "50.00"),
    ]  # fmt: skip
    assert pieces_of(Figures()) == ()
