"""What can happen to work that is handed out: one function for each event."""

from chungtay.assignments.services.answering import ask_time, contribute, receive, refuse
from chungtay.assignments.services.handing import hand_out, open_spread, renew_due, renew_spreads
from chungtay.assignments.services.quotas import (
    add_quota,
    confirm_quotas,
    count_quota,
    drop_quota,
    propose_quotas,
)
from chungtay.assignments.services.settling import send_back, settle, settle_all, verify, verify_by_rule

__all__ = [
    "add_quota",
    "ask_time",
    "confirm_quotas",
    "contribute",
    "count_quota",
    "drop_quota",
    "hand_out",
    "open_spread",
    "propose_quotas",
    "receive",
    "refuse",
    "renew_due",
    "renew_spreads",
    "send_back",
    "settle",
    "settle_all",
    "verify",
    "verify_by_rule",
]
