"""Everything that can happen to a paper, its readings, its findings and the names in it."""

from chungtay.documents.services.cutting import merge_findings, split_finding
from chungtay.documents.services.naming import Proposal, match_all_new, match_name, match_new, propose
from chungtay.documents.services.papers import SameDocument, add_version, close_to, open_to, take_in
from chungtay.documents.services.reading import (
    READ,
    cancel_reading,
    run_reading,
    start_reading,
    store_reading,
)
from chungtay.documents.services.review import accept_all_pending, decide, undo

__all__ = [
    "READ",
    "Proposal",
    "SameDocument",
    "accept_all_pending",
    "add_version",
    "cancel_reading",
    "close_to",
    "decide",
    "match_all_new",
    "match_name",
    "match_new",
    "merge_findings",
    "open_to",
    "propose",
    "run_reading",
    "split_finding",
    "start_reading",
    "store_reading",
    "take_in",
    "undo",
]
