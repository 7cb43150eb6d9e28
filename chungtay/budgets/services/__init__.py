"""What can happen to money: one function for each event."""

from chungtay.budgets.services.counting import count_anew, propose_sheet, set_formula, set_quantity
from chungtay.budgets.services.deciding import (
    Allotment,
    adjust,
    allot,
    approve_estimate,
    carry_over,
    withdraw,
)
from chungtay.budgets.services.estimating import make_estimates, open_budget
from chungtay.budgets.services.ledger import Paper
from chungtay.budgets.services.spending import commit, disburse, refund, release

__all__ = [
    "Allotment",
    "Paper",
    "adjust",
    "allot",
    "approve_estimate",
    "carry_over",
    "commit",
    "count_anew",
    "disburse",
    "make_estimates",
    "open_budget",
    "propose_sheet",
    "refund",
    "release",
    "set_formula",
    "set_quantity",
    "withdraw",
]
