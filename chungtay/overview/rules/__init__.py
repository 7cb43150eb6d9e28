"""Looking, drawing and scoring in plain Python."""

# ruff: noqa: I001 - many names, laid out by hand several a line

from chungtay.overview.rules.dashboards import Shown, Wish, boards, wishes_of
from chungtay.overview.rules.gantt import Stroke, Turn, strokes
from chungtay.overview.rules.looking import (
    Asked, By, Month, Trend, View, getting_worse, is_new_visit,
)  # fmt: skip
from chungtay.overview.rules.months import SPANS, Span, asked_month, month_after, month_of, percent
from chungtay.overview.rules.scoring import (
    Band, ContestOutcome, Formula, Inputs, Part, Scored, Weighed, check_contest, check_outcome, emulation_words,
    formula, may_contest, may_rule, points_of, score,
)  # fmt: skip

__all__ = [
    "SPANS", "Asked", "Band", "By", "ContestOutcome", "Formula", "Inputs", "Month", "Part", "Scored",
    "Shown", "Span", "Stroke", "Trend", "Turn", "View", "Weighed", "Wish", "asked_month", "boards", "check_contest",
    "check_outcome", "emulation_words", "formula", "getting_worse", "is_new_visit", "may_contest",
    "may_rule", "month_after", "month_of", "percent", "points_of", "score", "strokes", "wishes_of",
]  # fmt: skip
