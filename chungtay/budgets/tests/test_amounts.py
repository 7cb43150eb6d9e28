"""Amounts as people type them and papers spell them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.budgets.rules import in_words, parse_amount, said
from chungtay.reader.quantities.words import parse_words


@pytest.mark.parametrize(
    ("dong", "words"),
    [
        (71_440_000_000, "Bảy mươi mốt tỷ, bốn trăm bốn mươi triệu đồng"),
        (1_585_000_000, "Một tỷ, năm trăm tám mươi lăm triệu đồng"),
        (15_000_000, "Mười lăm triệu đồng"),
        (1_200_000_000_000, "Một nghìn, hai trăm tỷ đồng"),
        (0, "Không đồng"),
        (-5_000, "Âm năm nghìn đồng"),
    ],
)
def test_an_amount_in_words(dong: int, words: str) -> None:
    assert in_words(dong) == words


@given(st.integers(0, 10**17))
def test_words_say_the_amount_that_they_were_made_of(dong: int) -> None:
    assert parse_words(in_words(dong)) == dong


@pytest.mark.parametrize(
    ("typed", "dong"),
    [
        ("15.000.000", 15_000_000), ("15000000", 15_000_000), (" 15 triệu ", 15_000_000), ("1,5 tỷ", 1_500_000_000),
        ("1.585 triệu đồng", 1_585_000_000), ("250.000đ", None), ("250.000 đồng", 250_000), ("12,5", None),
        ("1.58", None), ("1,2345678 triệu", None), ("mười", None), ("", None), ("-5 triệu", -5_000_000),
    ],
)  # fmt: skip
def test_an_amount_is_understood_as_typed_or_not_at_all(typed: str, dong: int | None) -> None:
    assert parse_amount(typed) == dong


@given(st.integers(0, 10**15))
def test_what_is_said_is_understood(dong: int) -> None:
    assert parse_amount(said(dong)) == dong
