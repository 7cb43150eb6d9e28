"""What a body holds, and how it passes on: the words in which every room tells the room of handovers.

A room that joins offers four functions, and handovers lists the room among its own:
``queries.work_held_by(actor, agencies, on=)`` and ``queries.stands_in_the_way(track)``;
``services.pass_on(by=, now=, moves=, ground=)``, which returns its track, and ``services.take_back(track=)``.
"""

from dataclasses import dataclass
from enum import StrEnum


class HeldKind(StrEnum):
    """What a thing is, for counting and for the page."""

    TASK = "task"  # a body's open part in one task, all its turns
    PLAN = "plan"  # a plan that the body runs


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that a body holds and that passes on whole."""

    kind: HeldKind
    id: int
    agency: int
    words: str
    open: int = 0  # what is still owed in it: shares of a task, tasks of a plan

    @property
    def key(self) -> str:
        """How a form names it: "task:12:3" is the part of body 3 in task 12."""
        return f"{self.kind}:{self.id}:{self.agency}"


@dataclass(frozen=True, slots=True)
class Move:
    """A held thing passes to these bodies; to several where the holder was divided, and then each carries a part."""

    kind: HeldKind
    id: int
    agency: int
    to: tuple[int, ...]
    parted: bool = False  # at least one of them took over only a part of the holder's territory


@dataclass(frozen=True, slots=True)
class Stuck:
    """A thing that cannot pass on, and why."""

    kind: HeldKind
    id: int
    agency: int
    why: str
