"""What becomes of the open parts of a duty when they pass to another body."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chungtay.plans.rules.states import ShareState


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A share that is not done, as its holder left it."""

    state: ShareState
    percent: int
    due_on: date | None
    note: str


def join_parts(parts: Sequence[OpenPart]) -> OpenPart:
    """Several open shares of one turn become one: begun when any is, as far as they are on average (rounded down),
    owed by the earliest of their dates. What each said stays with the share it said it on.

    >>> join_parts([OpenPart(ShareState.OPEN, 0, None, ""), OpenPart(ShareState.IN_PROGRESS, 75, None, "x")]).percent
    37
    """
    begun = any(part.state == ShareState.IN_PROGRESS for part in parts)
    dates = [part.due_on for part in parts if part.due_on]
    return OpenPart(
        state=ShareState.IN_PROGRESS if begun else ShareState.OPEN,
        percent=sum(part.percent for part in parts) // len(parts) if begun else 0,
        due_on=min(dates, default=None),
        note=parts[0].note if len(parts) == 1 else "",
    )
