"""How money is counted and what may happen to it. Pure Python, no Django."""

# ruff: noqa: I001 - many names, laid out by hand several a line

from chungtay.budgets.rules.ledger import (
    Balance, Cell, check_adjustment, check_allotment, check_amount, check_movement, new_ceilings, sources,
)  # fmt: skip
from chungtay.budgets.rules.lines import pair_lines
from chungtay.budgets.rules.money import (
    BudgetSlip, MoneyRow, check_budget, exact, in_dong, in_words, parse_amount, said, year_of,
)  # fmt: skip
from chungtay.budgets.rules.outlook import EstimateDue, Figures, forecast, is_slow, next_estimate
from chungtay.budgets.rules.rights import may_estimate, may_manage, may_oversee, may_spend
from chungtay.budgets.rules.states import MOVES, VERBS, EstimateState, Measure, MovementKind

__all__ = [
    "MOVES", "VERBS", "Balance", "BudgetSlip", "Cell", "EstimateDue", "EstimateState",
    "Figures", "Measure", "MoneyRow", "MovementKind", "check_adjustment", "check_allotment", "check_amount",
    "check_budget", "check_movement", "exact", "forecast", "in_dong", "in_words", "is_slow", "may_estimate",
    "may_manage", "may_oversee", "may_spend", "new_ceilings", "next_estimate", "pair_lines", "parse_amount",
    "said", "sources", "year_of",
]  # fmt: skip
