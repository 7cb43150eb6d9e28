"""Who reads which notice."""

from datetime import datetime

from chungtay.base.actor import Actor


def may_read(
    actor: Actor, *, agency: int | None, account: int | None, office: int | None, at: datetime
) -> bool:
    """What the body of the post is told; what the person is told, of a body's work only from a post there; and
    what who held the post before was told of the body's work while they held it.
    """
    if agency is not None:
        return agency == actor.agency
    if account == actor.account:
        return office in (None, actor.agency)
    handed_on = any(account == before and at < until for before, until in actor.follows)
    return office == actor.agency and handed_on
