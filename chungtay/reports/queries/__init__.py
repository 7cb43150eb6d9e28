"""Reading reports; every number with where it came from."""

# ruff: noqa: I001 - many names, laid out by hand several a line

from chungtay.indicators.queries import NotReady, list_measures
from chungtay.reports.queries.drafts import Draft
from chungtay.reports.queries.gathering import TABLES, compose, outline_text
from chungtay.reports.queries.joining import (
    Contradiction, Disagreement, list_contradictions, list_disagreements,
)  # fmt: skip
from chungtay.reports.queries.numbers import (
    Cell, OpenedNumber, figures_of, forms_and_periods, list_moved, open_number,
)  # fmt: skip
from chungtay.reports.queries.reading import (
    Piece, Shown, get_contribution, get_passage, get_report, get_written, is_measure, list_asked,
    list_contributions, list_passages, list_remarks, list_reports, list_reports_of_units, measures_in,
    shown, visible_to, writes,
)  # fmt: skip
from chungtay.reports.queries.results import targets_to_tie
from chungtay.reports.queries.setup import (
    check_outline, get_own_outline, is_known, outlines, trusted_by, try_outline,
)  # fmt: skip
from chungtay.reports.queries.signed import Signed, list_signed

__all__ = [
    "TABLES", "Cell", "Contradiction", "Disagreement", "Draft", "NotReady", "OpenedNumber", "Piece", "Shown",
    "Signed", "check_outline", "compose", "figures_of", "forms_and_periods", "get_contribution",
    "get_own_outline", "get_passage", "get_report", "get_written", "is_known", "is_measure",
    "list_asked", "list_contradictions", "list_contributions", "list_disagreements", "list_measures",
    "list_moved", "list_passages", "list_remarks", "list_reports", "list_reports_of_units",
    "list_signed", "measures_in", "open_number", "outline_text", "outlines", "shown", "targets_to_tie",
    "trusted_by", "try_outline", "visible_to", "writes",
]  # fmt: skip
