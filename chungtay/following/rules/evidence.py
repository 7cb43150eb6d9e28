"""What a source answers when it is asked whether something is done, and what follows from it for a share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from chungtay.plans.rules import ShareState


class CriterionKind(StrEnum):
    """How a task is known to be done."""

    FIGURE = "figure"
    INDICATOR = "indicator"
    DATA_SET = "data_set"
    DOCUMENT = "document"
    REPORT = "report"
    LOWER_PLAN = "lower_plan"
    BUDGET = "budget"
    REGISTER = "register"
    PERSON = "person"


class EvidenceState(StrEnum):
    MET = "met"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"  # nothing here can tell: a person reports


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: has this body done it between these days, as it stands today? Nobody in particular asks.

    ``office`` is the place of the office that runs the plan: what lies beneath it may be looked at.
    """

    unit: int
    office: int | None
    plan: int
    task: int
    first: date
    last: date
    today: date
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that the answer rests on; ``link`` leads to it where somebody may open it."""

    label: str
    value: str
    good: bool
    link: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """``value`` of ``of`` is there; ``why`` says it in a sentence; ``on`` is the day since which it is met.

    ``later``: the source will answer again soon, and what it said last stands until then.
    """

    state: EvidenceState
    why: str
    value: Decimal | int | None = None
    of: Decimal | int | None = None
    link: str = ""
    on: date | None = None
    inputs: tuple[Input, ...] = ()
    later: bool = False

    @property
    def percent(self) -> int:
        """Rounded down; 100 only where it is met."""
        if self.state == EvidenceState.MET:
            return 100
        if not self.of or self.value is None or self.state != EvidenceState.PARTLY:
            return 0
        return max(0, min(99, int(self.value * 100 / self.of)))


def share_state(evidence: Evidence) -> ShareState:
    """What the share says when its state follows from this."""
    match evidence.state:
        case EvidenceState.MET:
            return ShareState.DONE
        case EvidenceState.PARTLY:
            return ShareState.IN_PROGRESS
        case _:
            return ShareState.OPEN


def turn_of_share(
    *, opens_on: date | None, due_on: date | None, begun: date | None, ends: date | None, today: date
) -> tuple[date, date]:
    """The days in which a share's work counts: its turn, or from the plan's beginning to its date; a duty without a
    date is owed anew each year, for as long as the plan runs.
    """
    if due_on:
        first = opens_on or begun or date(due_on.year, 1, 1)
        return min(first, due_on), due_on
    year = min(max(today, begun or today), ends or today).year
    first, last = date(year, 1, 1), date(year, 12, 31)
    return max(first, begun) if begun and begun <= last else first, min(
        last, ends
    ) if ends and ends >= first else last


def fell_back(before: ShareState, after: ShareState) -> bool:
    """What was done is not any more: a figure was corrected, a paper was withdrawn, a new year began."""
    return before == ShareState.DONE and after != ShareState.DONE
