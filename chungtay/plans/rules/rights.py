"""Who may do what. The queries show exactly what these rules allow: sight and right agree."""

from collections.abc import Collection

from chungtay.base.actor import Actor


def may_oversee(actor: Actor, *, owner: int, jurisdiction: Collection[int]) -> bool:
    """See the whole of a plan whose owner lies in the actor's jurisdiction."""
    return (actor.can("plans.oversee") or actor.can("plans.manage")) and owner in jurisdiction


def may_manage(actor: Actor, *, owner: int, jurisdiction: Collection[int]) -> bool:
    """Assign, set dates, add tasks and end a plan of the jurisdiction."""
    return actor.can("plans.manage") and owner in jurisdiction


def may_report(actor: Actor, *, doer: int) -> bool:
    """Report on the own agency's share; nobody reports for another body, not even the standing office."""
    return actor.can("work.report") and doer in (actor.agencies or {actor.agency})
