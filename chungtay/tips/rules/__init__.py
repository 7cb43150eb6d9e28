"""What a tip may be about, who receives it, its receipt and its days. Pure Python, no Django."""

from chungtay.tips.rules.abuse import Hour, has_worked, hold_of
from chungtay.tips.rules.checks import check_number, check_passphrase, check_photos, check_text, delete_on
from chungtay.tips.rules.clocks import Duty, TipClock, TipTimes, clocks_of, running
from chungtay.tips.rules.envelopes import (
    Envelope,
    KeysChanged,
    Parcel,
    check_keys,
    check_parcel,
    read_envelope,
)
from chungtay.tips.rules.receipts import aloud, new_receipt, read_receipt, spaced
from chungtay.tips.rules.subjects import Body, Subject, may_receive, policy, route, subjects
from chungtay.tips.rules.words import (
    Hold,
    Outcome,
    Side,
    Source,
    StepKind,
    Strength,
    TipKind,
    TipState,
    TransferGround,
)

__all__ = [
    "Body",
    "Duty",
    "Envelope",
    "Hold",
    "Hour",
    "KeysChanged",
    "Outcome",
    "Parcel",
    "Side",
    "Source",
    "StepKind",
    "Strength",
    "Subject",
    "TipClock",
    "TipKind",
    "TipState",
    "TipTimes",
    "TransferGround",
    "aloud",
    "check_keys",
    "check_number",
    "check_parcel",
    "check_passphrase",
    "check_photos",
    "check_text",
    "clocks_of",
    "delete_on",
    "has_worked",
    "hold_of",
    "may_receive",
    "new_receipt",
    "policy",
    "read_envelope",
    "read_receipt",
    "route",
    "running",
    "spaced",
    "subjects",
]
