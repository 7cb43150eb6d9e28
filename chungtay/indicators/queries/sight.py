"""Whose figures the actor may see added up: figures' powers decide."""

from dataclasses import dataclass

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyLevel
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.figures.rules import oversees
from chungtay.figures.rules.rights import ANY
from chungtay.places import queries as places


@dataclass(frozen=True, slots=True)
class Sight:
    """``root``: under which unit, None for the whole country; ``agencies``: of these bodies only, empty for all."""

    root: int | None
    agencies: frozenset[int] = frozenset()


def sight_of(actor: Actor, place: int | None) -> Sight:
    """What the actor sees at a place; without one, at the own. Raises NotThere where that is not theirs.

    Who oversees or approves sees all figures of the jurisdiction, anybody else what the own body has reported.
    """
    if not sees_any(actor):
        raise NotThere("figures")
    whole = oversees(actor)
    own = frozenset() if whole else frozenset({actor.agency})
    if _is_central(actor) and whole:
        return Sight(place)
    root = place if place is not None else min(actor.reach, default=None)
    if root is None or not actor.reach & places.ids_ever_above(root):
        raise NotThere("place")
    return Sight(root, own)


def sees(actor: Actor, place: int | None) -> bool:
    """Whether any figure of the place is the actor's to look at."""
    try:
        sight_of(actor, place)
    except NotThere:
        return False
    return True


def sees_any(actor: Actor) -> bool:
    return not ANY.isdisjoint(actor.powers)


def _is_central(actor: Actor) -> bool:
    """A body of the centre without a place looks after the whole country."""
    if actor.place is not None or not actor.agency:
        return False
    return agencies.own_body(actor).level == AgencyLevel.CENTRAL
