"""The measures of the decree, as data: ``data/nd30.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "data" / "nd30.toml"


@dataclass(frozen=True, slots=True)
class Element:
    """How one element is set: point sizes from … to, the one that we set, its looks.

    ``rule``: the solid line beneath, as a share of the line of words.
    """

    size: tuple[float, float]
    set: float
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    side: str = "body"
    rule: float = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    font: str
    page: dict[str, Any]
    text: dict[str, Any]
    picture: dict[str, float]
    elements: dict[str, Element]
    source: str
    verified: bool


@cache
def layout() -> Layout:
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    said["elements"] = {
        name: Element(**{**known, "size": tuple(known["size"])}) for name, known in said["elements"].items()
    }
    return Layout(**{name: said[name] for name in Layout.__slots__})
