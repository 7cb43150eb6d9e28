"""Small numbers that leave the agency cannot be worked out, not even from the totals."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.base.protection import exposed
from chungtay.indicators.queries.leaving import beneath_the_total
from chungtay.indicators.rules import Table, policy, protect

THRESHOLD, SPREAD, HIGHEST = 3, 2, 6
NUMBERS = st.integers(0, HIGHEST)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    height, width = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    rows = [[draw(NUMBERS) for _ in range(width)] for _ in range(height)]
    total_row, total_column = draw(st.booleans()), draw(st.booleans())
    return with_totals(rows, total_row=total_row, total_column=total_column)


def with_totals(rows: list[list[int]], *, total_row: bool, total_column: bool) -> Table:
    whole = [[*row, *([sum(row)] if total_column else [])] for row in rows]
    if total_row:
        whole.append([sum(column) for column in zip(*whole, strict=True)])
    return Table(whole, total_row=total_row, total_column=total_column)


def readings(table: Table, hidden: frozenset[tuple[int, int]]) -> Iterator[list[list[int | None]]]:
    """Every table that shows what this one shows: what a patient reader could think of."""
    inner = sorted(
        (row, column)
        for row, column in hidden
        if not (table.total_row and row == len(table.rows) - 1)
        and not (table.total_column and column == len(table.rows[0]) - 1)
    )
    for guess in product(range(1, HIGHEST * 3), repeat=len(inner)):
        rows = [list(row) for row in table.rows]
        for (row, column), number in zip(inner, guess, strict=True):
            rows[row][column] = number
        made = with_totals(
            [
                [number or 0 for number in row[: len(row) - table.total_column]]
                for row in rows[: len(rows) - table.total_row]
            ],
            total_row=table.total_row,
            total_column=table.total_column,
        )
        same = all(
            made.rows[row][column] == number
            for row, numbers in enumerate(table.rows)
            for column, number in enumerate(numbers)
            if (row, column) not in hidden
        )
        if same and all((made.rows[row][column] or 0) >= 1 for row, column in hidden):
            yield [list(row) for row in made.rows]


@settings(max_examples=60, deadline=None)
@given(tables())
def test_no_small_number_can_be_worked_out(table: Table) -> None:
    hidden = protect(table, THRESHOLD, SPREAD)
    small = [
        (row, column)
        for row, numbers in enumerate(table.rows)
        for column, number in enumerate(numbers)
        if number and number < THRESHOLD
    ]
    assert set(small) <= hidden
    inner = [place for place in hidden if place[0] < 3 and place[1] < 3]
    if not small or len(inner) > 4:  # beyond that a patient reader would need days
        return
    thought = list(readings(table, hidden))
    for row, column in small:
        assert len({one[row][column] for one in thought}) >= SPREAD


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert protect(with_totals([[5, 6], [7, 0]], total_row=True, total_column=True), 5, 3) == frozenset()


def test_one_small_number_takes_a_ring_of_others_with_it() -> None:
    table = with_totals([[1, 20, 30], [40, 50, 60], [70, 80, 90]], total_row=True, total_column=True)
    hidden = protect(table, 5, 3)
    assert (0, 0) in hidden
    for line in (0, 1, 2):
        assert len([place for place in hidden if place[0] == line and place[1] < 3]) != 1
        assert len([place for place in hidden if place[1] == line and place[0] < 3]) != 1


def test_a_number_that_is_all_there_is_takes_its_total_with_it() -> None:
    assert protect(with_totals([[0], [2], [0]], total_row=True, total_column=False), 5, 3) == {(1, 0), (3, 0)}


def test_the_policy_names_its_source_and_says_that_no_law_states_the_number() -> None:
    assert policy().threshold > 1
    assert policy().source
    assert not policy().verified


def test_a_large_table_is_protected_quickly_enough() -> None:
    rows = [[(row * 7 + column * 3) % 11 for column in range(12)] for row in range(130)]
    table = with_totals(rows, total_row=True, total_column=True)
    hidden = protect(table, 5, 3)
    assert {(r, c) for r, row in enumerate(table.rows) for c, n in enumerate(row) if n and n < 5} <= hidden


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_beneath_a_total_that_is_told_no_small_number_is_left_to_subtract(numbers: list[int]) -> None:
    table = Table([*([one] for one in numbers), [sum(numbers)]], total_row=True)
    hidden = beneath_the_total(table)
    told = {
        place
        for place in exposed(table, hidden, policy().threshold, policy().spread)
        if place[0] < len(numbers)
    }
    every = {(row, 0) for row, number in enumerate(numbers) if number}
    assert not told or hidden == every  # of a single unit the total itself says what there is
    assert (len(numbers), 0) not in hidden
