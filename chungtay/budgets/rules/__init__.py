"""How money is counted and what may happen to it. Pure Python, no Django."""

from chungtay.budgets.rules.lines import pair_lines
from chungtay.budgets.rules.money import BudgetSlip, MoneyRow, check_budget, exact, in_dong, year_of
from chungtay.budgets.rules.rights import may_estimate, may_manage, may_oversee
from chungtay.budgets.rules.states import EstimateState

__all__ = [
    "BudgetSlip",
    "EstimateState",
    "MoneyRow",
    "check_budget",
    "exact",
    "in_dong",
    "may_estimate",
    "may_manage",
    "may_oversee",
    "pair_lines",
    "year_of",
]
