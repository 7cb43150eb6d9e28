"""What can happen to a tip and to the keys: one function for each event."""

from chungtay.tips.services.keys import (
    drill,
    grant_desk,
    make_reader_key,
    open_desk,
    open_hotline,
    recover,
    renew_desk,
    withdraw_grant,
)
from chungtay.tips.services.sending import add_words, send_tip
from chungtay.tips.services.working import acknowledge, answer, close_tip, forward, purge, transfer

__all__ = [
    "acknowledge",
    "add_words",
    "answer",
    "close_tip",
    "drill",
    "forward",
    "grant_desk",
    "make_reader_key",
    "open_desk",
    "open_hotline",
    "purge",
    "recover",
    "renew_desk",
    "send_tip",
    "transfer",
    "withdraw_grant",
]
