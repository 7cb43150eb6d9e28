"""The pure words and rules of the room."""

from chungtay.care.rules.access import (
    FILE,
    PATIENT,
    SUPPORT,
    TREAT,
    may_see_clinical,
    may_see_places,
    may_support,
)
from chungtay.care.rules.attendance import FollowStep, follow_steps, is_owed, missed_in_a_row, step_for
from chungtay.care.rules.tdi import TdiItem, check_tdi, tdi_items
from chungtay.care.rules.words import (
    DoseState,
    HelperPart,
    HelpKind,
    NoteKind,
    Reached,
    RoomKind,
    Treatment,
)

__all__ = [
    "FILE",
    "PATIENT",
    "SUPPORT",
    "TREAT",
    "DoseState",
    "FollowStep",
    "HelpKind",
    "HelperPart",
    "NoteKind",
    "Reached",
    "RoomKind",
    "TdiItem",
    "Treatment",
    "check_tdi",
    "follow_steps",
    "is_owed",
    "may_see_clinical",
    "may_see_places",
    "may_support",
    "missed_in_a_row",
    "step_for",
    "tdi_items",
]
