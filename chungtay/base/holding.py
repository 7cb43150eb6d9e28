"""What a body holds, and how it passes on: the words in which every room tells the room of handovers.

A room that joins offers four functions, and handovers lists the room among its own:
``queries.work_held_by(actor, agencies, on=)`` and ``queries.work_in_the_way(track)``;
``services.pass_on(by=, now=, moves=, ground=)`` and ``services.take_back(by=, now=, kept=, ground=)``.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from chungtay.base.tracks import Track


class HeldKind(StrEnum):
    """What a thing is, for counting and for the page."""

    TASK = "task"  # a body's open part in one task, all its turns
    PLAN = "plan"  # a plan that the body runs


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that a body holds and that passes on whole. ``open``: what is still owed in it."""

    kind: HeldKind
    id: int
    agency: int
    words: str
    open: int = 0

    @property
    def key(self) -> str:
        """How a form names it: "task-12-3" is the part of body 3 in task 12."""
        return f"{self.kind}-{self.id}-{self.agency}"


@dataclass(frozen=True, slots=True)
class Move:
    """A held thing passes to these bodies; to several where the holder was divided, and then each carries a part."""

    kind: HeldKind
    id: int
    agency: int
    to: tuple[int, ...]

    @property
    def parted(self) -> bool:
        return len(self.to) > 1


@dataclass(frozen=True, slots=True)
class Stuck:
    """A thing that cannot pass on, and why (a Vietnamese sentence)."""

    kind: HeldKind
    id: int
    agency: int
    why: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What a room needs to take a passing back: its rows, and to whom it opened which paper."""

    track: Track = field(default_factory=dict)
    openings: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passed:
    """What came of passing on: what to keep, what stayed behind and why, who now has more to do."""

    kept: Kept
    stuck: tuple[Stuck, ...] = ()
    receivers: frozenset[int] = frozenset()
