"""What can happen to a handover: it is rehearsed, made, undone."""

from chungtay.handovers.services.passing import hand_over, rehearse
from chungtay.handovers.services.reorganising import (
    REORGANISE,
    ask_reorganisation,
    rehearse_reorganisation,
    reorganise,
    run_reorganisation,
)
from chungtay.handovers.services.undoing import undo_handover

__all__ = [
    "REORGANISE",
    "ask_reorganisation",
    "hand_over",
    "rehearse",
    "rehearse_reorganisation",
    "reorganise",
    "run_reorganisation",
    "undo_handover",
]
