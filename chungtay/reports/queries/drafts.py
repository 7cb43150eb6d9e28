"""What a draft is made of."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from chungtay.reports.rules import PassageKind

NOT_REPORTED = "chưa báo cáo"


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage as the data say it; ``key`` is its place in the outline."""

    key: str
    kind: PassageKind
    text: str = ""
    level: int = 0
    numbers: list[dict[str, Any]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def number_at(code: str, value: int | Decimal, start: int, said: str) -> dict[str, Any]:
    """A number within a sentence: ``said`` is printed from ``start``."""
    return {"code": code, "value": str(value), "start": start, "end": start + len(said)}


def shortened(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= 300 else said[:297].rsplit(" ", 1)[0] + "…"
