"""Everything that can happen to a report."""

from chungtay.reports.services.drafting import draft_again, edit_passage, open_report
from chungtay.reports.services.joining import ask_units, contribute, return_contribution
from chungtay.reports.services.signing import agree, issue, open_again

__all__ = [
    "agree",
    "ask_units",
    "contribute",
    "draft_again",
    "edit_passage",
    "issue",
    "open_again",
    "open_report",
    "return_contribution",
]
