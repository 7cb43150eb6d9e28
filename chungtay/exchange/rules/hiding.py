"""Which numbers of people do not leave the body that oversees them: the small, and what would tell them.

A file has no totals, but its reader may know them from elsewhere: so the total of every unit above, and over every
breakdown whose parts may be added, counts as known.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chungtay.base.protection import Table, exposed, protect
from chungtay.exchange.rules.shape import Shape


@dataclass(frozen=True, slots=True)
class Counted:
    """A count of people: which report, under which unit above that, which period and cell."""

    report: int
    above: str
    period: str
    cell: str
    number: int


def hidden_of(
    shape: Shape, counted: Iterable[Counted], *, threshold: int, spread: int
) -> frozenset[tuple[int, str]]:
    """(report, cell) of each number that stays. One table for each element, period and unit above."""
    tables: dict[tuple[str, str, str], dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for one in counted:
        key = (one.above, one.period, shape.cells[one.cell].element)
        tables[key][one.report][one.cell] = one.number
    cells: dict[str, list[str]] = defaultdict(list)
    for code, cell in shape.cells.items():
        cells[cell.element].append(code)
    return frozenset(
        hidden
        for (_above, _period, element), rows in tables.items()
        for hidden in _hidden_in(rows, cells[element], _adds(shape, element), threshold, spread)
    )


def _adds(shape: Shape, element: str) -> bool:
    divisions = shape.elements[element].divisions
    return bool(divisions) and all(shape.divisions[code].additive for code in divisions)


def _hidden_in(
    rows: Mapping[int, Mapping[str, int]], cells: list[str], adds: bool, threshold: int, spread: int
) -> Iterable[tuple[int, str]]:
    reports = sorted(rows)
    numbers: list[list[int | None]] = [[rows[report].get(cell) for cell in cells] for report in reports]
    if not any(0 < number < threshold for row in numbers for number in row if number is not None):
        return
    if adds:
        numbers = [[*row, _sum(row)] for row in numbers]
    numbers.append([_sum(column) for column in zip(*numbers, strict=True)])
    table = Table(numbers, total_row=True, total_column=adds)
    inner = {(row, column) for row in range(len(reports)) for column in range(len(cells))}
    hidden = protect(table, threshold, spread) & inner
    if exposed(table, hidden, threshold, spread):  # only a hidden total would have helped, and it is known
        hidden = frozenset((row, column) for row, column in inner if numbers[row][column])
    for row, column in hidden:
        yield reports[row], cells[column]


def _sum(numbers: Iterable[int | None]) -> int:
    return sum(number or 0 for number in numbers)
