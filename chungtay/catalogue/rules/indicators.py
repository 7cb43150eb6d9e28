"""Indicators: formulas over elements, read from data/indicators.toml."""

from dataclasses import dataclass
from functools import cache

from chungtay.catalogue.rules.expressions import Expression, parse
from chungtay.catalogue.rules.shipped import read_toml
from chungtay.catalogue.rules.words import Better


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explained total, with its sign."""

    words: str
    words_en: str
    formula: Expression


@dataclass(frozen=True, slots=True)
class Indicator:
    """``lines`` add up to the formula, where the indicator is to be explained line by line; else empty."""

    code: str
    name: str
    name_en: str
    unit: str
    better: Better
    formula: Expression
    lines: tuple[Line, ...]


@cache
def indicators() -> dict[str, Indicator]:
    """By code, in the order of the file."""
    return {
        row["code"]: Indicator(
            row["code"],
            row["name"],
            row["name_en"],
            row["unit"],
            Better(row["better"]),
            parse(row["formula"]),
            tuple(Line(words, english, parse(formula)) for words, english, formula in row.get("lines", [])),
        )
        for row in read_toml("indicators.toml")["indicator"]
    }
