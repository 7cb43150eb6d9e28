"""Unit cost × quantity: formulas over named quantities, exact, and never run as a program.

    20 triệu × xa_loai_1 + 5 triệu × (xa_con_lai + xa_khong_te_nan)
    25% × luong_co_so × 12 × nguoi_giup_viec

    sum    = term (("+" | "-") term)*
    term   = factor (("×" | "*" | "x" between blanks) factor)*
    factor = number ["%" | unit of money] | name | "(" sum ")"

A name is the code of a quantity; numbers are written as Vietnamese papers write them (1.585,5).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from chungtay.base.grammar import Grammar, Token

LONGEST = 400
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)\s*(?P<unit>%|triệu|tr|nghìn|tỷ|tỉ)?(?![\w.,])"
    r"|(?P<sign>[+\-−*×()])|(?P<times>x)(?=\s|\d)|(?P<name>[a-z][a-z0-9_]*))"
)
_SIGNS = {"×": "*", "x": "*", "−": "-"}
_UNITS = {
    "%": Fraction(1, 100), "nghìn": Fraction(10**3), "triệu": Fraction(10**6), "tr": Fraction(10**6),
    "tỷ": Fraction(10**9), "tỉ": Fraction(10**9),
}  # fmt: skip
_SAID_UNITS = {"tr": "triệu", "tỉ": "tỷ"}


@dataclass(frozen=True, slots=True)
class Number:
    value: Fraction
    said: str


@dataclass(frozen=True, slots=True)
class Name:
    code: str


@dataclass(frozen=True, slots=True)
class Twofold:
    """left sign right; the sign is one of + - *."""

    sign: str
    left: "Part"
    right: "Part"


Part = Number | Name | Twofold


class _Formula(Grammar[Number | Name, Part]):
    longest, pattern = LONGEST, _TOKEN

    @staticmethod
    def token(found: re.Match[str]) -> Token[Number | Name]:
        at = found.start() + len(found[0]) - len(found[0].lstrip())
        if number := found["number"]:
            unit = found["unit"] or ""
            value = Fraction(Decimal(number.replace(".", "").replace(",", "."))) * _UNITS.get(
                unit, Fraction(1)
            )
            blank = " " if unit not in ("", "%") else ""
            return Token(at, "", Number(value, f"{number}{blank}{_SAID_UNITS.get(unit, unit)}"))
        if name := found["name"]:
            return Token(at, "", Name(name))
        sign = found["sign"] or found["times"]
        return Token(at, _SIGNS.get(sign, sign))

    @staticmethod
    def joined(sign: str, left: Part, right: Part) -> Part:
        return Twofold(sign, left, right)

    def whole(self, depth: int) -> Part:
        return self.chain(("+", "-"), lambda: self.chain(("*",), lambda: self.factor(depth)))

    def factor(self, depth: int) -> Part:
        if (leaf := self.take_leaf(depth)) is not None:
            return leaf
        self.must_take("(")
        inside = self.whole(depth + 1)
        self.must_take(")")
        return inside


def parse_formula(text: str) -> Part:
    """Raises Senseless where it is no formula, is too long or too deep."""
    return _Formula.read(text)


def names_in(part: Part) -> set[str]:
    if isinstance(part, Twofold):
        return names_in(part.left) | names_in(part.right)
    return {part.code} if isinstance(part, Name) else set()


def value_of(part: Part, quantities: Mapping[str, Decimal]) -> Fraction:
    """Exact. Raises KeyError for a quantity that has no value."""
    if isinstance(part, Number):
        return part.value
    if isinstance(part, Name):
        return Fraction(quantities[part.code])
    left, right = value_of(part.left, quantities), value_of(part.right, quantities)
    return {"+": left + right, "-": left - right, "*": left * right}[part.sign]


def in_whole_dong(part: Part, quantities: Mapping[str, Decimal]) -> int | None:
    """What the formula comes to; None where a quantity is missing, or it is no whole amount from 0 on."""
    if names_in(part) - quantities.keys():
        return None
    value = value_of(part, quantities)
    return int(value) if value.denominator == 1 and value >= 0 else None


def spelled(
    part: Part, name: Callable[[str], str], times: str = " × ", number: Callable[[Number], str] | None = None
) -> str:
    """The formula as ``name`` calls its quantities, with brackets only where they are needed."""
    if isinstance(part, Number):
        return number(part) if number else part.said
    if isinstance(part, Name):
        return name(part.code)
    left, right = (spelled(side, name, times, number) for side in (part.left, part.right))
    if part.sign == "*":
        left, right = (
            f"({said})" if isinstance(side, Twofold) and side.sign != "*" else said
            for side, said in ((part.left, left), (part.right, right))
        )
        return f"{left}{times}{right}"
    if isinstance(part.right, Twofold) and part.right.sign != "*":
        right = f"({right})"
    return f"{left} {part.sign} {right}"


def as_excel(part: Part, cell: Mapping[str, str]) -> str:
    """The formula for a spreadsheet, ``cell`` naming the cell of each quantity; without the leading "="."""

    def number(said: Number) -> str:
        value = said.value
        return str(value.numerator) if value.denominator == 1 else f"({value.numerator}/{value.denominator})"

    return spelled(part, cell.__getitem__, "*", number)
