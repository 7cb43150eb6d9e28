"""Which pictures of figures a post gets; dashboards.toml says it."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Shown(StrEnum):
    """How a measure is drawn."""

    SERIES = "series"
    UNITS = "units"


@dataclass(frozen=True, slots=True)
class Wish:
    measure: str
    shown: Shown


@dataclass(frozen=True, slots=True)
class Board:
    powers: frozenset[str]
    wishes: tuple[Wish, ...]


@cache
def boards() -> tuple[Board, ...]:
    raw = tomllib.loads(files("chungtay.overview").joinpath("dashboards.toml").read_text(encoding="utf-8"))
    return tuple(
        Board(
            frozenset(row["powers"]), tuple(Wish(one["measure"], Shown(one["as"])) for one in row["pictures"])
        )
        for row in raw["board"]
    )


def wishes_of(powers: Collection[str]) -> tuple[Wish, ...]:
    """Of the first board that asks for a power of these; none where no board does."""
    return next((board.wishes for board in boards() if not board.powers.isdisjoint(powers)), ())
