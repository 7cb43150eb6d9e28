"""What an entry gives to the figures: so much to this cell of the catalogue."""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chungtay.registers.rules.definition import Contribution, Definition, How
from chungtay.registers.rules.filling import Answers, rows_of, surroundings
from chungtay.xlsforms.rules.evaluating import Surroundings, evaluate, holds, to_number, to_text
from chungtay.xlsforms.rules.expressions import BadExpression


@dataclass(frozen=True, slots=True)
class Given:
    """``cell`` is the catalogue's code: "ELEMENT:option.option"; ``day`` the one on which it counts."""

    cell: str
    how: How
    day: date
    value: Decimal


def contributions_of(definition: Definition, answers: Answers, *, day: date, today: date) -> list[Given]:
    """Everything that an entry of this day gives, added up by cell, zero left out."""
    sums: dict[tuple[str, How, date], Decimal] = defaultdict(Decimal)
    for one in definition.contributes:
        for around in _each(definition, one, answers, today):
            cell, value = _given(one, around)
            counted = _day(one, around, day)
            if cell and value and counted:
                sums[cell, one.how, counted] += value
    return [Given(*key, value) for key, value in sorted(sums.items()) if value]


def _day(one: Contribution, around: Surroundings, day: date) -> date | None:
    if not one.day:
        return day
    said = to_text(around.read(one.day))
    return date.fromisoformat(said) if said else None


def _each(definition: Definition, one: Contribution, answers: Answers, today: date) -> Iterator[Surroundings]:
    if not one.each:
        yield surroundings(definition, answers, None, today)
        return
    for at, row in enumerate(rows_of(answers, one.each), start=1):
        yield surroundings(definition, answers, row, today, at=at)


def _given(one: Contribution, around: Surroundings) -> tuple[str, Decimal]:
    try:
        if not holds(one.when, around):
            return "", Decimal(0)
        options = [_option(option, around) for option in one.options]
        number = to_number(evaluate(one.value, around))
    except BadExpression:
        return "", Decimal(0)
    if math.isnan(number) or not all(options):
        return "", Decimal(0)
    cell = f"{one.element}:{'.'.join(options)}" if options else one.element
    return cell, Decimal(repr(round(number, 3)))


def _option(option: str, around: Surroundings) -> str:
    return to_text(evaluate(option, around)) if "$" in option else option
