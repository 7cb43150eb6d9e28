"""An answer: numbers in a table, each with what is to be known of it."""

from dataclasses import dataclass
from decimal import Decimal

from chungtay.indicators.rules.words import Blank


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, or why there is none.

    ``reports`` of ``expected`` have given a number, ``reasons`` more have said why they have none (``expected`` None:
    nobody is known to owe any). ``gaps``: a cell of a report that has come is not filled in. ``divided``: the value of
    a divided unit is in it, allocated, so that it is not exactly this unit's. ``parts``: what a formula was made of.
    """

    value: Decimal | None
    blank: Blank | None = None
    reports: int = 0
    expected: int | None = None
    reasons: int = 0
    gaps: bool = False
    divided: bool = False
    parts: tuple[Decimal | None, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.gaps and (self.expected is None or self.reports >= self.expected)


NOTHING = Figure(None, Blank.NOT_REPORTED)
