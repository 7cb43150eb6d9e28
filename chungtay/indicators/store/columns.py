"""The columns of the copy, in their order, and a change as a row of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

# Sorted by these within a file, so that a question of a few cells reads a few row groups.
ORDER = "cell, period, place, submission"
COLUMNS = {
    "submission": "BIGINT",
    "cell": "INTEGER",
    "place": "INTEGER",
    "agency": "INTEGER",
    "form": "INTEGER",  # the data set: what is reported twice, monthly and for the year, is counted once
    "period": "INTEGER",  # rules.periods.number_of
    "state": "TINYINT",  # figures' ValueState
    "amount": "BIGINT",  # in thousandths; null: not reported, with a reason
}
THOUSANDTHS = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """A value as it became with change ``number``; ``gone``: it was taken back and nobody says anything now.

    ``mark`` tells this change from another that bore its number, in a database put back to an earlier day.
    """

    number: int
    mark: str
    submission: int
    cell: int
    place: int
    agency: int
    form: int
    period: int
    state: int
    amount: int | None
    gone: bool
    year: int
    province: int


Feed = Callable[[int, int], Sequence[Change]]  # (after, limit) -> what followed, in order
INCOMING = {"number": "BIGINT", **COLUMNS, "gone": "BOOLEAN", "year": "SMALLINT", "province": "INTEGER"}


def columns_of(changes: Iterable[Change]) -> list[list[object]]:
    """One list for each column of INCOMING."""
    rows = list(changes)
    return [[getattr(row, name) for row in rows] for name in INCOMING]


def unnested() -> str:
    """A select of rows handed over as one list for each column: the quick way into DuckDB without Arrow."""
    return ", ".join(f"unnest(?::{kind}[]) AS {name}" for name, kind in INCOMING.items())
