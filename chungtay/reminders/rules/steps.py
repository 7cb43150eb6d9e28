"""policy.toml: on which working days which reminder comes, and to whom."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from chungtay.notices.rules import Act


class Tie(StrEnum):
    """Why a person hears of a thing, the nearest first."""

    OWN = "own"  # the thing is theirs to do
    CHIEF = "chief"  # they head the body that is late
    PARENT = "parent"  # they head the body above it
    OFFICE = "office"  # they follow the plan


@dataclass(frozen=True, slots=True)
class Steps:
    """Signed working days from the day of a thing, rising; after the last again after ``every``, 0 for never."""

    days: tuple[int, ...]
    every: int = 0

    def reached(self, distance: int) -> int | None:
        """The last step that is not after ``distance``; None before the first.

        >>> Steps((-1, 0, 3), every=5).reached(14)
        13
        """
        passed = [day for day in self.days if day <= distance]
        if not passed:
            return None
        if self.every and len(passed) == len(self.days):
            return passed[-1] + (distance - passed[-1]) // self.every * self.every
        return passed[-1]


Policy = Mapping[Act, Mapping[Tie, Steps]]


@cache
def policy() -> Policy:
    """The steps of each act, by tie; an act or tie that is not known fails here."""
    raw = tomllib.loads(files("chungtay.reminders").joinpath("policy.toml").read_text(encoding="utf-8"))
    return {act: _steps_of(raw[act]) for act in Act}


def _steps_of(row: Mapping[str, object]) -> dict[Tie, Steps]:
    ties = {Tie.OWN: Steps(_days(row["steps"]), _number(row.get("every", 0)))}
    return ties | {tie: Steps(_days(row[tie])) for tie in Tie if tie in row}


def _days(said: object) -> tuple[int, ...]:
    if not isinstance(said, list) or sorted(said) != said:
        raise ValueError(f"steps must rise: {said}")
    return tuple(_number(day) for day in said)


def _number(said: object) -> int:
    if not isinstance(said, int):
        raise ValueError(f"not a number of days: {said}")
    return said


def horizon() -> int:
    """The longest warning, in working days."""
    return -min(day for ties in policy().values() for steps in ties.values() for day in steps.days)
