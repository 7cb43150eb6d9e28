"""Who may do what with registers. The queries show exactly what these rules allow."""

from collections.abc import Collection, Iterable

from chungtay.base.actor import Actor
from chungtay.base.text import fold
from chungtay.registers.rules.definition import Keeper, Sight

RECORD, APPROVE, OVERSEE, DESIGN = (
    "registers.record", "registers.approve", "registers.oversee", "registers.design",
)  # fmt: skip
ANY = frozenset({RECORD, APPROVE, OVERSEE})
_POLICE = "police"  # agencies.rules.AgencyKind.POLICE


def oversees(actor: Actor) -> bool:
    """Whether the entries of the jurisdiction are the actor's to see."""
    return actor.can(OVERSEE) or actor.can(APPROVE)


def may_know(actor: Actor, *, kind: str, sight: str, place: int | None, above: Collection[int]) -> bool:
    """Whether the register exists for the actor. ``kind`` is of the own body, ``place`` whose own register it is,
    ``above`` every unit that the own body's stands under.
    """
    here = place is None or place in above
    return here and (sight != Sight.POLICE or kind == _POLICE)


def keeps(keepers: Iterable[Keeper], *, kind: str, level: str, name: str) -> bool:
    """Whether a body keeps the register; one without named keepers is kept by every body."""
    named, known = fold(name), list(keepers)
    return not known or any(
        (one.kind, one.level) == (kind, level) and named.startswith(fold(one.name)) for one in known
    )


def may_see(actor: Actor, *, agency: int, above: Collection[int]) -> bool:
    """Entries of the own body, and for who oversees those that concern the jurisdiction; never a neighbour's.

    ``above`` holds the entry's place and every place that it stands or ever stood under.
    """
    own = agency == actor.agency and not ANY.isdisjoint(actor.powers)
    return own or (oversees(actor) and not actor.reach.isdisjoint(above))


def may_write(actor: Actor, *, agency: int) -> bool:
    return agency == actor.agency and actor.can(RECORD)


def may_decide(actor: Actor, *, above: Collection[int]) -> bool:
    return actor.can(APPROVE) and not actor.reach.isdisjoint(above)
