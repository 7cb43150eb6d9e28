"""Support money by type: dated rates, what a list of communes comes to, and whether its counts add up."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chungtay.areas.rules.words import KINDS, AreaKind
from chungtay.base.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Rate:
    """Amounts for a commune and a year, in ``unit``; years included. ``source`` says where they stand."""

    first: int
    last: int | None
    unit: str
    amounts: Mapping[AreaKind, int]
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class SupportLine:
    kind: AreaKind
    communes: int
    each: int

    @property
    def amount(self) -> int:
        return self.communes * self.each


@cache
def rates() -> tuple[Rate, ...]:
    raw = tomllib.loads(files("chungtay.areas").joinpath("support.toml").read_text(encoding="utf-8"))
    return tuple(
        Rate(
            one["from"], one.get("to"), one["unit"],
            {AreaKind(name): amount for name, amount in one["amounts"].items()}, one["source"], one["verified"],
        )
        for one in raw["rate"]
    )  # fmt: skip


def rate_for(year: int) -> Rate | None:
    return next(
        (one for one in rates() if one.first <= year and (one.last is None or year <= one.last)), None
    )


def support_lines(counts: Mapping[AreaKind, int], rate: Rate) -> list[SupportLine]:
    return [SupportLine(kind, counts.get(kind, 0), rate.amounts.get(kind, 0)) for kind in KINDS]


def check_counts(counts: Mapping[AreaKind, int], communes: int) -> list[Problem]:
    """Counts that do not add up to the communes of the province are told, and never put right silently."""
    total = sum(counts.values())
    if total == communes:
        return []
    sentence = "Cộng các loại được {total} xã, nhưng tỉnh có {communes} xã: thừa {difference}."
    if total < communes:
        sentence = (
            "Cộng các loại được {total} xã, nhưng tỉnh có {communes} xã: còn {difference} xã chưa phân loại."
        )
    values = {"total": total, "communes": communes, "difference": abs(total - communes)}
    return [Problem("counts_differ", sentence, severity=Severity.WARNING, values=values)]


def as_table(lines: list[SupportLine], labels: Mapping[AreaKind, str], year: int) -> str:
    """The block that the room of money takes: TT, Nội dung, and the year; amounts in the unit of the rate."""
    rows = [
        f"{number}\tHỗ trợ {one.communes} xã, phường {labels[one.kind]}, {one.each} mỗi xã\t{one.amount}"
        for number, one in enumerate((line for line in lines if line.amount), start=1)
    ]
    return "\n".join([f"TT\tNội dung\tNăm {year}", *rows])
