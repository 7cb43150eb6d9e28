"""What is counted of files, and how heads become the cells of a form. Pure: it sees no name, only what is counted."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "counts.toml"


@dataclass(frozen=True, slots=True)
class Count:
    element: str
    list: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """One person as far as a count may know: how old, which sex, which people of the census ("" not written down)."""

    age: int
    sex: str
    ethnicity: str


@dataclass(frozen=True, slots=True)
class Tally:
    """``values`` by the code of their cell, every option said, zero as well. ``unknown`` heads could not be placed:
    then nothing is said, for a total without them would be wrong.
    """

    values: dict[str, Decimal]
    unknown: int = 0


@cache
def counts() -> tuple[Count, ...]:
    return tuple(Count(row["element"], row["list"], tuple(row["by"])) for row in _said()["count"])


def tally(count: Count, heads: Iterable[Head]) -> Tally:
    """
    >>> tally(Count("A", "users", ("sex",)), [Head(20, "male", ""), Head(31, "male", "")]).values
    {'A:nam': Decimal('2'), 'A:nu': Decimal('0')}
    """
    found: Counter[tuple[str, ...]] = Counter()
    unknown = 0
    for head in heads:
        options = tuple(_option(split, head) for split in count.by)
        if all(options):
            found[options] += 1
        else:
            unknown += 1
    if unknown:
        return Tally({}, unknown)
    every = product(*(options_of(split) for split in count.by))
    return Tally({f"{count.element}:{'.'.join(options)}": Decimal(found[options]) for options in every})


def options_of(split: str) -> tuple[str, ...]:
    """The options of a breakdown in the catalogue's words."""
    said = _said()
    match split:
        case "sex":
            return tuple(said["sexes"].values())
        case "age":
            return tuple(said["ages"])
        case "ethnicity":
            return tuple(said["ethnicities"].values())
    raise KeyError(split)


def _option(split: str, head: Head) -> str:
    said = _said()
    match split:
        case "sex":
            return str(said["sexes"].get(head.sex, ""))
        case "age":
            return next((name for name, (low, high) in said["ages"].items() if low <= head.age <= high), "")
        case "ethnicity":
            known = said["ethnicities"]
            return str(known.get(head.ethnicity, known["other"])) if head.ethnicity else ""
    raise KeyError(split)


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))
