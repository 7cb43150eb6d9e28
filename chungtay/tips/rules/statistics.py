"""How many tips, by subject and outcome, month and area, every number rounded. Nothing of any tip is read.

The tables share their totals, so that a number hidden in one could be worked out of another. Here none is hidden and
none is exact: each goes up or down to a multiple of the policy's ``base`` by a step that nobody outside knows, which
stays the same for that number (random rounding, as Statistics Canada and Stats NZ do it). On average it is right.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

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
    """A table as it is shown: a row for each of ``rows``, a number for each of ``columns``, totals last."""

    name: str
    rows: tuple[object, ...]
    columns: tuple[object, ...]
    cells: tuple[tuple[int, ...], ...]


Key = Callable[[Counted], object]
Chance = Callable[[str], int]


def cuts_of(counted: Sequence[Counted], outcomes: Iterable[str], chance: Chance) -> list[Cut]:
    """By outcome, by month, by area. ``chance``: a secret number of its own for each name of a cell.

    An area stands there where its total is not rounded to nothing: that it stands there would tell a single tip.
    """
    codes, communes = tuple(subjects()), tuple(sorted({row.commune or 0 for row in counted}))
    shapes: tuple[tuple[str, Key, tuple[object, ...]], ...] = (
        ("outcome", lambda row: row.outcome or OPEN, (OPEN, *outcomes)),
        ("month", lambda row: row.month, tuple(range(1, 13))),
        ("area", lambda row: row.commune or 0, communes),
    )
    cuts = []
    for name, key, columns in shapes:
        found = {
            (code, column): rounded(number, chance(_name(name, code, column)))
            for (code, column), number in _added(counted, key).items()
        }
        if name == "area":
            columns = tuple(column for column in columns if found[None, column])
        cells = tuple(
            tuple(found.get((code, column), 0) for column in (*columns, None)) for code in (*codes, None)
        )
        cuts.append(Cut(name, codes, columns, cells))
    return cuts


def rounded(number: int, chance: int) -> int:
    """Up or down to a multiple of the base; nothing stays nothing.

    >>> rounded(0, 4), rounded(3, 1), rounded(3, 2), rounded(5, 4)
    (0, 0, 5, 5)
    """
    base: int = policy()["statistics"]["base"]
    return (number + chance % base) // base * base


def _name(cut: str, code: str | None, column: object) -> str:
    """Of a number; a total is the same number in every table, and so has one name."""
    return f"{code}:total" if column is None else f"{code}:{cut}:{column}"


def _added(counted: Iterable[Counted], key: Key) -> Counter[tuple[str | None, object]]:
    """By subject and column; None stands for all of them."""
    found: Counter[tuple[str | None, object]] = Counter()
    for row in counted:
        for code in (row.subject, None):
            for column in (key(row), None):
                found[code, column] += row.number
    return found
