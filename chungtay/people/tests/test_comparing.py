"""Two lists are counted together once, and neither tells a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.people.rules import Born, Seen
from chungtay.people.rules.comparing import SMALL, blind_sheet, count_common, new_secret

SECRET = new_secret()


def people(numbers: range) -> list[Seen]:
    return [
        Seen(
            name=f"Nguyễn Ví Dụ {n}", born=Born(1990, 1 + n % 12, 1 + n % 28), numbers=frozenset({f"{n:012}"})
        )
        for n in numbers
    ]


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_who_is_on_both_lists_is_counted_once_and_few_are_not_told(only: int, both: int, other: int) -> None:
    first = blind_sheet(people(range(only + both)), SECRET)
    second = blind_sheet(people(range(only, only + both + other)), SECRET)
    common = count_common(first, second)
    rest = min(only, other)
    hidden = both < SMALL or rest < SMALL
    assert common.both == (None if hidden else both)
    assert common.together == (None if hidden else only + both + other)


def test_an_old_card_and_no_marks_are_still_the_same_person() -> None:
    first = [
        Seen(name=f"Nguyễn Ví Dụ {n}", born=Born(1990, 5, 7), numbers=frozenset({f"{n:09}"}))
        for n in range(9)
    ] + people(range(100, 105))
    second = [
        Seen(name=f"NGUYEN VI DU {n}", born=Born(1990, 5, 7), numbers=frozenset({f"{n:012}"}))
        for n in range(9)
    ] + people(range(200, 205))
    assert count_common(blind_sheet(first, SECRET), blind_sheet(second, SECRET)).both == 9


@given(st.integers(0, SMALL - 1), st.integers(0, SMALL - 1))
def test_a_list_of_invented_people_and_one_sought_does_not_tell_whether_the_other_has_them(
    some: int, others: int
) -> None:
    theirs = people(range(100, 130))
    told = {
        count_common(blind_sheet(people(range(20 - few)) + theirs[:few], SECRET), blind_sheet(theirs, SECRET))
        for few in (some, others, 0, 1)
    }
    assert [one.both for one in told] == [None]
    lacking = {
        count_common(blind_sheet(theirs[few:] + people(range(few)), SECRET), blind_sheet(theirs, SECRET))
        for few in (some, others, 0, 1)
    }
    assert [one.both for one in lacking] == [None]


def test_sheets_under_two_secrets_have_nothing_in_common_and_tell_no_name() -> None:
    first, second = blind_sheet(people(range(9)), SECRET), blind_sheet(people(range(9)), new_secret())
    assert not {word for line in first for word in line} & {word for line in second for word in line}
    assert "nguyen" not in str(first)
    assert first == blind_sheet(reversed(people(range(9))), SECRET)  # the order of the list does not show


def test_a_secret_that_was_cut_is_refused() -> None:
    with pytest.raises(ValueError):
        blind_sheet(people(range(1)), SECRET[:-8])
