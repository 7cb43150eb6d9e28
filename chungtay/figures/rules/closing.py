"""Figures closed for a report: each cell's hash covers its own words and the hash before it, as in the journal."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from decimal import Decimal

FIRST_LINK = "0" * 64


@dataclass(frozen=True, slots=True)
class Closed:
    """What a closed cell says, in the order in which it is hashed."""

    data_set: str
    agency: int
    place: int
    period: str
    cell: str
    value: Decimal | None
    missing: int | None
    state: int
    revision: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What was closed, and when the feed of changes stood where."""

    title: str
    place: int
    data_sets: tuple[str, ...]
    periods: tuple[str, ...]
    change: int


def cell_hash(closed: Closed, previous: str) -> str:
    said = [
        previous,
        *(str(part.normalize()) if isinstance(part, Decimal) else part for part in astuple(closed)),
    ]
    return _hash(said)


def snapshot_hash(scope: Scope, last: str, count: int) -> str:
    """Over the scope and the last cell's hash, and so over every cell."""
    return _hash([last, count, *astuple(scope)])


def links(cells: Iterable[Closed]) -> Iterator[str]:
    """The hash of each cell, in order."""
    previous = FIRST_LINK
    for closed in cells:
        previous = cell_hash(closed, previous)
        yield previous


def _hash(said: list[object]) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
