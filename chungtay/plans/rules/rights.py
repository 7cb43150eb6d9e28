"""Who may do what. The queries show exactly what these rules allow: sight and right agree."""

from collections.abc import Collection

from chungtay.base.actor import Actor


def may_oversee(actor: Actor, *, owner: int, jurisdiction: Collection[int]) -> bool:
    """See the whole of a plan whose owner lies in the actor's jurisdiction."""
    return (actor.can("plans.oversee") or actor.can("plans.manage")) and owner in jurisdiction


def may_manage(actor: Actor, *, owner: int, jurisdiction: Collection[int]) -> bool:
    """Assign, set dates, add tasks and end a plan of the jurisdiction."""
    return actor.can("plans.manage") and owner in jurisdiction


def may_see_plan(
    actor: Actor,
    *,
    owner: int,
    parts: Collection[int],
    jurisdiction: Collection[int],
    followed: Collection[int],
) -> bool:
    """A plan, or a task of it, of which these bodies have a part (lead, support, or a share still owed).

    Who oversees the plan sees it all, anybody else what their own body has a part in. ``followed`` are the bodies
    of the places that a post looks after, for who looks after some places only.
    """
    mine = actor.bodies | set(followed)
    return may_oversee(actor, owner=owner, jurisdiction=jurisdiction) or not mine.isdisjoint(parts)


def may_see_share(
    actor: Actor, *, owner: int, doer: int, jurisdiction: Collection[int], followed: Collection[int]
) -> bool:
    """One's own, those of a plan one oversees, those of bodies one follows; never a neighbour's."""
    return may_see_plan(actor, owner=owner, parts={doer}, jurisdiction=jurisdiction, followed=followed)


def may_report(actor: Actor, *, doer: int) -> bool:
    """Report on the own agency's share; nobody reports for another body, not even the standing office."""
    return actor.can("work.report") and doer in actor.bodies
