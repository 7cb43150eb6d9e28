"""The facts of a commune as evidence: each with its value, where it comes from, or why it is missing."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from chungtay.areas.rules.words import FactSource

Value = Decimal | bool


@dataclass(frozen=True, slots=True)
class FactKind:
    """A fact that a criterion asks for. ``stated``: on what paper it is said by hand, where no form asks for it."""

    name: str
    label: str
    unit: str
    parts: tuple[tuple[str, ...], ...] = ()
    sets: tuple[str, ...] = ()
    adds: bool = False
    stated: str = ""

    @property
    def is_yes_no(self) -> bool:
        return bool(self.stated)


@dataclass(frozen=True, slots=True)
class Input:
    """One cell-total of one report: which form and period, who reports, what it says; ``cell`` opens it."""

    element: str
    period: str
    value: Decimal
    submission: int
    cell: int
    who: str
    state: str


@dataclass(frozen=True, slots=True)
class Fact:
    """``value`` None: missing, and ``why`` says what is missing. Elsewhere ``why`` says where it comes from."""

    name: str
    value: Value | None
    source: FactSource
    why: str = ""
    inputs: tuple[Input, ...] = ()


@cache
def fact_kinds() -> dict[str, FactKind]:
    raw = tomllib.loads(files("chungtay.areas").joinpath("evidence.toml").read_text(encoding="utf-8"))
    return {
        name: FactKind(
            name, one["label"], one["unit"], tuple(tuple(part) for part in one.get("parts", ())),
            tuple(one.get("sets", ())), one.get("how") == "sum", one.get("stated", ""),
        )
        for name, one in raw.items()
    }  # fmt: skip


def plain_facts(facts: Mapping[str, Fact]) -> dict[str, object]:
    """What the law is asked: only facts that are there. What is missing stays missing."""
    return {name: fact.value for name, fact in facts.items() if fact.value is not None}


def to_json(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """As a snapshot keeps it; numbers are text, so that nothing is rounded."""
    return {
        name: {
            "value": fact.value if isinstance(fact.value, bool) or fact.value is None else f"{fact.value:f}",
            "source": str(fact.source), "why": fact.why,
            "inputs": [
                [i.element, i.period, f"{i.value:f}", i.submission, i.cell, i.who, i.state] for i in fact.inputs
            ],
        }
        for name, fact in facts.items()
    }  # fmt: skip


def from_json(kept: Mapping[str, Any]) -> dict[str, Fact]:
    return {name: _fact(name, one) for name, one in kept.items()}


def _fact(name: str, one: Mapping[str, Any]) -> Fact:
    value = one["value"]
    inputs = (Input(e, p, Decimal(v), s, c, w, t) for e, p, v, s, c, w, t in one["inputs"])
    shown = Decimal(value) if isinstance(value, str) else value
    return Fact(name, shown, FactSource(one["source"]), one["why"], tuple(inputs))


def changed_since(kept: Mapping[str, Fact], now: Mapping[str, Fact]) -> dict[str, tuple[Fact, Fact]]:
    """The facts that say something else today than when they were used."""
    return {
        name: (fact, now[name])
        for name, fact in kept.items()
        if name in now and now[name].value != fact.value
    }
