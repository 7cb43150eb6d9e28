"""How a task is known to be done. Pure Python, no Django."""

from chungtay.following.rules.evidence import (
    Asked,
    CriterionKind,
    Evidence,
    EvidenceState,
    Input,
    fell_back,
    share_state,
    turn_of_share,
)
from chungtay.following.rules.suggesting import LexiconRule, Suggestion, lexicon, rule_of, suggest

__all__ = [
    "Asked",
    "CriterionKind",
    "Evidence",
    "EvidenceState",
    "Input",
    "LexiconRule",
    "Suggestion",
    "fell_back",
    "lexicon",
    "rule_of",
    "share_state",
    "suggest",
    "turn_of_share",
]
