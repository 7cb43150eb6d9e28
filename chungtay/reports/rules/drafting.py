"""A sentence out of its outline and the numbers that there are. No word comes from anywhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from chungtay.reports.rules.numbers import change, printed
from chungtay.reports.rules.outlines import Clause, Said

LAST_YEAR = "@last_year"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence: what was asked, its value, and where it is printed."""

    code: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Drafted:
    """``text`` is empty where a number that the sentence cannot do without is missing; ``missing`` names them."""

    text: str
    numbers: tuple[Number, ...]
    missing: tuple[str, ...]


def draft(line: tuple[Clause, ...], known: Mapping[str, Decimal | None]) -> Drafted:
    """The sentence with its numbers; ``known`` by code, last year's under ``CODE@last_year``.

    Number, zero and not reported differ: zero is said, what was not reported is left out and named.
    """
    text, numbers, missing = "", list[Number](), list[str]()
    whole = True
    for clause in line:
        said = _clause(clause, known, len(text))
        lacking = [part.code for part in clause.parts if part.code and known.get(part.code) is None]
        missing += lacking
        if said is None:
            whole = whole and clause.optional
            continue
        text += said[0]
        numbers += said[1]
    if not whole:
        return Drafted("", (), tuple(dict.fromkeys(missing)))
    return Drafted(text, tuple(numbers), tuple(dict.fromkeys(missing)))


def _clause(clause: Clause, known: Mapping[str, Decimal | None], at: int) -> tuple[str, list[Number]] | None:
    text, numbers = "", list[Number]()
    for part in clause.parts:
        said = part.words if not part.code else _number(part, known)
        if said is None:
            return None
        if part.code and not part.change:
            start = at + len(text)
            numbers.append(Number(part.code, str(known[part.code]), start, start + len(said)))
        text += said
    return text, numbers


def _number(part: Said, known: Mapping[str, Decimal | None]) -> str | None:
    value = known.get(part.code)
    if value is None:
        return None
    if not part.change:
        return printed(value.scaleb(-part.scale.exponent))
    before = known.get(part.code + LAST_YEAR)
    return None if before is None else change(value, before)
