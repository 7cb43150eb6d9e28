"""How many tips, by subject and outcome, month and area, with small numbers hidden. Nothing of any tip is read."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from chungtay.base.protection import Table, protect
from chungtay.tips.rules.subjects import policy, subjects

OPEN = "open"  # no outcome yet


@dataclass(frozen=True, slots=True)
class Counted:
    """So many tips of one subject, outcome ("" while it is open), month (1..12) and commune (None: not told)."""

    subject: str
    outcome: str
    month: int
    commune: int | None
    number: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A table as it is shown: a row for each of ``rows``, a number for each of ``columns``, totals last.

    None stands for a number that is not shown.
    """

    name: str
    rows: tuple[object, ...]
    columns: tuple[object, ...]
    cells: tuple[tuple[int | None, ...], ...]


Key = Callable[[Counted], object]


def cuts_of(counted: Sequence[Counted], outcomes: Iterable[str]) -> list[Cut]:
    """By outcome, by month, by area. A total that one table hides is hidden in every table: they share theirs."""
    codes, communes = tuple(subjects()), tuple(sorted({row.commune or 0 for row in counted}))
    shapes: tuple[tuple[str, Key, tuple[object, ...]], ...] = (
        ("outcome", lambda row: row.outcome or OPEN, (OPEN, *outcomes)),
        ("month", lambda row: row.month, tuple(range(1, 13))),
        ("area", lambda row: row.commune or 0, communes),
    )
    tables = [_added(counted, codes, key, columns) for _name, key, columns in shapes]
    limits = policy()["statistics"]
    hidden = [protect(Table(rows, True, True), limits["threshold"], limits["spread"]) for rows in tables]
    last = len(codes)  # the row of totals
    shared = {
        row
        for rows, found in zip(tables, hidden, strict=True)
        for row, column in found
        if column == len(rows[0]) - 1
    }
    cuts = []
    for (name, _key, columns), rows, found in zip(shapes, tables, hidden, strict=True):
        gone = found | {(row, len(columns)) for row in shared if rows[row][-1] > 0}
        cells = tuple(
            tuple(None if (row, column) in gone else rows[row][column] for column in range(len(columns) + 1))
            for row in range(last + 1)
        )
        cuts.append(Cut(name, codes, columns, cells))
    return cuts


def _added(
    counted: Iterable[Counted], codes: tuple[str, ...], key: Key, columns: tuple[object, ...]
) -> list[list[int]]:
    """Subjects down, columns across, with totals at both edges."""
    found: Counter[tuple[str, object]] = Counter()
    for row in counted:
        found[row.subject, key(row)] += row.number
    rows = [[found[code, column] for column in columns] for code in codes]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    return [[*row, sum(row)] for row in rows]
