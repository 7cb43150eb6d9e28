"""The one language of checks and indicators: parsed once to a tree, exact, and never run as a program.

    SUPPLY.ACCUSED <= SUPPLY.PERSONS
    DEMAND.FILE.OUTSIDE:nu.16_18 + DEMAND.FILE.OUTSIDE:nam.16_18
    SUPPLY.CASES <= 5 * max(SUPPLY.CASES@median, 1)
    100 * DEMAND.AFTERCARE.SUPPORTED / DEMAND.AFTERCARE.MANAGED

    whole  = both ("or" both)*
    both   = says ("and" says)*
    says   = sum [("=" | "!=" | "<" | "<=" | ">" | ">=") sum]
    sum    = term (("+" | "-") term)*
    term   = factor (("*" | "/") factor)*
    factor = number | "-" factor | reference | ("max" | "min" | "sum") "(" sum ("," sum)* ")" | "(" whole ")"

A reference is the code of a data element, perhaps with an option for each of its breakdowns (":nu.16_18", "*" for
all of one; without any, all of all), perhaps of another time ("@prev", "@last_year", "@last_month", "@median").
Numbers are written with a point (0.5). Text is of the language of the catalogue, so mistakes in it are the writer's
and raise.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction

from chungtay.base.grammar import Grammar, Senseless, Token

LONGEST = 1000
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?![\w.])"
    r"|(?P<element>[A-Z][A-Z0-9_]*(?:\.[A-Z0-9_]+)*)"
    r"(?::(?P<options>(?:\*|[a-z0-9_]+)(?:\.(?:\*|[a-z0-9_]+))*))?(?:@(?P<when>[a-z_]+))?"
    r"|(?P<word>[a-z]+)|(?P<sign><=|>=|!=|[-+*/()<>=,]))"
)
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
_CALLS = ("max", "min", "sum")
_EXACT = Context(prec=28)


class When(StrEnum):
    """Of which period a reference is, seen from the period that is asked about."""

    NOW = "now"
    PREV = "prev"  # the period of the same kind just before
    LAST_YEAR = "last_year"  # the same period of the year before
    LAST_MONTH = "last_month"  # the month with which the period ends: of six months June
    MEDIAN = "median"  # the median of the last twelve periods before, of those that reported; at least three


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal


@dataclass(frozen=True, slots=True)
class Reference:
    """An element; ``options`` in the order of its breakdowns, None for all of one; empty for all of all."""

    element: str
    options: tuple[str | None, ...] = ()
    when: When = When.NOW

    def __str__(self) -> str:
        options = ":" + ".".join(option or "*" for option in self.options) if self.options else ""
        when = "" if self.when is When.NOW else f"@{self.when}"
        return f"{self.element}{options}{when}"


@dataclass(frozen=True, slots=True)
class Twofold:
    """left sign right; the sign is one of + - * / = != < <= > >= and or."""

    sign: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Call:
    """max, min or sum of its parts."""

    name: str
    parts: tuple["Expression", ...]


Expression = Number | Reference | Twofold | Call


@dataclass(frozen=True, slots=True)
class NotReported:
    """There is no answer, because nobody has said these."""

    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class DividedByZero:
    """There is no answer, because something was divided by zero."""


NoAnswer = NotReported | DividedByZero
Answer = Decimal | bool | NoAnswer
_Exact = Fraction | bool | NoAnswer
Lookup = Callable[[Reference], Decimal | None]  # None: not reported


# -- parsing ---------------------------------------------------------------------------------------


class _Language(Grammar[Number | Reference, Expression]):
    longest, pattern = LONGEST, _TOKEN

    @staticmethod
    def token(found: re.Match[str]) -> Token[Number | Reference]:
        at = found.start() + len(found[0]) - len(found[0].lstrip())
        if found["number"]:
            return Token(at, "", Number(Decimal(found["number"])))
        if found["element"]:
            named = found["options"]
            options = tuple(None if o == "*" else o for o in named.split(".")) if named else ()
            try:
                return Token(at, "", Reference(found["element"], options, When(found["when"] or When.NOW)))
            except ValueError:
                raise Senseless(found.start("when")) from None
        return Token(at, found["word"] or found["sign"])

    @staticmethod
    def joined(sign: str, left: Expression, right: Expression) -> Expression:
        return Twofold(sign, left, right)

    def whole(self, depth: int) -> Expression:
        return self.chain(("or",), lambda: self.chain(("and",), lambda: self.says(depth)))

    def says(self, depth: int) -> Expression:
        left = self.sum(depth)
        sign = self.take(*COMPARISONS)
        return Twofold(sign, left, self.sum(depth)) if sign else left

    def sum(self, depth: int) -> Expression:
        return self.chain(("+", "-"), lambda: self.chain(("*", "/"), lambda: self.factor(depth)))

    def factor(self, depth: int) -> Expression:
        if (leaf := self.take_leaf(depth)) is not None:
            return leaf
        if self.take("-"):
            return Twofold("-", Number(Decimal(0)), self.factor(depth + 1))
        if name := self.take(*_CALLS):
            return Call(name, self.arguments(depth))
        self.must_take("(")
        inside = self.whole(depth + 1)
        self.must_take(")")
        return inside

    def arguments(self, depth: int) -> tuple[Expression, ...]:
        self.must_take("(")
        parts = [self.sum(depth + 1)]
        while self.take(","):
            parts.append(self.sum(depth + 1))
        self.must_take(")")
        return tuple(parts)


def parse(text: str) -> Expression:
    """Raises Senseless where it is no expression, is too long or too deep."""
    return _Language.read(text)


# -- asking ----------------------------------------------------------------------------------------


def references(expression: Expression) -> Iterator[Reference]:
    """Every reference, from left to right, as often as it stands there."""
    if isinstance(expression, Reference):
        yield expression
    elif isinstance(expression, Twofold):
        yield from references(expression.left)
        yield from references(expression.right)
    elif isinstance(expression, Call):
        for part in expression.parts:
            yield from references(part)


def evaluate(expression: Expression, lookup: Lookup) -> Answer:
    """The answer: a number (exact; a quotient without end to 28 digits), yes or no, or why there is none.

    What meets not reported is not reported, but for "and" and "or" where the other side alone decides.
    Raises TypeError where a number stands for a yes or a no.
    """
    return _told(_exact(expression, lookup))


def compare(comparison: Twofold, lookup: Lookup) -> tuple[Answer, Answer, Answer]:
    """What a comparison of two numbers says, and its left and right side; each is asked once."""
    sides = [_exact(comparison.left, lookup), _exact(comparison.right, lookup)]
    numbers = _numbers(sides)
    says = numbers if isinstance(numbers, NoAnswer) else _arithmetic(comparison.sign, *numbers)
    return _told(says), _told(sides[0]), _told(sides[1])


def _told(answer: _Exact) -> Answer:
    return as_decimal(answer) if isinstance(answer, Fraction) else answer


def as_decimal(number: Fraction) -> Decimal:
    return _EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))


def _exact(expression: Expression, lookup: Lookup) -> _Exact:
    if isinstance(expression, Number):
        return Fraction(expression.value)
    if isinstance(expression, Reference):
        found = lookup(expression)
        return NotReported((expression,)) if found is None else Fraction(found)
    if isinstance(expression, Call):
        return _call(expression.name, [_exact(part, lookup) for part in expression.parts])
    left, right = _exact(expression.left, lookup), _exact(expression.right, lookup)
    if expression.sign in ("and", "or"):
        return _logic(left, right, decides=expression.sign == "or")
    numbers = _numbers([left, right])
    return numbers if isinstance(numbers, NoAnswer) else _arithmetic(expression.sign, *numbers)


def _numbers(answers: Sequence[_Exact]) -> list[Fraction] | NoAnswer:
    """All of them as numbers, or why there is no answer: not reported comes before divided by zero."""
    silent = [reference for a in answers if isinstance(a, NotReported) for reference in a.references]
    if silent:
        return NotReported(tuple(dict.fromkeys(silent)))
    if any(isinstance(answer, DividedByZero) for answer in answers):
        return DividedByZero()
    numbers = [answer for answer in answers if isinstance(answer, Fraction)]
    if len(numbers) < len(answers):
        raise TypeError("a yes or no stands where a number is needed")
    return numbers


def _call(name: str, answers: Sequence[_Exact]) -> _Exact:
    numbers = _numbers(answers)
    if isinstance(numbers, NoAnswer):
        return numbers
    return {"max": max, "min": min}[name](numbers) if name != "sum" else sum(numbers, Fraction(0))


def _logic(left: _Exact, right: _Exact, *, decides: bool) -> _Exact:
    """Kleene's: one side that decides is enough, whatever the other does not say."""
    if isinstance(left, Fraction) or isinstance(right, Fraction):
        raise TypeError("a number stands where a yes or no is needed")
    if left is decides or right is decides:
        return decides
    unknown = [side for side in (left, right) if not isinstance(side, bool)]
    if not unknown:
        return not decides
    numbers = _numbers(unknown)
    assert isinstance(numbers, NoAnswer)  # noqa: S101  nothing but reasons went in
    return numbers


