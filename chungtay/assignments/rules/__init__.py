"""Handing out and what is answered to it. Pure Python, no Django."""

from chungtay.assignments.rules.answers import (
    AnswerKind,
    Party,
    Ruling,
    Standing,
    Step,
    after,
    check_addressee,
    check_step,
    check_time,
    check_words,
    next_steps,
    why_no_report,
)
from chungtay.assignments.rules.quotas import (
    TURNS,
    Counted,
    QuotaDraft,
    check_count,
    check_quota,
    drafts_of,
    turn_of,
)
from chungtay.assignments.rules.spreads import SpreadRule, spread_rules

__all__ = [
    "TURNS",
    "AnswerKind",
    "Counted",
    "Party",
    "QuotaDraft",
    "Ruling",
    "SpreadRule",
    "Standing",
    "Step",
    "after",
    "check_addressee",
    "check_count",
    "check_quota",
    "check_step",
    "check_time",
    "check_words",
    "drafts_of",
    "next_steps",
    "spread_rules",
    "turn_of",
    "why_no_report",
]
