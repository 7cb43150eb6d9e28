"""How money is counted and what may happen to it. Pure Python, no Django."""

# ruff: noqa: I001 - many names, laid out by hand several a line

from chungtay.budgets.rules.formulas import Part, as_excel, in_whole_dong, names_in, parse_formula, spelled
from chungtay.budgets.rules.ledger import (
    Balance, Cell, check_adjustment, check_allotment, check_amount, check_movement, new_ceilings, sources,
)  # fmt: skip
from chungtay.budgets.rules.lines import pair_lines
from chungtay.budgets.rules.money import (
    BudgetSlip, MoneyRow, check_budget, exact, in_dong, in_unit, in_words, parse_amount, said, year_of,
)  # fmt: skip
from chungtay.budgets.rules.outlook import (
    EstimateDue,
    Figures,
    estimate_names,
    forecast,
    is_slow,
    next_estimate,
)
from chungtay.budgets.rules.quantities import (
    BASE_SALARY_WORDS,
    Dated,
    check_code,
    check_formula,
    first_day,
    values_on,
)
from chungtay.budgets.rules.rights import may_estimate, may_manage, may_oversee, may_spend
from chungtay.budgets.rules.states import MOVES, VERBS, EstimateState, Measure, MovementKind

__all__ = [
    "BASE_SALARY_WORDS", "MOVES", "VERBS", "Balance", "BudgetSlip", "Cell", "Dated", "EstimateDue",
    "EstimateState", "Figures", "Measure", "MoneyRow", "MovementKind", "Part", "as_excel",
    "check_adjustment", "check_allotment", "check_amount", "check_budget", "check_code", "check_formula",
    "check_movement", "estimate_names", "exact", "first_day", "forecast", "in_dong", "in_unit",
    "in_whole_dong", "in_words", "is_slow", "may_estimate", "may_manage", "may_oversee", "may_spend",
    "names_in", "new_ceilings", "next_estimate", "pair_lines", "parse_amount", "parse_formula", "said",
    "sources", "spelled", "values_on", "year_of",
]  # fmt: skip