def _arithmetic(sign: str, left: Fraction, right: Fraction) -> _Exact:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right if right else DividedByZero()
        case "=":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case _:
            return left >= right


def add_up(values: Iterator[Decimal | None]) -> Decimal | None:
    """The sum of the cells of a reference; one that nobody has reported leaves the sum unsaid."""
    total = Decimal(0)
    for value in values:
        if value is None:
            return None
        total += value
    return total


# -- telling ---------------------------------------------------------------------------------------

Tree = dict[str, object]


def to_tree(expression: Expression, cells: Callable[[Reference], Sequence[str]]) -> Tree:
    """The same as JSON for the browser (catalogue/expressions.js): every reference with the cells it adds up."""
    if isinstance(expression, Number):
        return {"number": str(expression.value)}
    if isinstance(expression, Reference):
        return {"reference": str(expression), "cells": list(cells(expression)), "when": str(expression.when)}
    if isinstance(expression, Call):
        return {"call": expression.name, "parts": [to_tree(part, cells) for part in expression.parts]}
    return {
        "sign": expression.sign,
        "left": to_tree(expression.left, cells),
        "right": to_tree(expression.right, cells),
    }


def spelled(expression: Expression, name: Callable[[Reference], str] = str) -> str:
    """The expression in text again, with brackets around every part of two; parse(spelled(x)) == x."""
    if isinstance(expression, Number):
        return f"{expression.value:f}"
    if isinstance(expression, Reference):
        return name(expression)
    if isinstance(expression, Call):
        return f"{expression.name}({', '.join(spelled(part, name) for part in expression.parts)})"
    left, right = (
        f"({spelled(side, name)})" if isinstance(side, Twofold) else spelled(side, name)
        for side in (expression.left, expression.right)
    )
    return f"{left} {expression.sign} {right}"
