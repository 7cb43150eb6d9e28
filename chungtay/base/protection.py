"""Small numbers in a table that leaves the agency: hidden, and not to be had back from the totals either.

The table with its totals is a circulation: an arc for each number, a node for each row and each column, and what goes
into a node comes out of it. Who reads the table knows the arcs that are shown; a hidden one may be any number from 1
(zeros are shown, and seen to be). It can be told apart from its neighbours by n more or less exactly if n can be sent
round a ring of hidden arcs. So further numbers are hidden until every small one can move far enough.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Node = tuple[str, int]
_FREE: Node = ("free", 0)  # what has no total gives and takes without limit
_ENDLESS = 1 << 60


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers as they stand, rows of equal length; None: not reported, or not a number.

    ``total_row``: the last row is the sum of the others; ``total_column``: the last column is.
    """

    rows: Sequence[Sequence[int | None]]
    total_row: bool = False
    total_column: bool = False


def protect(table: Table, threshold: int, spread: int) -> frozenset[tuple[int, int]]:
    """Which (row, column) to hide: the small ones, and so many others that none of them can be worked out."""
    numbers = dict(_numbers(table))
    small = sorted(place for place, number in numbers.items() if 0 < number < threshold)
    hidden = set(small)
    for place in small:
        while _room(table, hidden, place, spread) < spread - 1:
            another = _next_to_hide(table, hidden, place, spread)
            if another is None:
                break
            hidden.add(another)
    for place in sorted(hidden.difference(small), key=lambda place: -numbers[place]):
        fewer = hidden - {place}
        if all(_room(table, fewer, other, spread) >= spread - 1 for other in small):
            hidden = fewer
    return frozenset(hidden)


def exposed(
    table: Table, hidden: Collection[tuple[int, int]], threshold: int, spread: int
) -> frozenset[tuple[int, int]]:
    """The small numbers that who knows all but the ``hidden`` ones could work out, or sees."""
    numbers = dict(_numbers(table))
    known = {place for place in hidden if place in numbers}
    small = [place for place, number in numbers.items() if 0 < number < threshold]
    return frozenset(
        place for place in small if place not in known or _room(table, known, place, spread) < spread - 1
    )


def _numbers(table: Table) -> Iterator[tuple[tuple[int, int], int]]:
    for row, numbers in enumerate(table.rows):
        for column, number in enumerate(numbers):
            if number is not None:
                yield (row, column), number


def _arc(table: Table, place: tuple[int, int]) -> tuple[Node, Node]:
    """From where to where a number flows: inner ones row -> column, totals back."""
    row, column = place
    last_row = table.total_row and row == len(table.rows) - 1
    last_column = table.total_column and column == len(table.rows[0]) - 1
    of_row: Node = ("row", row) if table.total_column else _FREE
    of_column: Node = ("column", column) if table.total_row else _FREE
    return (of_column, of_row) if last_row != last_column else (of_row, of_column)


def _room(table: Table, hidden: set[tuple[int, int]], place: tuple[int, int], enough: int) -> int:
    """How many other values the hidden number may have to who sees the rest, counted up to ``enough``."""
    tail, head = _arc(table, place)
    value = table.rows[place[0]][place[1]]
    assert value is not None  # noqa: S101  only numbers are hidden
    more = _flow(table, hidden - {place}, head, tail, enough)
    less = _flow(table, hidden - {place}, tail, head, min(enough, value - 1))
    return more + less


def _flow(table: Table, hidden: set[tuple[int, int]], start: Node, end: Node, most: int) -> int:
    """How much can be sent from one node to another by raising and lowering hidden numbers, none below 1."""
    if start == end:
        return most
    space: dict[Node, dict[Node, int]] = defaultdict(lambda: defaultdict(int))
    for row, column in hidden:
        tail, head = _arc(table, (row, column))
        space[tail][head] += _ENDLESS
        space[head][tail] += (table.rows[row][column] or 1) - 1
    sent = 0
    while sent < most and (way := _way(space, start, end)):
        step = min(most - sent, *(space[one][other] for one, other in pairwise(way)))
        for one, other in pairwise(way):
            space[one][other] -= step
            space[other][one] += step
        sent += step
    return sent


def _way(space: dict[Node, dict[Node, int]], start: Node, end: Node) -> list[Node]:
    """The shortest way with space on every step; empty where there is none."""
    before: dict[Node, Node] = {start: start}
    waiting = deque([start])
    while waiting and end not in before:
        here = waiting.popleft()
        for there, room in list(space[here].items()):
            if room > 0 and there not in before:
                before[there] = here
                waiting.append(there)
    if end not in before:
        return []
    way = [end]
    while way[-1] != start:
        way.append(before[way[-1]])
    return way[::-1]


def _next_to_hide(
    table: Table, hidden: set[tuple[int, int]], place: tuple[int, int], spread: int
) -> tuple[int, int] | None:
    """The smallest number in the same row or column whose hiding gives room enough, else the one that gives most.

    None where everything is hidden. Zeros stay: who sees that they are hidden would know that they are not zero.
    """
    others = [(at, number) for at, number in _numbers(table) if at not in hidden and number > 0]
    near = [found for found in others if found[0][0] == place[0] or found[0][1] == place[1]]
    best, most = None, -1
    for at, _number in sorted(
        near or others, key=lambda found: (_is_total(table, found[0]), found[1], found[0])
    ):
        room = _room(table, {*hidden, at}, place, spread)
        if room > most:
            best, most = at, room
        if room >= spread - 1:
            break
    return best


def _is_total(table: Table, place: tuple[int, int]) -> bool:
    last_row = table.total_row and place[0] == len(table.rows) - 1
    return last_row or (table.total_column and place[1] == len(table.rows[0]) - 1)
