"""The rules as data: files that a lawyer edits, read into rows with their first and last day, article and source."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any, TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One rule from ``valid_from`` to ``valid_to``, both included; None: still in force.

    ``source`` holds keys of sources.toml; ``note`` says why a row is not ``verified``.
    """

    valid_from: date
    valid_to: date | None
    article: str
    source: tuple[str, ...]
    verified: bool
    note: str = ""

    def holds(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


AnyRow = TypeVar("AnyRow", bound=Row)


def in_force(rows: Iterable[AnyRow], day: date) -> AnyRow | None:
    """The row of ``rows`` that holds on ``day``; at most one does."""
    return next((row for row in rows if row.holds(day)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime(Row):
    """An era of the law on drugs, called by the year of its law."""

    name: str


@cache
def pages(name: str) -> dict[str, Any]:
    """The file ``name``.toml; what has a decimal point in it is an exact fraction."""
    text = (resources.files("chungtay.law") / "data" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Fraction)


def row_fields(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What every row has, as arguments of :class:`Row`."""
    return {
        "valid_from": raw["from"],
        "valid_to": raw.get("to"),
        "article": raw["article"],
        "source": tuple(raw["source"]),
        "verified": raw["verified"],
        "note": raw.get("note", ""),
    }


@cache
def regimes() -> tuple[Regime, ...]:
    """The eras, the oldest first."""
    return tuple(Regime(name=raw["name"], **row_fields(raw)) for raw in pages("regimes")["regime"])
