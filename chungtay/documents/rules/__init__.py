"""Pure rules of papers, findings and reviews."""

from chungtay.documents.rules.findings import Change, Decision, Direction, FindingKind
from chungtay.documents.rules.reviewed import (
    FoundBudget,
    FoundCitation,
    FoundReport,
    FoundSection,
    FoundTarget,
    FoundTask,
    Reviewed,
    SourceWords,
)

__all__ = [
    "Change",
    "Decision",
    "Direction",
    "FindingKind",
    "FoundBudget",
    "FoundCitation",
    "FoundReport",
    "FoundSection",
    "FoundTarget",
    "FoundTask",
    "Reviewed",
    "SourceWords",
]
