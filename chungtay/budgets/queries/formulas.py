"""What lines come to by their formulas, and what that would change."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chungtay.budgets.models import Budget, BudgetLine, EstimateCell, Quantity
from chungtay.budgets.queries.tables import current_estimate
from chungtay.budgets.rules import (
    Dated,
    first_day,
    in_whole_dong,
    names_in,
    parse_formula,
    spelled,
    values_on,
)


@dataclass(frozen=True, slots=True)
class Effect:
    """A year of a line, in đồng: what the estimate says, what the formula comes to and with which ``values``."""

    year: int
    stands: int | None
    counted: int | None
    values: str

    @property
    def differs(self) -> bool:
        return self.counted is not None and self.counted != self.stands


@dataclass(frozen=True, slots=True)
class LineCount:
    """A line with a formula, the formula with the names of its quantities, and each of its years."""

    line: int
    name: str
    formula: str
    used: list[Dated]
    years: list[Effect]

    @property
    def differs(self) -> bool:
        return any(effect.differs for effect in self.years)


def known_quantities(place: int | None) -> list[Dated]:
    """What has been recorded for a place, by code and day, by whichever office keeps its money."""
    return [
        Dated(row.code, row.label, row.value, row.since, row.paper)
        for row in Quantity.objects.filter(place=place).order_by("code", "since")
    ]


def count_lines(budget: Budget) -> list[LineCount]:
    """Every line that has a formula, as the newest estimate names it, against what its formula comes to."""
    known = known_quantities(budget.place_id)
    rows = (
        current_estimate(budget)
        .rows.exclude(line__formula="")
        .select_related("line")
        .prefetch_related("cells")
    )
    return [
        _count(row.line, str(row), [cell for cell in row.cells.all() if cell.year], known)
        for row in rows.order_by("position")
    ]


def _count(line: BudgetLine, name: str, cells: list[EstimateCell], known: list[Dated]) -> LineCount:
    part = parse_formula(line.formula)
    used: dict[tuple[str, date], Dated] = {}
    years, labels = [], {dated.code: dated.label for dated in values_on(known, date.max).values()}
    for cell in cells:
        values = values_on(known, first_day(cell.year or 0))
        used |= {(code, values[code].since): values[code] for code in sorted(names_in(part) & values.keys())}
        numbers = {code: dated.value for code, dated in values.items()}
        said = spelled(part, lambda code, numbers=numbers: _plain(numbers.get(code)))  # type: ignore[misc]
        years.append(Effect(cell.year or 0, cell.amount_dong, in_whole_dong(part, numbers), said))
    formula = spelled(part, lambda code: f"[{labels.get(code, code)}]")
    return LineCount(line.pk, name, formula, list(used.values()), years)


def _plain(value: Decimal | None) -> str:
    if value is None:
        return "?"
    whole = value == value.to_integral_value()
    digits = f"{value.quantize(Decimal(1)) if whole else value.normalize():,f}"
    return digits.translate(str.maketrans(",.", ".,"))
