"""What is told outside, to which address, signed how, and when it is tried again."""

from chungtay.events.rules.addresses import Address, check_address, fits, read_address
from chungtay.events.rules.signing import headers_for, new_secret
from chungtay.events.rules.states import Policy, SubscriptionState, next_try, policy
from chungtay.events.rules.telling import Happened, Told, event_name, fields_told, number_in, told

__all__ = [
    "Address", "Happened", "Policy", "SubscriptionState", "Told", "check_address", "event_name", "fields_told", "fits",
    "headers_for", "new_secret", "next_try", "number_in", "policy", "read_address", "told",
]  # fmt: skip
