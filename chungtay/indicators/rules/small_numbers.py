"""From which number on a figure about people leaves the agency; ``chungtay.base.protection`` hides the smaller ones."""

import tomllib
from dataclasses import dataclass
from functools import cache

from chungtay.indicators.rules.parcels import DATA


@dataclass(frozen=True, slots=True)
class Policy:
    threshold: int
    spread: int
    units: frozenset[str]
    source: str
    verified: bool


@cache
def policy() -> Policy:
    """data/protection.toml."""
    raw = tomllib.loads((DATA / "protection.toml").read_text(encoding="utf-8"))
    return Policy(**{**raw, "units": frozenset(raw["units"])})
