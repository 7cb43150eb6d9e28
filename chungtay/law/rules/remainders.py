"""Rules that hang on how much of a term is left: turning 18, recovering from an illness, the change of law."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from chungtay.law.rules.answers import NoAnswer
from chungtay.law.rules.book import Row, in_force, pages, row_fields
from chungtay.law.rules.terms import last_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Remainder(Row):
    """``rule`` says in words what follows when at least ``months`` are left."""

    name: str
    rule: str
    months: int


def enough_is_left(name: str, on: date, last: date) -> bool:
    """Whether on that day at least the months of the rule are left of a term whose last day is ``last``."""
    row = in_force((one for one in remainders() if one.name == name), on)
    if row is None:
        raise NoAnswer(
            "no such remainder",
            f"Luật ngày {on:%d/%m/%Y} không có quy định này.",
            name=name,
            on=on.isoformat(),
        )
    return last >= last_day(on, row.months)


@cache
def remainders() -> tuple[Remainder, ...]:
    return tuple(
        Remainder(name=raw["name"], rule=raw["rule"], months=raw["months"], **row_fields(raw))
        for raw in pages("remainders")["remainder"]
    )
