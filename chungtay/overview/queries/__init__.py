"""Looking at the work of a jurisdiction. Every question takes the actor; what is not theirs is not counted."""

# ruff: noqa: I001 - many names, laid out by hand several a line

from chungtay.overview.queries.changes import Changes, Thing, last_look, list_changes
from chungtay.overview.queries.dashboards import (
    Dashboard,
    closed_months,
    draw_late_agencies,
    draw_late_months,
    get_dashboard,
)
from chungtay.overview.queries.leading import Leading, get_leading, list_decisions
from chungtay.overview.queries.looking import (
    Actual, BoardRow, DayOfWork, Drawn, days_of_month, draw, list_board, list_lines, planned_and_actual, work_of,
)  # fmt: skip
from chungtay.overview.queries.scoring import (
    Row, contests_of, counted, get_contest, list_contests, list_inputs, list_scores,
)  # fmt: skip

__all__ = [
    "Actual",
    "BoardRow",
    "Changes",
    "Dashboard",
    "DayOfWork",
    "Drawn",
    "Leading",
    "Row",
    "Thing",
    "closed_months",
    "contests_of",
    "counted",
    "days_of_month",
    "draw",
    "draw_late_agencies",
    "draw_late_months",
    "get_contest",
    "get_dashboard",
    "get_leading",
    "last_look",
    "list_board",
    "list_changes",
    "list_contests",
    "list_decisions",
    "list_inputs",
    "list_lines",
    "list_scores",
    "planned_and_actual",
    "work_of",
]  # fmt: skip
