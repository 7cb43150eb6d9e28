"""What a handover is, what it tells, and what becomes of bodies when units change."""

from chungtay.handovers.rules.telling import (
    SAME,
    Decision,
    HandoverKind,
    HandoverState,
    Moved,
    Told,
    balance,
    check_handover,
    standing_on_top,
)
from chungtay.handovers.rules.units import Ending, Opening, Reform, UnitBody, UnitOn, plan_reform

__all__ = [
    "SAME",
    "Decision",
    "Ending",
    "HandoverKind",
    "HandoverState",
    "Moved",
    "Opening",
    "Reform",
    "Told",
    "UnitBody",
    "UnitOn",
    "balance",
    "check_handover",
    "plan_reform",
    "standing_on_top",
]
