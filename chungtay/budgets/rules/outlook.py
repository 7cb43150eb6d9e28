"""Where the year is heading: the forecast to its end, what is slow, which estimate is due."""

import tomllib
from calendar import isleap
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Figures:
    """Money of one thing, in đồng. ``planned`` is None where the estimate does not say it so finely."""

    planned: int | None = None
    allotted: int = 0
    committed: int = 0
    spent: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        known = [planned for planned in (self.planned, other.planned) if planned is not None]
        return Figures(
            planned=sum(known) if known else None, allotted=self.allotted + other.allotted,
            committed=self.committed + other.committed, spent=self.spent + other.spent,
        )  # fmt: skip

    @property
    def left(self) -> int:
        return self.allotted - self.committed - self.spent

    @property
    def whole(self) -> int:
        return max(self.planned or 0, self.allotted)

    @property
    def percent_spent(self) -> int | None:
        """Of what was allotted, whole percents rounded down; None where nothing was."""
        return self.spent * 100 // self.allotted if self.allotted else None


@dataclass(frozen=True, slots=True)
class EstimateDue:
    on: date
    what: str
    article: str
    verified: bool


@cache
def _outlook() -> dict[str, Any]:
    return tomllib.loads(files("chungtay.budgets").joinpath("outlook.toml").read_text(encoding="utf-8"))


def estimate_names() -> list[str]:
    """What is due through the year, in the order of its days."""
    return [str(row["what"]) for row in _outlook()["estimate"]]


def next_estimate(today: date) -> EstimateDue:
    """The next day on which an annual estimate is due."""
    dues = [
        EstimateDue(date(year, row["month"], row["day"]), row["what"], row["article"], row["verified"])
        for year in (today.year, today.year + 1)
        for row in _outlook()["estimate"]
    ]
    return min((due for due in dues if due.on >= today), key=lambda due: due.on)


def days_gone(year: int, today: date) -> tuple[int, int]:
    """How many days of the year are over, of how many."""
    length = 366 if isleap(year) else 365
    return min(max((today - date(year, 1, 1)).days + 1, 0), length), length


def forecast(figures: Figures, year: int, today: date) -> int | None:
    """What will be spent by 31/12 if it goes on as until today: at the same pace, promises kept, never more
    than is allotted. None before the pace can be told.
    """
    gone, length = days_gone(year, today)
    if gone < _outlook()["pace"]["not_before_day"]:
        return None
    paced = figures.spent * length // gone
    return min(max(paced, figures.spent + figures.committed), figures.allotted)


def is_slow(figures: Figures, year: int, today: date) -> bool:
    """Whether spending lags behind the year by more than the house allows, or a past year left money unspent."""
    gone, length = days_gone(year, today)
    if not figures.allotted or gone < _outlook()["pace"]["not_before_day"]:
        return False
    behind = gone * 100 // length - figures.spent * 100 // figures.allotted
    return behind > int(_outlook()["pace"]["behind_percent"])
