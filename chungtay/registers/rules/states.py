"""What may happen to an entry, as one table: state × event."""

from enum import StrEnum


class EntryState(StrEnum):
    KEPT = "kept"  # counts as it is written: the register asks for no approval
    PROPOSED = "proposed"
    APPROVED = "approved"
    RETURNED = "returned"  # with a reason, to who wrote it
    STRUCK = "struck"  # crossed out with a reason; stays readable


class EntryEvent(StrEnum):
    SAVE = "save"  # written, or written anew
    APPROVE = "approve"
    RETURN = "return"
    STRIKE = "strike"


COUNTING = (EntryState.KEPT, EntryState.APPROVED)

_KEPT, _PROPOSED, _APPROVED, _RETURNED, _STRUCK = EntryState
_TABLE: dict[tuple[EntryState | None, EntryEvent], EntryState] = {
    **{(state, EntryEvent.SAVE): _PROPOSED for state in (None, _KEPT, _PROPOSED, _APPROVED, _RETURNED)},
    (_PROPOSED, EntryEvent.APPROVE): _APPROVED,
    **{(state, EntryEvent.RETURN): _RETURNED for state in (_PROPOSED, _APPROVED)},
    **{(state, EntryEvent.STRIKE): _STRUCK for state in (_KEPT, _PROPOSED, _APPROVED, _RETURNED)},
}


def next_state(state: EntryState | None, event: EntryEvent, *, approval: bool) -> EntryState | None:
    """The state that follows, or None where this may not happen; ``state`` None: there is no entry yet."""
    after = _TABLE.get((state, event))
    return _KEPT if after is _PROPOSED and not approval else after
