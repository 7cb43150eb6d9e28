"""Who may see and change who somebody is. ``queries.visible_to`` gives the same answer; a property test holds them."""

from collections.abc import Collection

from chungtay.base.actor import Actor

READ, EDIT = "people.read", "people.edit"
KIND = "person"  # what breakglass and the journal call one


def may_see_identity(
    actor: Actor, *, person: int, keepers: Collection[int], above: Collection[int], shut: bool
) -> bool:
    """``keepers``: the bodies with a file on the person now; ``above``: where they live, with all units above it.

    A post that looks after some places sees those who live there, and those whose place nobody knows. What is sealed
    or erased (``shut``) is seen by nobody. An emergency opens one record to one person, not what is shut.
    """
    if shut:
        return False
    if f"{KIND}:{person}" in actor.opened:
        return True
    return may_keep(actor, keepers=keepers, above=above) and actor.can(READ)


def may_edit(actor: Actor, *, keepers: Collection[int], above: Collection[int], shut: bool) -> bool:
    return not shut and actor.can(EDIT) and may_keep(actor, keepers=keepers, above=above)


def may_keep(actor: Actor, *, keepers: Collection[int], above: Collection[int]) -> bool:
    """Whether the person is in the care of the actor's own body, in the part of it that the actor looks after."""
    return actor.agency in keepers and (not actor.places or not above or bool(actor.places & set(above)))
