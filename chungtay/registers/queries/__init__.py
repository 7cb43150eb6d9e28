"""Reading registers and entries: every question asks who asks, but for those of the rooms above."""

from chungtay.registers.queries.feeding import shares_behind, sums_of
from chungtay.registers.queries.lists import (
    COUNTED_UP_TO,
    Cluster,
    Totals,
    Wanted,
    count_entries,
    count_up_to,
    files_of,
    history_of,
    list_bodies,
    list_entries,
    list_waiting,
    not_evaluated,
    points,
    sentence,
    totals,
    waiting_by_register,
)
from chungtay.registers.queries.sight import (
    Kept,
    body_keeps,
    get_entry,
    get_register,
    keeps_register,
    list_registers,
    shipped_register,
    visible_registers,
    visible_to,
)
from chungtay.registers.queries.versions import definition_of, get_version, list_versions, newest

__all__ = [
    "COUNTED_UP_TO", "Cluster", "Kept", "Totals", "Wanted", "body_keeps", "count_entries", "count_up_to",
    "definition_of", "files_of", "get_entry", "get_register", "get_version", "history_of", "keeps_register",
    "list_bodies", "list_entries", "list_registers", "list_versions", "list_waiting", "newest", "not_evaluated",
    "points", "sentence", "shares_behind", "shipped_register", "sums_of", "totals", "visible_registers", "visible_to",
    "waiting_by_register",
]  # fmt: skip
