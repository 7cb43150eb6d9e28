"""What may happen to a value, as one table: state × event × part of who acts."""

from collections.abc import Collection
from enum import IntEnum, StrEnum


class ValueState(IntEnum):
    """Where a value stands. A small number in the table: there are tens of millions of them."""

    ENTERED = 1
    SUBMITTED = 2  # by the body that counts
    PASSED = 3  # approved by a level between (the district, while there were districts)
    APPROVED = 4  # by the last level
    RETURNED = 5  # with a reason; not sent


class ValueEvent(StrEnum):
    ENTER = "enter"  # a value is written, changed or taken back
    CONFIRM = "confirm"  # what was returned is right as it is, in words
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"


class ValuePart(StrEnum):
    """Whom the actor is to a value."""

    ENTERS = "enters"  # of the body that counts, may enter
    SUBMITS = "submits"  # of the body that counts, may send
    BETWEEN = "between"  # approves at a level that is not the last
    LAST = "last"  # approves at the last level


SENT = (ValueState.SUBMITTED, ValueState.PASSED, ValueState.APPROVED)
OPEN = (ValueState.ENTERED, ValueState.RETURNED)  # still with the body that counts

_ENTERED, _SUBMITTED, _PASSED, _APPROVED, _RETURNED = ValueState
_Table = dict[tuple[ValueState | None, ValueEvent, ValuePart], ValueState]
_ALWAYS: _Table = {
    # A change reopens that value alone, whatever it had reached.
    **{(state, ValueEvent.ENTER, ValuePart.ENTERS): _ENTERED for state in (None, *ValueState)},
    (_RETURNED, ValueEvent.CONFIRM, ValuePart.ENTERS): _ENTERED,
    (_ENTERED, ValueEvent.SUBMIT, ValuePart.SUBMITS): _SUBMITTED,
    (_APPROVED, ValueEvent.RETURN, ValuePart.LAST): _RETURNED,
}
_DIRECT: _Table = _ALWAYS | {
    (_SUBMITTED, ValueEvent.APPROVE, ValuePart.LAST): _APPROVED,
    (_SUBMITTED, ValueEvent.RETURN, ValuePart.LAST): _RETURNED,
}
_BY_WAY: _Table = _ALWAYS | {
    (_SUBMITTED, ValueEvent.APPROVE, ValuePart.BETWEEN): _PASSED,
    (_SUBMITTED, ValueEvent.RETURN, ValuePart.BETWEEN): _RETURNED,
    (_PASSED, ValueEvent.RETURN, ValuePart.BETWEEN): _RETURNED,
    (_PASSED, ValueEvent.APPROVE, ValuePart.LAST): _APPROVED,
    (_PASSED, ValueEvent.RETURN, ValuePart.LAST): _RETURNED,
}


def next_state(
    state: ValueState | None, event: ValueEvent, parts: Collection[ValuePart], *, between: bool
) -> ValueState | None:
    """The state that follows, or None where this may not happen; ``state`` None: nobody has said anything yet.

    ``between``: whether a level stands between the body that counts and the last one.
    """
    table = _BY_WAY if between else _DIRECT
    return next((table[state, event, part] for part in parts if (state, event, part) in table), None)
