"""Reading money. Every question takes the actor; what is not theirs is not there."""

from chungtay.budgets.queries.lines import LineSaid, list_lines, names_of_lines
from chungtay.budgets.queries.sight import get_budget, jurisdiction, manages, visible_budgets
from chungtay.budgets.queries.tables import BudgetCard, BudgetTable, current_estimate, list_cards, table_of

__all__ = [
    "BudgetCard",
    "BudgetTable",
    "LineSaid",
    "current_estimate",
    "get_budget",
    "jurisdiction",
    "list_cards",
    "list_lines",
    "manages",
    "names_of_lines",
    "table_of",
    "visible_budgets",
]
