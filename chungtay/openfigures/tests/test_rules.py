"""What leaves, and what may stand beside what has left."""

from hypothesis import given
from hypothesis import strategies as st

from chungtay.base.protection import Table, exposed
from chungtay.openfigures.rules import (
    Beside,
    Counts,
    Entry,
    Line,
    OpenState,
    Place,
    Sheet,
    check_beside,
    check_editions,
    hide,
    sheet_of,
)

THRESHOLD, SPREAD = 5, 3
ROWS = st.lists(st.lists(st.integers(0, 12), min_size=2, max_size=2), min_size=2, max_size=4)


def counts(rows: list[list[int]]) -> Counts:
    total = [sum(column) for column in zip(*rows, strict=True)]
    keys = [*(f"xa{at}" for at in range(len(rows))), ""]
    return Counts(keys, ["2026-M01", "2026-M02"], Table([*rows, total], total_row=True))


def shown(told: Counts, hidden: frozenset[Place]) -> set[Place]:
    every = {(key, period) for key in told.keys for period in told.periods}
    return every - hidden


@given(ROWS)
def test_no_small_number_leaves_or_can_be_worked_out(rows: list[list[int]]) -> None:
    told = counts(rows)
    hidden = hide([told], (), THRESHOLD, SPREAD)
    assert check_editions([told], hidden, (), THRESHOLD, SPREAD) == []
    for key, period in shown(told, hidden):
        number = told.table.rows[told.keys.index(key)][told.periods.index(period)]
        assert number is None or number == 0 or number >= THRESHOLD


@given(ROWS, ROWS)
def test_a_later_edition_never_shows_what_was_hidden_and_never_tells_it(
    first: list[list[int]], second: list[list[int]]
) -> None:
    """Whoever keeps the first edition and takes its numbers for true: either nothing is told, or it is refused."""
    before, after = counts(first), counts((second * 4)[: len(first)])
    hidden_once = hide([before], (), THRESHOLD, SPREAD)
    hidden = hide([after], hidden_once, THRESHOLD, SPREAD)
    assert hidden_once <= hidden
    known = shown(before, hidden_once)
    places = {
        (after.keys.index(key), after.periods.index(period))
        for key, period in hidden
        if (key, period) not in known
    }
    told = exposed(after.table, places, THRESHOLD, SPREAD)
    assert bool(told) == bool(check_editions([after], hidden, known, THRESHOLD, SPREAD))


def test_two_tables_of_the_same_people_are_not_open_together() -> None:
    mine, other = frozenset({"DEMAND.FILE"}), frozenset({"DEMAND.REHAB"})
    assert [p.code for p in check_beside(mine, 2026, [Beside(mine, 2025, is_open=True)])] == ["same_people"]
    assert check_beside(mine, 2026, [Beside(other, 2026, is_open=True)]) == []
    assert check_beside(frozenset(), 2026, [Beside(frozenset(), 2026, is_open=True)]) == []


def test_what_was_withdrawn_is_remembered_by_its_readers() -> None:
    mine = frozenset({"DEMAND.FILE"})
    assert check_beside(mine, 2026, [Beside(mine, 2026, is_open=False)])
    assert check_beside(mine, 2026, [Beside(mine, 2025, is_open=False)]) == []


def test_an_edition_is_read_back_as_it_was_kept() -> None:
    entries = [Entry(OpenState.SAID, "12.5"), Entry(OpenState.HIDDEN)]
    made = Sheet(
        {"vi": "Tên", "en": "Name"},
        {"vi": "", "en": ""},
        "người",
        ["2026"],
        [Line("", {"vi": "Cả"}, entries)],
    )
    assert sheet_of(made.as_json()) == made
