"""A line goes on as the line it was, or is left alone: never a guess."""

from hypothesis import given
from hypothesis import strategies as st

from chungtay.budgets.rules import pair_lines

SPELLED = st.tuples(
    st.sampled_from(["", "1", "1.1", "2"]), st.sampled_from(["Tờ rơi", "Tập huấn", "Khác", ""])
)


def test_number_and_words_then_words_then_number() -> None:
    old = {7: ("1", "Tuyên truyền"), 8: ("2", "Tập huấn"), 9: ("3", "Khác")}
    new = [("2", "Tuyên truyền"), ("1", "Tập huấn"), ("3", "Chi khác")]
    assert pair_lines(old, new) == {0: 7, 1: 8, 2: 9}


def test_what_two_lines_could_mean_is_left_alone() -> None:
    assert pair_lines({1: ("", "Khác"), 2: ("", "Khác")}, [("", "Khác")]) == {}
    assert pair_lines({1: ("", "Khác")}, [("", "Khác"), ("", "Khác")]) == {}


@given(st.lists(SPELLED, max_size=6), st.lists(SPELLED, max_size=6))
def test_no_old_line_goes_on_twice(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    paired = pair_lines(dict(enumerate(old)), new)
    assert len(set(paired.values())) == len(paired)
    assert set(paired) <= set(range(len(new)))


@given(st.lists(SPELLED, max_size=6, unique=True))
def test_a_table_that_did_not_change_keeps_every_line(lines: list[tuple[str, str]]) -> None:
    assert pair_lines(dict(enumerate(lines)), lines) == {n: n for n in range(len(lines))}
