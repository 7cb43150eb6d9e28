"""Reading money. Every question takes the actor; what is not theirs is not there."""

# ruff: noqa: I001 - many names, laid out by hand several a line

from chungtay.budgets.queries.choices import (
    bodies_in_reach, bodies_in_sight, budgets_in_sight, cells_of, leaves_of, places_in_reach, places_in_sight,
    years_in_sight, years_of,
)  # fmt: skip
from chungtay.budgets.queries.formulas import Effect, LineCount, count_lines, known_quantities
from chungtay.budgets.queries.lines import LineSaid, figures_of_lines, list_lines, names_of_lines
from chungtay.budgets.queries.looking import SIDES, Asked, Cut, Look, look
from chungtay.budgets.queries.sight import (
    get_budget, get_purse, jurisdiction, list_movements, list_postings,
    list_purses, manages, manages_line, overseen_budgets, oversees, proposed_budgets, visible_budgets,
    visible_purses,
)  # fmt: skip
from chungtay.budgets.queries.tables import BudgetCard, BudgetTable, current_estimate, list_cards, table_of

__all__ = [
    "SIDES", "Asked", "BudgetCard", "BudgetTable", "Cut", "Effect", "LineCount", "LineSaid", "Look",
    "bodies_in_reach", "bodies_in_sight", "budgets_in_sight", "cells_of", "count_lines", "current_estimate",
    "figures_of_lines", "get_budget", "get_purse", "jurisdiction", "known_quantities", "leaves_of",
    "list_cards", "list_lines", "list_movements", "list_postings", "list_purses", "look", "manages",
    "manages_line", "names_of_lines", "overseen_budgets", "oversees", "places_in_reach", "places_in_sight",
    "proposed_budgets", "table_of", "visible_budgets", "visible_purses", "years_in_sight", "years_of",
]  # fmt: skip
