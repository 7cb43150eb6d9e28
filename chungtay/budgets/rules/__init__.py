"""How money is counted and what may happen to it. Pure Python, no Django."""

# ruff: noqa: I001 - many names, laid out by hand several a line

from chungtay.budgets.rules.ledger import (
    Balance, Cell, check_adjustment, check_allotment, check_amount, check_movement, new_ceilings, sources,
)  # fmt: skip
from chungtay.budgets.rules.lines import pair_lines
from chungtay.budgets.rules.money import BudgetSlip, MoneyRow, check_budget, exact, in_dong, said, year_of
from chungtay.budgets.rules.rights import may_estimate, may_manage, may_oversee, may_spend
from chungtay.budgets.rules.states import MOVES, SPENDING, EstimateState, Measure, MovementKind

__all__ = [
    "MOVES", "SPENDING", "Balance", "BudgetSlip", "Cell", "EstimateState", "Measure", "MoneyRow",
    "MovementKind", "check_adjustment", "check_allotment", "check_amount", "check_budget", "check_movement",
    "exact", "in_dong", "may_estimate", "may_manage", "may_oversee", "may_spend", "new_ceilings",
    "pair_lines", "said", "sources", "year_of",
]  # fmt: skip
