"""What of an answer may leave the agency: small numbers of people, and what would tell them, stay."""

from dataclasses import replace

from chungtay.base.protection import exposed
from chungtay.catalogue.rules import Aggregation
from chungtay.indicators.queries.looking import Answer
from chungtay.indicators.rules import Blank, Figure, Table, policy, protect

_ADDED = (Aggregation.SUM, Aggregation.LAST)


def hidden_in(answer: Answer) -> frozenset[tuple[int, int]]:
    """Which numbers of the table, its total last, do not leave the agency."""
    if answer.measure.unit not in policy().units:
        return frozenset()
    return protect(_table(answer), policy().threshold, policy().spread)


def _table(answer: Answer) -> Table:
    rows = [*answer.rows, answer.total]
    numbers = [[None if one.value is None else int(one.value) for one in row.figures] for row in rows]
    adds = answer.rows and all(
        slot.aggregation in _ADDED and not slot.why_not for slot in answer.measure.slots
    )
    return Table(numbers, total_row=bool(adds))


def without_small(answer: Answer) -> Answer:
    """The same with those numbers held back beneath a total that is told in any case, as the words of a paper do."""
    if answer.measure.unit not in policy().units:
        return answer
    hidden = beneath_the_total(_table(answer))
    rows = [
        replace(
            row,
            figures=tuple(
                Figure(None, Blank.HELD_BACK) if (number, at) in hidden else figure
                for at, figure in enumerate(row.figures)
            ),
        )
        for number, row in enumerate(answer.rows)
    ]
    return replace(answer, rows=tuple(rows))


def beneath_the_total(table: Table) -> frozenset[tuple[int, int]]:
    """What ``protect`` hides of a table whose last row is told all the same: instead of it the next smallest goes."""
    limits = policy().threshold, policy().spread
    last = len(table.rows) - 1
    hidden = {place for place in protect(table, *limits) if place[0] != last}
    shown = sorted(
        (value, row, at)
        for row, values in enumerate(table.rows[:last])
        for at, value in enumerate(values)
        if value and (row, at) not in hidden
    )
    for _value, row, at in shown:
        if not {place for place in exposed(table, hidden, *limits) if place[0] != last}:
            break
        hidden.add((row, at))
    return frozenset(hidden)
