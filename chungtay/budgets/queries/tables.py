"""An estimate as its table, with the sums checked."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chungtay.base.actor import Actor
from chungtay.budgets.models import Budget, Estimate, EstimateRow
from chungtay.budgets.queries.sight import overseen_budgets
from chungtay.budgets.rules import BudgetSlip, MoneyRow, check_budget

TABLE = 0  # stands for the table itself among the keys of its rows


@dataclass(frozen=True, slots=True)
class BudgetCell:
    amount: Decimal | None
    slips: tuple[BudgetSlip, ...]


@dataclass(frozen=True, slots=True)
class BudgetRow:
    row: EstimateRow
    total: BudgetCell
    cells: list[BudgetCell]


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """An estimate as read; ``sums`` of its first level by column, ``slips`` the sums in it that do not hold."""

    estimate: Estimate
    columns: list[str]
    total: BudgetCell
    sums: list[Decimal]
    rows: list[BudgetRow]
    slips: list[BudgetSlip]

    @property
    def whole_dong(self) -> bool:
        """Whether every amount is known in whole đồng."""
        cells = [cell.amount_dong for row in self.rows for cell in row.row.cells.all()]
        return bool(cells) and None not in cells


@dataclass(frozen=True, slots=True)
class BudgetCard:
    """A budget in one line: its newest table."""

    budget: Budget
    table: BudgetTable


def list_cards(actor: Actor, subject: str, *, on: date) -> list[BudgetCard]:
    """The budgets of a plan (``subject`` as the room above names it), in the order of the paper."""
    budgets = overseen_budgets(actor, on).filter(subject=subject).order_by("position")
    return [BudgetCard(budget, table_of(current_estimate(budget))) for budget in budgets]


def current_estimate(budget: Budget) -> Estimate:
    """The newest one: the draft where there is one, else the approved."""
    return budget.estimates.order_by("n").reverse()[:1].get()


def table_of(estimate: Estimate) -> BudgetTable:
    rows = list(estimate.rows.order_by("position").select_related("line").prefetch_related("cells"))
    amounts = {row.pk: {cell.column: cell.amount for cell in row.cells.all()} for row in rows}
    places = {cell.column: cell.position for row in rows for cell in row.cells.all()}
    columns = sorted(places, key=lambda column: places[column])
    slips = check_budget(
        [
            MoneyRow(TABLE, None, estimate.total, {}),
            *(MoneyRow(row.pk, row.parent_id or TABLE, row.total, amounts[row.pk]) for row in rows),
        ]
    )
    found: dict[tuple[int, str], list[BudgetSlip]] = {}
    for slip in slips:
        found.setdefault((slip.key, slip.column), []).append(slip)

    def cell(key: int, column: str, amount: Decimal | None) -> BudgetCell:
        return BudgetCell(amount, tuple(found.get((key, column), ())))

    top = [amounts[row.pk] for row in rows if row.parent_id is None]
    return BudgetTable(
        estimate=estimate,
        columns=columns,
        total=cell(TABLE, "", estimate.total),
        sums=[sum((cells.get(column, Decimal(0)) for cells in top), Decimal(0)) for column in columns],
        rows=[
            BudgetRow(
                row, cell(row.pk, "", row.total), [cell(row.pk, c, amounts[row.pk].get(c)) for c in columns]
            )
            for row in rows
        ],
        slips=slips,
    )
