"""Reading values: the grid, what is due, what waits, who has sent what, the history of a cell, the feed of changes."""

# ruff: noqa: I001 - many names, laid out by hand several a line

from chungtay.figures.queries.awaited import due_of
from chungtay.figures.queries.changes import Change, changes, latest_change
from chungtay.figures.queries.checking import Remark
from chungtay.figures.queries.completeness import (
    BodyRow, Came, Completeness, Reminded, Tally, UnitRow, completeness, completeness_of_bodies, last_reminded,
)  # fmt: skip
from chungtay.figures.queries.lists import Due, awaiting_approval, my_due
from chungtay.figures.queries.sheet import (
    Author, Happening, Other, Sheet, SheetCell, SheetSection, history_of_cell, own_sheet, sheet,
)  # fmt: skip
from chungtay.figures.queries.sight import get_submission, visible_to
from chungtay.figures.queries.snapshots import (
    Verified, changed_since, get_snapshot, list_snapshots, verify,
)  # fmt: skip

__all__ = [
    "Author", "BodyRow", "Came", "Change", "Completeness", "Due", "Happening", "Other", "Remark", "Reminded", "Sheet",
    "SheetCell", "SheetSection", "Tally", "UnitRow", "Verified", "awaiting_approval", "changed_since",
    "changes", "completeness", "completeness_of_bodies", "due_of", "get_snapshot", "get_submission",
    "history_of_cell", "last_reminded", "latest_change", "list_snapshots", "my_due", "own_sheet", "sheet", "verify",
    "visible_to",
]  # fmt: skip
