"""What can happen to registers and their entries: one function for each event."""

from chungtay.registers.services.deciding import Seen, approve_entries, return_entries, strike_entry
from chungtay.registers.services.entering import (
    Asked,
    Saved,
    correct_entry,
    register_check,
    save_entry,
)
from chungtay.registers.services.feeding import feed_standing
from chungtay.registers.services.importing import Imported, import_entries
from chungtay.registers.services.publishing import Loaded, load_registers, publish_register, shipped_forms

__all__ = [
    "Asked", "Imported", "Loaded", "Saved", "Seen", "approve_entries", "correct_entry", "feed_standing",
    "import_entries", "load_registers", "publish_register", "register_check", "return_entries", "save_entry",
    "shipped_forms", "strike_entry",
]  # fmt: skip
