"""Missed doses: how many days in a row, and what the health side does about it. Nobody else is told."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from chungtay.care.rules.words import DoseState, Reached

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FollowStep:
    """After so many days missed in a row, what is done and how."""

    days: int
    does: str
    how: Reached


def missed_in_a_row(doses: Mapping[date, DoseState], *, since: date, on: date) -> int:
    """Days missed without a break up to the day before ``on``, and ``on`` itself where it is marked missed.

    A past day that nobody wrote down counts as missed: silence must not hide that somebody stays away. An excused day
    neither counts nor breaks the row.
    """
    day = on if doses.get(on) is DoseState.MISSED else on - ONE_DAY
    missed = 0
    while day >= since:
        state = doses.get(day, DoseState.MISSED)
        if state is DoseState.TAKEN or (day == on - ONE_DAY and doses.get(on) is DoseState.TAKEN):
            break
        missed += state is DoseState.MISSED
        day -= ONE_DAY
    return missed


def step_for(missed: int) -> FollowStep | None:
    """The latest step that so many days have reached; None while nothing is missed."""
    return next((step for step in reversed(follow_steps()) if step.days <= missed), None)


def is_owed(missed: int, *, reached: date | None, on: date) -> bool:
    """Whether the step of the day has not been taken since the day on which it was reached."""
    step = step_for(missed)
    return step is not None and (reached is None or reached <= on - timedelta(days=missed - step.days + 1))


@cache
def follow_steps() -> tuple[FollowStep, ...]:
    text = files("chungtay.care").joinpath("data", "attendance.toml").read_text(encoding="utf-8")
    return tuple(
        FollowStep(row["days"], row["does"], Reached(row["how"])) for row in tomllib.loads(text)["step"]
    )
