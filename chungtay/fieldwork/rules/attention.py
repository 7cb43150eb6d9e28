"""One thing in a register that needs somebody's attention."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from chungtay.base.problems import Problem

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as these rules read it: its number, whose it is, its day and its answers."""

    entry: int
    place: int
    day: date
    answers: Answers

    def day_of(self, question: str) -> date | None:
        given = self.answers.get(question)
        return date.fromisoformat(str(given)[:10]) if given else None


@dataclass(frozen=True, slots=True)
class Attention:
    """``due`` is the last day on which it is in time; None where it is simply wrong."""

    register: str
    entry: int
    problem: Problem
    due: date | None = None

    def is_late(self, today: date) -> bool:
        return self.due is None or self.due < today

    @property
    def order(self) -> tuple[bool, date, int]:
        return self.due is not None, self.due or date.min, self.entry


@cache
def policy() -> dict[str, Any]:
    """The reminders of policy.toml."""
    return tomllib.loads(files("chungtay.fieldwork").joinpath("policy.toml").read_text(encoding="utf-8"))


def soon(what: str) -> int:
    """How many days before its due day a thing of this kind is told."""
    return int(policy()["soon_days"][what])


def said(day: date) -> str:
    return f"{day:%d/%m/%Y}"
