"""Who serves the rights of a person, and who settles a complaint. ``queries`` give the same answers."""

from chungtay.base.actor import Actor

SERVE, SETTLE = "rights.serve", "rights.settle"
COMPLAINT = "complaint"  # what the journal calls one
FILE = "file"


def may_serve(actor: Actor, *, keeper: int) -> bool:
    """Only the body that keeps the file hands out its copies, its sheet and its papers, and takes complaints in."""
    return actor.can(SERVE) and actor.agency == keeper


def may_settle(actor: Actor, *, settler: int, taken_in_by: int) -> bool:
    """The body whose turn it is settles; never the hand that wrote the complaint down."""
    return actor.can(SETTLE) and actor.agency == settler and actor.account != taken_in_by


def may_see_complaint(actor: Actor, *, keeper: int, settler: int) -> bool:
    return (actor.can(SERVE) and actor.agency == keeper) or (actor.can(SETTLE) and actor.agency == settler)
