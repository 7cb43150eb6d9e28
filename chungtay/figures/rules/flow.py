"""Levels, powers, days and reasons of flow.toml."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _flow() -> dict[str, Any]:
    return tomllib.loads(files("chungtay.figures").joinpath("flow.toml").read_text(encoding="utf-8"))


def reasons() -> dict[int, str]:
    """Why a figure is not reported, by code, in Vietnamese."""
    return {row["code"]: row["words"] for row in _flow()["missing"]}


def sending_powers() -> frozenset[str]:
    return frozenset(_flow()["sending"]["powers"])


def closing_days() -> int:
    """Working days after the due day on which a form closes."""
    return int(_flow()["closing"]["working_days"])


@dataclass(frozen=True, slots=True)
class Levels:
    """Which levels approve what a body of some level has counted, in order; ``verified`` whether the law was read."""

    steps: tuple[str, ...]
    verified: bool

    @property
    def between(self) -> bool:
        """Whether a level stands between the body that counts and the last one."""
        return len(self.steps) > 1


def levels_of(level: str, *, on: date) -> Levels:
    """Who approves what a body of this level counts for a period whose last day is ``on``.

    >>> levels_of("commune", on=date(2025, 6, 14)).steps, levels_of("commune", on=date(2025, 7, 14)).steps
    (('district', 'province'), ('province',))
    """
    row = next(row for row in _flow()["levels"] if "until" not in row or on <= row["until"])
    order: list[str] = row["order"]
    above = order[order.index(level) + 1 :] if level in order else []
    return Levels(tuple(above or order[-1:]), row["verified"])
