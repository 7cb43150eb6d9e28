"""What the person is to be told and given at each step, and what of that has been done."""

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from chungtay.law.rules.book import Row, row_fields


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTell(Row):
    """A row of told.toml: after which events what is told and given; ``parents``: to those of a minor too."""

    name: str
    after: frozenset[str]
    gives: str
    form: str
    parents: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """A step of a file: its number, what happened, when."""

    number: int
    event: str
    on: date


@dataclass(frozen=True, slots=True)
class Owed:
    """What was to be told after a step, to whom ("person", "parents")."""

    step: Happened
    row: ToTell
    to: str


def owed(steps: Iterable[Happened], *, age: int, told: Collection[tuple[int, str, str]]) -> list[Owed]:
    """What is not yet told. ``told`` holds (number of the step, name of the row, to whom)."""
    return [
        one
        for step in steps
        for row in rows()
        if step.event in row.after and row.holds(step.on)
        for one in (Owed(step, row, to) for to in receivers(row, age))
        if (step.number, row.name, one.to) not in told
    ]


def receivers(row: ToTell, age: int) -> tuple[str, ...]:
    return ("person", "parents") if row.parents and age < 18 else ("person",)


@cache
def rows() -> tuple[ToTell, ...]:
    text = files("chungtay.rights").joinpath("data", "told.toml").read_text(encoding="utf-8")
    return tuple(
        ToTell(
            name=raw["name"],
            after=frozenset(raw["after"]),
            gives=raw["gives"],
            form=raw.get("form", ""),
            parents=raw["parents"],
            **row_fields(raw),
        )
        for raw in tomllib.loads(text)["told"]
    )
