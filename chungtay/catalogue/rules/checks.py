"""Checks of a form: what must be true of its numbers, read from data/checks.toml, judged the same everywhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from chungtay.base.problems import Severity
from chungtay.catalogue.rules.expressions import (
    COMPARISONS,
    Answer,
    Expression,
    NoAnswer,
    Reference,
    Tree,
    Twofold,
    When,
    add_up,
    compare,
    evaluate,
    parse,
    references,
    to_tree,
)
from chungtay.catalogue.rules.shipped import read_toml

Read = Callable[
    [str, When], Decimal | None
]  # the value of a cell, by its code, in a period; None: not reported


@dataclass(frozen=True, slots=True)
class Check:
    """``rule`` must be true. ``sentence`` says what is wrong; {left} and {right} are the sides of the comparison."""

    code: str
    forms: tuple[str, ...]
    severity: Severity
    rule: Expression
    sentence: str
    sentence_en: str


@dataclass(frozen=True, slots=True)
class BoundCheck:
    """A check with the cells that each of its references adds up, in one form of one reporter."""

    check: Check
    cells: Mapping[Reference, tuple[str, ...]]

    @property
    def code(self) -> str:
        return self.check.code

    @property
    def severity(self) -> Severity:
        return self.check.severity

    @property
    def tree(self) -> Tree:
        """For the browser."""
        return to_tree(self.check.rule, self.cells.__getitem__)

    def touches(self) -> frozenset[str]:
        """The codes of the cells of this period that it reads: where a page points at what is wrong."""
        return frozenset(c for r, codes in self.cells.items() if r.when is When.NOW for c in codes)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``holds``: True, False, or why it cannot be said. left, right: the sides, where they are numbers."""

    holds: bool | NoAnswer
    left: Decimal | None = None
    right: Decimal | None = None

    @property
    def fails(self) -> bool:
        return self.holds is False


@cache
def checks() -> tuple[Check, ...]:
    return tuple(
        Check(
            row["code"],
            tuple(row["sets"]),
            Severity(row["severity"]),
            parse(row["rule"]),
            row["sentence"],
            row["sentence_en"],
        )
        for row in read_toml("checks.toml")["check"]
    )


def checks_for(form: str) -> list[Check]:
    return [check for check in checks() if form in check.forms]


def bind(check: Check, cells_of: Callable[[Reference], Sequence[str]]) -> BoundCheck:
    """``cells_of`` says which cells a reference adds up (queries.cells_of_reference)."""
    return BoundCheck(check, {one: tuple(cells_of(one)) for one in references(check.rule)})


def judge(bound: BoundCheck, read: Read) -> Verdict:
    """What a check says of these values. A reference adds up its cells; with none of them it says nothing."""

    def lookup(one: Reference) -> Decimal | None:
        codes = bound.cells[one]
        return add_up(read(code, one.when) for code in codes) if codes else None

    rule = bound.check.rule
    if isinstance(rule, Twofold) and rule.sign in COMPARISONS:
        holds, left, right = compare(rule, lookup)
    else:
        holds, left, right = evaluate(rule, lookup), None, None
    if isinstance(holds, Decimal):
        raise TypeError(f"the check {bound.code} compares nothing")
    return Verdict(holds, _number(left), _number(right))


def _number(answer: Answer | None) -> Decimal | None:
    return answer if isinstance(answer, Decimal) else None
