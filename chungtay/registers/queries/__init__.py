"""Reading registers and entries: every question asks who asks."""

from chungtay.registers.queries.sight import (
    Kept,
    get_entry,
    get_register,
    keeps_register,
    list_registers,
    visible_registers,
    visible_to,
)
from chungtay.registers.queries.versions import definition_of, get_version, list_versions, newest

__all__ = [
    "Kept", "definition_of", "get_entry", "get_register", "get_version", "keeps_register", "list_registers",
    "list_versions", "newest", "visible_registers", "visible_to",
]  # fmt: skip
