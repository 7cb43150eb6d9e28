"""What can happen in care: one function for each event."""

from chungtay.care.services.clinical import (
    admit,
    discharge,
    record_demand,
    record_dose,
    record_follow_up,
    write_note,
)
from chungtay.care.services.help import add_helper, give_help
from chungtay.care.services.places import set_places

__all__ = [
    "add_helper",
    "admit",
    "discharge",
    "give_help",
    "record_demand",
    "record_dose",
    "record_follow_up",
    "set_places",
    "write_note",
]
