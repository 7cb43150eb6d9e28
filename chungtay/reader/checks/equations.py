"""Sums of cells that ought to hold in a table, and which single cell is to blame where several fail."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from chungtay.reader.blocks import Span
from chungtay.reader.structure.tables import Amount

_NEAR = Decimal("0.1")  # a slip of a pen stays within a tenth of the whole
_EXACT = Decimal("0.8")  # where so many sums hold to the last digit, the table is not rounded


@dataclass(frozen=True, slots=True)
class Place:
    """A cell by its row and column in the table."""

    row: int
    column: int
    amount: Amount


@dataclass(frozen=True, slots=True)
class Equation:
    """``whole`` should be the sum of ``parts``. ``kind`` names the family of sums that it belongs to."""

    kind: str
    whole: Place
    parts: tuple[Place, ...]

    @property
    def sum(self) -> Decimal:
        return sum((part.amount.value or Decimal(0) for part in self.parts), Decimal(0))

    @property
    def excess(self) -> Decimal:
        """How much more the whole says than its parts do."""
        return (self.whole.amount.value or Decimal(0)) - self.sum

    @property
    def complete(self) -> bool:
        """A cell with nothing in it was not reported: then only a sum that holds anyway says something."""
        cells = [self.whole, *self.parts]
        blank = any(cell.amount.value is None and not cell.amount.nil for cell in cells)
        return self.whole.amount.value is not None and not (blank and self.excess)

    @property
    def near(self) -> bool:
        return abs(self.excess) <= abs(self.whole.amount.value or Decimal(0)) * _NEAR

    @property
    def rounding(self) -> Decimal:
        """What rounding every cell to its printed digits may add up to; 0 for whole numbers."""
        digits = max((_decimals(cell.amount.value) for cell in (self.whole, *self.parts)), default=0)
        return Decimal(len(self.parts) + 1) / 2 * Decimal(10) ** -digits if digits else Decimal(0)


def _decimals(value: Decimal | None) -> int:
    exponent = value.as_tuple().exponent if value is not None else 0
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def trusted(equations: Sequence[Equation]) -> list[Equation]:
    """Those sums that the table means to hold.

    A family is trusted whole where at least half of it holds. Of another only near misses are kept, and only
    where the family is so small that nothing can be learnt from it; the rest is structure not understood.
    """
    kept: list[Equation] = []
    for kind in dict.fromkeys(equation.kind for equation in equations):
        family = [equation for equation in equations if equation.kind == kind and equation.complete]
        holding = sum(not equation.excess for equation in family)
        if holding * 2 >= len(family):
            kept += family
        elif len(family) <= 2:
            kept += [equation for equation in family if equation.near and len(equation.parts) > 1]
    exact = sum(not equation.excess for equation in kept)
    if exact < len(kept) * _EXACT:
        kept = [e for e in kept if not e.excess or abs(e.excess) > e.rounding]
    return kept


def blame(failing: Sequence[Equation]) -> Iterator[tuple[Equation, Place]]:
    """One equation and one cell for every independent slip.

    A single wrong cell breaks the sum of its row and that of its column by the same amount. The cell that
    explains the most failing sums answers for them; alone, a sum answers with its whole.
    """
    left = list(failing)
    while left:
        votes: Counter[tuple[int, int, Decimal]] = Counter()
        for equation in left:
            votes.update(key for key, _ in _suspects(equation))
        key, count = max(votes.items(), key=lambda item: item[1])
        if count == 1:
            yield from ((equation, equation.whole) for equation in left)
            return
        explained = [equation for equation in left if key in dict(_suspects(equation))]
        first = next((e for e in explained if (e.whole.row, e.whole.column) == key[:2]), explained[0])
        yield first, dict(_suspects(first))[key]
        left = [equation for equation in left if equation not in explained]


def _suspects(equation: Equation) -> Iterator[tuple[tuple[int, int, Decimal], Place]]:
    """Every cell of the sum with the error that it would have to have."""
    yield (equation.whole.row, equation.whole.column, equation.excess), equation.whole
    for part in equation.parts:
        yield (part.row, part.column, -equation.excess), part


def span_of(place: Place) -> Span:
    return place.amount.span
