"""Who "mỗi xã", "UBND các huyện" mean: every body of a kind and level beneath a place, today and later."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chungtay.agencies.rules import AgencyKind, AgencyLevel


@dataclass(frozen=True, slots=True)
class SpreadRule:
    """``name`` is how the group is called, ``place`` filled in."""

    code: str
    kind: AgencyKind
    level: AgencyLevel
    name: str


@cache
def spread_rules() -> dict[str, SpreadRule]:
    """All rules of spreads.toml by code."""
    raw = tomllib.loads(files("chungtay.assignments").joinpath("spreads.toml").read_text(encoding="utf-8"))
    return {
        row["code"]: SpreadRule(row["code"], AgencyKind(row["kind"]), AgencyLevel(row["level"]), row["name"])
        for row in raw["rule"]
    }
