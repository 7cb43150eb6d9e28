"""What can happen for a person's rights: one function for each event."""

from chungtay.rights.services.complaints import (
    accept_complaint,
    complain_again,
    file_complaint,
    settle_complaint,
)
from chungtay.rights.services.endings import end_due, erase_closed, seal_closed
from chungtay.rights.services.files import give_sheet, mark_read, serve_copies, tell
from chungtay.rights.services.requests import answer_request, ask_request

__all__ = [
    "accept_complaint",
    "answer_request",
    "ask_request",
    "complain_again",
    "end_due",
    "erase_closed",
    "file_complaint",
    "give_sheet",
    "mark_read",
    "seal_closed",
    "serve_copies",
    "settle_complaint",
    "tell",
]
