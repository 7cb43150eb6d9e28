"""What can happen to registers and their entries: one function for each event."""

from chungtay.registers.services.deciding import Seen, approve_entries, return_entries, strike_entry
from chungtay.registers.services.entering import (
    Asked,
    Saved,
    correct_entry,
    register_check,
    save_entry,
)
from chungtay.registers.services.publishing import Loaded, load_registers, publish_register, shipped_forms

__all__ = [
    "Asked", "Loaded", "Saved", "Seen", "approve_entries", "correct_entry", "load_registers", "publish_register",
    "register_check", "return_entries", "save_entry", "shipped_forms", "strike_entry",
]  # fmt: skip
