"""Who may do what. The queries show exactly what these rules allow: sight and right agree."""

from collections.abc import Collection

from chungtay.base.actor import Actor
from chungtay.figures.rules.flow import Levels, sending_powers
from chungtay.figures.rules.states import ValuePart

ENTER, APPROVE, OVERSEE = "figures.enter", "figures.approve", "figures.oversee"
ANY = frozenset({ENTER, APPROVE, OVERSEE})


def oversees(actor: Actor) -> bool:
    """Whether the figures of the jurisdiction are the actor's to see."""
    return actor.can(OVERSEE) or actor.can(APPROVE)


def may_see(actor: Actor, *, agency: int, above: Collection[int]) -> bool:
    """Those of the own body, and for who oversees those of the jurisdiction, past places too; never a neighbour's.

    ``above`` holds the place that the figures concern and every place that it stands or ever stood under.
    """
    own = agency == actor.agency and not ANY.isdisjoint(actor.powers)
    return own or (oversees(actor) and not actor.reach.isdisjoint(above))


def parts_of(
    actor: Actor, *, agency: int, above: Collection[int], level: str, levels: Levels
) -> frozenset[ValuePart]:
    """Whom the actor is to the figures of a body; ``level`` is of the actor's own body."""
    parts = set()
    if agency == actor.agency:
        if actor.can(ENTER):
            parts.add(ValuePart.ENTERS)
        if not sending_powers().isdisjoint(actor.powers):
            parts.add(ValuePart.SUBMITS)
    if actor.can(APPROVE) and level in levels.steps and not actor.reach.isdisjoint(above):
        parts.add(ValuePart.LAST if level == levels.steps[-1] else ValuePart.BETWEEN)
    return frozenset(parts)
