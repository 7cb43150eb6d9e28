"""Reading reports; every number with where it came from."""

from chungtay.indicators.queries import NotReady
from chungtay.reports.queries.gathering import Draft, compose, figures_of
from chungtay.reports.queries.reading import (
    Piece,
    Shown,
    get_contribution,
    get_passage,
    get_report,
    get_written,
    list_asked,
    list_contributions,
    list_passages,
    list_reports,
    shown,
    visible_to,
    writes,
)

__all__ = [
    "Draft",
    "NotReady",
    "Piece",
    "Shown",
    "compose",
    "figures_of",
    "get_contribution",
    "get_passage",
    "get_report",
    "get_written",
    "list_asked",
    "list_contributions",
    "list_passages",
    "list_reports",
    "shown",
    "visible_to",
    "writes",
]
