"""Asking for work, stopping it, and telling people."""

from chungtay.notices.dues import register as register_due_source
from chungtay.notices.jobs import Running
from chungtay.notices.jobs import register as register_job
from chungtay.notices.services.jobs import ask_cancel, start_job
from chungtay.notices.services.outbox import Letter, post, send_waiting, try_again
from chungtay.notices.services.telling import mark_read, tell
from chungtay.notices.services.wishes import confirm_address, set_wishes
from chungtay.notices.ticks import register as register_tick
from chungtay.notices.worker import run_due

__all__ = [
    "Letter",
    "Running",
    "ask_cancel",
    "confirm_address",
    "mark_read",
    "post",
    "register_due_source",
    "register_job",
    "register_tick",
    "run_due",
    "send_waiting",
    "set_wishes",
    "start_job",
    "tell",
    "try_again",
]
