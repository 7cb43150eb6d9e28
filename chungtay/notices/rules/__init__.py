"""Work done later, what people are told and when; pure Python, no Django."""

from chungtay.notices.rules.dues import Act, Due, Source
from chungtay.notices.rules.inbox import may_read
from chungtay.notices.rules.jobs import (
    ATTEMPTS,
    LEASE,
    OPEN_STATES,
    RENEW_AFTER,
    JobCancelled,
    JobFailed,
    JobLost,
    JobState,
)
from chungtay.notices.rules.outbox import Channel, DeliveryState, Policy, next_try, policy
from chungtay.notices.rules.wishes import Haste, Wishes, check_wishes, may_leave_at

__all__ = [
    "ATTEMPTS",
    "LEASE",
    "OPEN_STATES",
    "RENEW_AFTER",
    "Act",
    "Channel",
    "DeliveryState",
    "Due",
    "Haste",
    "JobCancelled",
    "JobFailed",
    "JobLost",
    "JobState",
    "Policy",
    "Source",
    "Wishes",
    "check_wishes",
    "may_leave_at",
    "may_read",
    "next_try",
    "policy",
]
