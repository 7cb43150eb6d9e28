"""What a change of law or of holidays moves is told clock by clock, and nothing else is told."""

from copy import deepcopy
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chungtay.law.rules import calendar, due
from chungtay.law.rules.book import pages
from chungtay.law.rules.changes import Law, Move, MoveReason, Running, moves, national
from chungtay.law.rules.clocks import clocks_of
from chungtay.law.rules.moments import VIETNAM

START = datetime(2026, 9, 10, 15, 30, tzinfo=VIETNAM)  # a Thursday


def changed(clock: str, **row: Any) -> Law:
    """Today's law with other words in the newest row of one clock."""
    raw = deepcopy(pages("clocks"))
    raw[clock]["row"][0] |= row
    return Law(clocks_of(raw), calendar.national())


def with_day_off(day: date) -> Law:
    row = calendar.DaysOff(day, day, "Ngày nghỉ mới")
    return Law(national().clocks, calendar.of([*calendar.national().rows, row]))


def moved(running: list[Running], new: Law) -> dict[int, Move]:
    return {one.key: one for one in moves(running, national(), new)}


def test_a_changed_limit_moves_the_clocks_it_governs_and_no_other() -> None:
    running = [
        Running(1, "verify_residence", START),
        Running(2, "verify_residence", START, remote=True),
        Running(3, "transfer_file", START),
        Running(4, "verify_residence", START, on=date(2026, 6, 30)),  # governed by the old law
    ]
    found = moved(running, changed("verify_residence", limit=12))
    assert list(found) == [1]
    assert found[1].why is MoveReason.RULE
    assert found[1].before is not None
    assert found[1].after is not None
    assert found[1].before.due - found[1].after.due == timedelta(hours=12)


def test_a_new_article_with_the_same_limit_moves_nothing() -> None:
    assert (
        moved([Running(1, "verify_residence", START)], changed("verify_residence", article="Điều mới")) == {}
    )


def test_a_new_day_off_moves_only_clocks_that_count_over_it() -> None:
    running = [
        Running(1, "read_file", START),  # Friday 11, Monday 14, Tuesday 15
        Running(2, "read_file", START + timedelta(days=7)),
        Running(3, "verify_residence", START),  # hours
        Running(4, "end_aftercare", date(2026, 9, 15)),  # counts back over the 14th
        Running(5, "send_to_court", date(2026, 9, 14)),  # counts from the 15th on
    ]
    found = moved(running, with_day_off(date(2026, 9, 14)))
    assert list(found) == [1, 4]
    assert {one.why for one in found.values()} == {MoveReason.HOLIDAYS}
    assert found[1].after is not None
    assert found[1].after.due.date() == date(2026, 9, 16)
    assert found[4].after is not None
    assert found[4].after.opens == datetime(2026, 9, 9, tzinfo=VIETNAM)


def test_a_clock_that_the_new_law_drops_or_begins_is_told() -> None:
    without = Law({k: v for k, v in national().clocks.items() if k != "transfer_file"}, calendar.national())
    running = [Running(1, "transfer_file", START)]
    (dropped,) = moves(running, national(), without)
    (begun,) = moves(running, without, national())
    assert (dropped.after, begun.before) == (None, None)
    assert dropped.before == begun.after == due("transfer_file", START)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(national().clocks)),
            st.dates(date(2026, 7, 1), date(2026, 12, 31)),
            st.booleans(),
        ),
        max_size=20,
    ),
    st.dates(date(2026, 7, 1), date(2027, 1, 31)),
)
def test_what_moves_is_what_asking_twice_shows(asked: list[tuple[str, date, bool]], day: date) -> None:
    new = with_day_off(day) if day not in calendar.national().days_off else changed("read_file", limit=5)
    running = [Running(n, clock, start, remote=remote) for n, (clock, start, remote) in enumerate(asked)]
    expected = {}
    for one in running:
        before = due(one.clock, one.start, remote=one.remote)
        after = due(one.clock, one.start, remote=one.remote, calendar=new.calendar, clocks=new.clocks)
        if (before.opens, before.due) != (after.opens, after.due):
            expected[one.key] = (before.due, after.due)
    found = moved(running, new)
    assert {
        key: (one.before and one.before.due, one.after and one.after.due) for key, one in found.items()
    } == expected
