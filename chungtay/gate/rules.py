"""What is counted of files, and how heads become the cells of a form. Pure: it sees no name, only what is counted."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "counts.toml"


class What(StrEnum):
    """Who is counted for a figure."""

    STANDING = "standing"  # who stands on a list of the law on the last day
    ENTERED = "entered"  # who came onto it in the period
    LEFT = "left"  # who left it in the period
    COURSE = "course"  # who is in one of some states of the law on the last day


@dataclass(frozen=True, slots=True)
class Count:
    """``forms``: which state or measure of the law is which option of "form"; ``events``: only who left for these."""

    element: str
    list: str
    by: tuple[str, ...]
    what: What = What.STANDING
    events: frozenset[str] = frozenset()
    forms: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def flows(self) -> bool:
        """Whether it counts what happened in the period, and not who is there at its end."""
        return self.what in (What.ENTERED, What.LEFT)

    @property
    def cells(self) -> tuple[str, ...]:
        """The codes of all its cells."""
        return tuple(self.cell(options) for options in product(*(options_of(self, one) for one in self.by)))

    def cell(self, options: tuple[str, ...]) -> str:
        return f"{self.element}:{'.'.join(options)}" if options else self.element

    def form(self, course: Sequence[str]) -> str:
        """The option of who has gone this way: by the last of it that is named; "" for none."""
        return next((self.forms[at] for at in reversed(course) if at in self.forms), "")


@dataclass(frozen=True, slots=True)
class Head:
    """One person as far as a count may know: how old, which sex, which people of the census ("" not written down),
    which option of "form".
    """

    age: int
    sex: str
    ethnicity: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """``values`` by the code of their cell, every option said, zero as well. ``unknown`` heads could not be placed:
    then nothing is said, for a total without them would be wrong.
    """

    values: dict[str, Decimal]
    unknown: int = 0


@cache
def counts() -> tuple[Count, ...]:
    return tuple(
        Count(
            row["element"], row.get("list", ""), tuple(row["by"]), What(row["what"]),
            frozenset(row.get("events", ())), row.get("forms", {}),
        )
        for row in _said()["count"]
    )  # fmt: skip


@cache
def counted_cells() -> frozenset[str]:
    """The codes of all cells that may be counted."""
    return frozenset(cell for count in counts() for cell in count.cells)


def nobody_moved(what: What) -> frozenset[str]:
    """Events by which a file comes onto a list or leaves it without anybody coming or going."""
    return frozenset(_said()["nobody_moved"][what])


def tally(count: Count, heads: Iterable[Head]) -> Tally:
    """
    >>> tally(Count("A", "users", ("sex",)), [Head(20, "male", ""), Head(31, "male", "")]).values
    {'A:nam': Decimal('2'), 'A:nu': Decimal('0')}
    >>> tally(Count("B", "users", ()), [Head(20, "", "")]).values
    {'B': Decimal('1')}
    """
    found: Counter[str] = Counter()
    unknown = 0
    for head in heads:
        options = tuple(_option(split, head) for split in count.by)
        if all(options):
            found[count.cell(options)] += 1
        else:
            unknown += 1
    if unknown:
        return Tally({}, unknown)
    return Tally({cell: Decimal(found[cell]) for cell in count.cells})


def options_of(count: Count, split: str) -> tuple[str, ...]:
    """The options of a breakdown in the catalogue's words."""
    said = _said()
    match split:
        case "sex":
            return tuple(said["sexes"].values())
        case "age":
            return tuple(said["ages"])
        case "ethnicity":
            return tuple(said["ethnicities"].values())
        case "form":
            return tuple(dict.fromkeys(count.forms.values()))
    raise KeyError(split)


@dataclass(frozen=True, slots=True)
class Stay:
    """On the list of a body from ``since`` until before ``end`` (date.max: still there). ``came`` and ``left`` are the
    caller's own names for the entries by which.
    """

    body: int
    since: date
    end: date
    came: int
    left: int


def once(stays: Iterable[Stay]) -> list[Stay]:
    """The stays of one human being on one list, told by several records: on each day at one body and once.

    Who had the person first counts them until its own stay is over; what goes on at one body is one stay.
    """
    told: list[Stay] = []
    for one in sorted(stays, key=lambda stay: stay.since):
        last = told[-1] if told else None
        if one.end <= max(one.since, last.end if last else one.since):
            continue
        if last and one.body == last.body and one.since <= last.end:
            told[-1] = replace(last, end=one.end, left=one.left)
        else:
            told.append(replace(one, since=max(one.since, last.end) if last else one.since))
    return told


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
        case "form":
            return head.form
    raise KeyError(split)


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))
