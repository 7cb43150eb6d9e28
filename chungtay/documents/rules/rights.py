"""Who may read and who may review a paper. The queries show exactly what these rules allow."""

from collections.abc import Collection

from chungtay.base.actor import Actor


def may_manage(actor: Actor, *, owner: int, jurisdiction: Collection[int]) -> bool:
    """Review a paper of a body of the jurisdiction."""
    return actor.can("documents.manage") and owner in jurisdiction


def may_read(
    actor: Actor, *, document: int, owner: int, jurisdiction: Collection[int], opened_to: Collection[int]
) -> bool:
    """A paper that one manages, that was opened to a body of one's own, or that one opened in an emergency."""
    managed = may_manage(actor, owner=owner, jurisdiction=jurisdiction)
    return managed or f"document:{document}" in actor.opened or not actor.bodies.isdisjoint(opened_to)
