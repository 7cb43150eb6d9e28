"""The parts of a bar meet without a gap and fill it exactly when they are all there is."""

from hypothesis import given
from hypothesis import strategies as st

from chungtay.base.bars import stack

NUMBERS = st.lists(st.integers(0, 10**13), min_size=1, max_size=6)


def hundredths(text: str) -> int:
    whole, rest = text.split(".")
    return int(whole) * 100 + int(rest)


@given(NUMBERS)
def test_pieces_follow_each_other_and_fill_the_bar(numbers: list[int]) -> None:
    pieces = stack([(str(place), number) for place, number in enumerate(numbers)], sum(numbers))
    assert [piece.tone for piece in pieces] == [str(place) for place, number in enumerate(numbers) if number]
    end = 0
    for piece in pieces:
        assert hundredths(piece.start) == end
        end += hundredths(piece.length)
    assert end == (10_000 if sum(numbers) else 0)


def test_out_of_nothing_nothing_is_drawn() -> None:
    assert stack([("done", 0)], 0) == ()


def test_a_bar_of_a_larger_whole_is_shorter() -> None:
    [piece] = stack([("done", 1)], 3)
    assert (piece.start, piece.length) == ("0.00", "33.33")
