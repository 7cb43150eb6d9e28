"""Sentences are made of the outline's words and known numbers, and of nothing else."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.catalogue.rules import shipped
from chungtay.reports.rules import (
    before,
    change,
    draft,
    kinds,
    numbers_in,
    parse_line,
    parse_outline,
    period_of,
    printed,
    shipped_outline,
    strange_numbers,
    title_of,
    value_of,
)

LINE = parse_line(
    "Đã tổ chức {A} buổi tuyên truyền[, thu hút {B} lượt người tham gia][, {A|so sánh} so với cùng kỳ]."
)


def test_a_sentence_says_the_numbers_that_are_known() -> None:
    known = {"A": Decimal(6041), "B": Decimal(435889), "A@last_year": Decimal(5379)}
    made = draft(LINE, known)
    assert made.text == (
        "Đã tổ chức 6.041 buổi tuyên truyền, thu hút 435.889 lượt người tham gia, tăng 12,3% so với cùng kỳ."
    )
    assert [made.text[one.start : one.end] for one in made.numbers] == ["6.041", "435.889"]


def test_what_was_not_reported_is_left_out_and_named_and_zero_is_said() -> None:
    made = draft(LINE, {"A": Decimal(0), "B": None})
    assert (made.text, made.missing) == ("Đã tổ chức 0 buổi tuyên truyền.", ("B",))


def test_without_the_number_that_it_is_about_a_sentence_is_not_written() -> None:
    made = draft(LINE, {"A": None, "B": Decimal(3)})
    assert (made.text, made.numbers, made.missing) == ("", (), ("A",))


@given(
    st.dictionaries(
        st.sampled_from(["A", "B", "A@last_year"]), st.none() | st.integers(0, 10**9).map(Decimal)
    )
)
def test_every_number_of_a_draft_is_one_that_was_known(known: dict[str, Decimal | None]) -> None:
    made = draft(LINE, known)
    for one in made.numbers:
        assert value_of(made.text[one.start : one.end]) == known[one.code]
    said = [value_of(one) for one in numbers_in(made.text.split(", tăng")[0].split(", giảm")[0])]
    assert all(value in known.values() for value in said)


@given(st.decimals(0, 10**12, places=3, allow_nan=False))
def test_a_number_is_read_back_as_it_was_printed(value: Decimal) -> None:
    assert value_of(printed(value)) == value


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_change_says_its_direction(now: int, before: int) -> None:
    said = change(Decimal(now), Decimal(before))
    assert said is not None
    word = "bằng" if now == before else "tăng" if now > before else "giảm"
    assert said.startswith(word)


def test_there_is_no_change_against_nothing() -> None:
    assert change(Decimal(3), Decimal(0)) is None


def test_a_number_that_no_figure_says_is_named() -> None:
    drafted = "Đã tổ chức 6.041 buổi tuyên truyền."
    assert strange_numbers("Năm 2026 đã tổ chức 6.041 buổi tại 12 xã.", ["6.041"], drafted) == ["12"]
    assert strange_numbers("Đã mở 6041 buổi.", ["6.041"], drafted) == []


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_outline_asks_only_what_the_catalogue_knows(kind: str) -> None:
    known = {*shipped.elements(), *(one["code"] for one in shipped.read_toml("indicators.toml")["indicator"])}
    asked = {
        code
        for section in parse_outline(shipped_outline(kinds()[kind].outline)).sections
        for code in section.codes
    }
    assert asked <= known


def test_a_period_is_named_as_the_law_names_it() -> None:
    half = kinds()["sau_thang"]
    assert period_of(half.period, 2026) == "2026-H1"
    assert before("2026-H1") == "2025-H1"
    assert title_of(half.title, "2026-H1") == "Kết quả công tác phòng, chống ma túy 6 tháng đầu năm 2026"
    assert title_of(kinds()["quy"].title, "2026-Q4").endswith("quý IV năm 2026")
