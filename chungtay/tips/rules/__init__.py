"""What a tip may be about, who receives it, its receipt and its days. Pure Python, no Django."""

from chungtay.tips.rules.checks import check_passphrase, check_photos, check_text, delete_on, is_late
from chungtay.tips.rules.receipts import new_receipt, read_receipt, spaced
from chungtay.tips.rules.subjects import Body, Subject, policy, route, subjects
from chungtay.tips.rules.words import Outcome, Side, Source, StepKind, TipState

__all__ = [
    "Body",
    "Outcome",
    "Side",
    "Source",
    "StepKind",
    "Subject",
    "TipState",
    "check_passphrase",
    "check_photos",
    "check_text",
    "delete_on",
    "is_late",
    "new_receipt",
    "policy",
    "read_receipt",
    "route",
    "spaced",
    "subjects",
]
