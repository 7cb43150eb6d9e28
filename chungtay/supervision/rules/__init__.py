"""Inspections, campaigns and commendations: what may happen, what is due. Pure Python, no Django."""

# ruff: noqa: I001 - many names, laid out by hand several a line

from chungtay.supervision.rules.campaigns import (
    Countdown, Season, check_campaign, check_report, countdown, is_missing, season_in, seasons,
)  # fmt: skip
from chungtay.supervision.rules.commendations import (
    CommendationState, check_commendation, check_decision, commendation_forms,
)  # fmt: skip
from chungtay.supervision.rules.inspections import (
    InspectionKind, InspectionStage, RecommendationState, ReplyKind, check_conclusion, check_inspection,
    check_recommendation, check_words, is_hidden, is_overdue, is_work, may_answer, may_judge, stage_of, state_after,
)  # fmt: skip

__all__ = [
    "CommendationState", "Countdown", "InspectionKind", "InspectionStage", "RecommendationState", "ReplyKind",
    "Season", "check_campaign", "check_commendation", "check_conclusion", "check_decision", "check_inspection",
    "check_recommendation", "check_report", "check_words", "commendation_forms", "countdown", "is_hidden",
    "is_missing", "is_overdue", "is_work", "may_answer", "may_judge", "season_in", "seasons", "stage_of",
    "state_after",
]  # fmt: skip
