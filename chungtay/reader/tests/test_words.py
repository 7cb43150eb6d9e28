import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.reader.quantities.words import find_amounts, parse_words, to_words


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Bảy mươi mốt tỷ, bốn trăm bốn mươi triệu đồng", 71_440_000_000),
        ("hai mươi lăm", 25),
        ("hai mươi tư triệu", 24_000_000),
        ("mười lăm nghìn đồng", 15_000),
        ("một trăm lẻ năm ngàn đồng chẵn", 105_000),
        ("một trăm linh năm", 105),
        ("năm mươi nhăm", 55),
        ("ba triệu rưỡi", 3_500_000),
        ("Một nghìn hai trăm tỉ đồng", 1_200_000_000_000),
        ("không", 0),
        ("mười", 10),
        ("Hai tỷ không trăm linh năm triệu đồng", 2_005_000_000),
        ("hai lăm triệu", 25_000_000),
    ],
)
def test_words_are_read(words: str, value: int) -> None:
    assert parse_words(words) == value


@pytest.mark.parametrize("words", ["", "trăm", "mười mươi", "hai ba", "tỷ", "một linh", "xe đạp"])
def test_words_that_make_no_number_have_no_value(words: str) -> None:
    assert parse_words(words) is None


@given(st.integers(0, 10**15))
def test_every_number_survives_being_written_and_read(number: int) -> None:
    assert parse_words(to_words(number)) == number


@pytest.mark.parametrize("number", [-1, 10**18])
def test_numbers_without_words_are_refused(number: int) -> None:
    with pytest.raises(ValueError):
        to_words(number)


def test_an_amount_is_found_where_it_stands() -> None:
    text = "là 71.440.000.000 đồng (Bảy mươi mốt tỷ, bốn trăm bốn mươi triệu đồng). Mỗi người một đồng."
    (amount,) = find_amounts(text)
    assert text[amount.start : amount.end] == "Bảy mươi mốt tỷ, bốn trăm bốn mươi triệu đồng"
    assert amount.value == 71_440_000_000


def test_the_year_before_a_sum_is_not_part_of_the_words() -> None:
    assert list(find_amounts("trong năm nay, đồng thời")) == []
