"""Everything that can happen to a report, to a body's outlines and to what it trusts."""

from chungtay.reports.services.drafting import draft_again, edit_passage, open_report, tie_targets
from chungtay.reports.services.joining import ask_units, contribute, return_contribution
from chungtay.reports.services.remarks import remark, settle_remark
from chungtay.reports.services.setup import distrust_root, drop_layout, keep_layout, keep_outline, trust_root
from chungtay.reports.services.signing import agree, issue, open_again, take_signed

__all__ = [
    "agree", "ask_units", "contribute", "distrust_root", "draft_again", "drop_layout", "edit_passage",
    "issue", "keep_layout", "keep_outline", "open_again", "open_report", "remark", "return_contribution",
    "settle_remark", "take_signed", "tie_targets", "trust_root",
]  # fmt: skip
