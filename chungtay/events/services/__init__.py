"""Telling others, and who is told."""

from chungtay.events.services.subscriptions import (
    Wanted,
    change_subscription,
    make_subscription,
    remove_subscription,
    renew_secret,
    replay,
    send_test,
    turn_off,
    turn_on,
)
from chungtay.events.services.telling import tell_outside
from chungtay.events.sights import Sight
from chungtay.events.sights import register as register_subject

__all__ = [
    "Sight",
    "Wanted",
    "change_subscription",
    "make_subscription",
    "register_subject",
    "remove_subscription",
    "renew_secret",
    "replay",
    "send_test",
    "tell_outside",
    "turn_off",
    "turn_on",
]
