"""Which plan is the paper that another plan names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plan that bears the cited number.

    ``issued`` is as much of the ISO date as the paper states, or "".
    """

    plan: int
    issued: str
    near: bool  # of the same place as the citing plan, or of one above it


def choose_linked(cited_on: date | None, candidates: Sequence[Candidate]) -> int | None:
    """The one plan that is meant, or None.

    Numbers come back every year and in every province: the date tells them apart; without a date on either
    side only a plan of the same place or of one above is believed.
    """
    dated = [
        c.plan for c in candidates if cited_on and c.issued and cited_on.isoformat().startswith(c.issued)
    ]
    if dated:
        return dated[0] if len(dated) == 1 else None
    undated = [c.plan for c in candidates if (not cited_on or not c.issued) and c.near]
    return undated[0] if len(undated) == 1 else None
