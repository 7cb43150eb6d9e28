"""Who sees a file, how much of it, and who works on it. ``queries.visible_to`` says the same, which a test holds."""

from collections.abc import Collection
from dataclasses import dataclass

from chungtay.base.actor import Actor

READ, WORK, OVERSEE = "cases.read", "cases.work", "cases.oversee"
KIND = "file"  # what breakglass and the journal call one


@dataclass(frozen=True, slots=True)
class Touching:
    """Whose part a file is: who keeps it, whose facility the person is in, whom it was referred or sent to."""

    keeper: int
    others: frozenset[int] = frozenset()

    @property
    def bodies(self) -> frozenset[int]:
        return self.others | {self.keeper}


@dataclass(frozen=True, slots=True)
class Sight:
    """What of a file an actor sees: its course without a name, and who it is about with the papers."""

    course: bool = False
    identity: bool = False


def sight_of(actor: Actor, *, file: int, touching: Touching, above: Collection[int]) -> Sight:
    """``above``: the place of the keeper with every unit above it. Nothing at all: the file is not there."""
    if f"{KIND}:{file}" in actor.opened or (actor.can(READ) and actor.agency in touching.bodies):
        return Sight(course=True, identity=True)
    return Sight(course=actor.can(OVERSEE) and bool(actor.reach & set(above)))


def may_work(actor: Actor, *, keeper: int, closed: bool) -> bool:
    """Only who keeps a file writes into it."""
    return actor.can(WORK) and actor.agency == keeper and not closed
