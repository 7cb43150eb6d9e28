"""What a form alone cannot say of an entry: what does not add up, what ends, what is due. Plain Python."""

from chungtay.fieldwork.rules.attention import Attention, Row, policy
from chungtay.fieldwork.rules.concern import PointState, check_points, state_of
from chungtay.fieldwork.rules.lasting import check_agreements, check_equipment, check_reviews, review_due
from chungtay.fieldwork.rules.lawful import (
    check_inspections,
    check_licences,
    check_losses,
    loss_told_by,
    next_inspection,
)
from chungtay.fieldwork.rules.stock import check_stock, expected_closing
from chungtay.fieldwork.rules.surveys import Coverage, coverage

__all__ = [
    "Attention", "Coverage", "PointState", "Row", "check_agreements", "check_equipment", "check_inspections",
    "check_licences", "check_losses", "check_points", "check_reviews", "check_stock", "coverage", "expected_closing",
    "loss_told_by", "next_inspection", "policy", "review_due", "state_of",
]  # fmt: skip
