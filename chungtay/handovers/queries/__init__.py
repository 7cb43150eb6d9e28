"""Reading handovers: what waits to pass on, what has passed, and what would."""

from chungtay.handovers.queries.past import get_handover, list_files_taken, list_handovers
from chungtay.handovers.queries.waiting import (
    Heirs,
    Suggestion,
    count_waiting,
    get_body,
    held_by,
    list_suggestions,
    proposed_heirs,
)

__all__ = [
    "Heirs",
    "Suggestion",
    "count_waiting",
    "get_body",
    "get_handover",
    "held_by",
    "list_files_taken",
    "list_handovers",
    "list_suggestions",
    "proposed_heirs",
]
