"""How the promises of two plans are matched and compared. Pure Python, no Django."""

from chungtay.chain.rules.comparing import Difference, Promised, comparable, differences, when
from chungtay.chain.rules.coverage import check_ground, check_proposed, coverage_of, is_addressed, may_reply
from chungtay.chain.rules.likeness import Comparison, Likeness, Said, thresholds
from chungtay.chain.rules.words import Coverage, DifferenceKind, LinkState, PromiseKind, ProposalState

__all__ = [
    "Comparison", "Coverage", "Difference", "DifferenceKind", "Likeness", "LinkState", "PromiseKind",
    "Promised", "ProposalState", "Said", "check_ground", "check_proposed", "comparable", "coverage_of",
    "differences", "is_addressed", "may_reply", "thresholds", "when",
]  # fmt: skip
