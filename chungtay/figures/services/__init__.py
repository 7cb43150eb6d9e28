"""What can happen to figures: one function for each event."""

# ruff: noqa: I001 - many names, laid out by hand several a line

from chungtay.figures.services.closing import remind_missing, take_snapshot
from chungtay.figures.services.computed import save_computed
from chungtay.figures.services.deciding import (
    Decided, Seen, approve_cells, confirm_cell, explain_warning, reopen, return_cells, submit,
)  # fmt: skip
from chungtay.figures.services.entering import Conflict, Saved, Typed, open_submission, save_cells

__all__ = [
    "Conflict", "Decided", "Saved", "Seen", "Typed", "approve_cells", "confirm_cell", "explain_warning",
    "open_submission", "remind_missing", "reopen", "return_cells", "save_cells", "save_computed", "submit",
    "take_snapshot",
]  # fmt: skip
