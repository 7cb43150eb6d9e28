"""Until when a closed file may be opened, and when its names go: the province's own rule, told to the person."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from chungtay.law.rules import calendar
from chungtay.law.rules.moments import months_later


@dataclass(frozen=True, slots=True)
class Ending:
    """What becomes of a file that closed: sealed on a day, its names erased on a later one.

    ``gone_on``: by then the machine erases them, where nobody has.
    """

    sealed_on: date
    erased_on: date
    gone_on: date
    why_sealed: str
    why_erased: str


@cache
def policy() -> Mapping[str, Any]:
    return tomllib.loads(
        files("chungtay.rights").joinpath("data", "keeping.toml").read_text(encoding="utf-8")
    )


def ending_of(closed_on: date) -> Ending:
    seal, erase = policy()["seal"], policy()["erase"]
    erased_on = months_later(closed_on, erase["months"])
    return Ending(
        sealed_on=closed_on + timedelta(days=seal["days"]),
        erased_on=erased_on,
        gone_on=erased_on + timedelta(days=erase["by_itself_days"]),
        why_sealed=seal["why"],
        why_erased=erase["why"],
    )


def closed_by(on: date) -> tuple[date, date]:
    """The latest days of closing of the files that are to be sealed by a day, and of those to be erased."""
    known, one = policy(), timedelta(days=1)
    erase = months_later(on, -known["erase"]["months"])
    while ending_of(erase + one).erased_on <= on:  # months of unequal lengths end on one day
        erase += one
    return on - timedelta(days=known["seal"]["days"]), erase


def erased_by_itself(on: date) -> date:
    """The latest day of closing of the files that the machine erases on a day, because nobody has."""
    return closed_by(on - timedelta(days=policy()["erase"]["by_itself_days"]))[1]


def answer_until(asked_on: date) -> date:
    """The last day on which a request about one's own data is answered on time."""
    return calendar.national().working_day(asked_on, policy()["request"]["working_days"])
