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
    picture: dict[str, Any] = field(default_factory=dict)


def number_at(code: str, value: int | Decimal, start: int, said: str) -> dict[str, Any]:
    """A number within a sentence: ``said`` is printed from ``start``."""
    return {"code": code, "value": str(value), "start": start, "end": start + len(said)}


def shortened(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= 300 else said[:297].rsplit(" ", 1)[0] + "…"


def headed(label: str, title: str) -> str:
    """A heading of a plan as papers write it: its number with a dot, unless it has a sign of its own.

    >>> headed("1", "Công an tỉnh"), headed("a)", "Sở Y tế"), headed("", "Chung")
    ('1. Công an tỉnh', 'a) Sở Y tế', 'Chung')
    """
    dot = "." if label[-1:].isalnum() else ""
    return f"{label}{dot} {title}".strip()
