"""The turns of a task in the order in which a person looks at them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chungtay.plans.rules import ShareState


@dataclass(slots=True)
class Turns:
    """Turns to work on, those that are through, and those that have not opened yet."""

    now: list[Any] = field(default_factory=list)
    through: list[Any] = field(default_factory=list)
    later: list[Any] = field(default_factory=list)


def turns_of(occurrences: Iterable[Any], today: date) -> Turns:
    """Each turn gets ``owed`` and ``did``, its shares of the two kinds; a lone turn is always shown whole."""
    turns, every = Turns(), list(occurrences)
    for turn in every:
        turn.did = [share for share in turn.seen if share.state == ShareState.DONE]
        turn.owed = [share for share in turn.seen if share.state != ShareState.DONE]
        if len(every) > 1 and turn.opens_on and turn.opens_on > today:
            turns.later.append(turn)
        elif len(every) > 1 and turn.seen and not turn.owed:
            turns.through.append(turn)
        else:
            turns.now.append(turn)
    return turns
