"""Who sees what of care. The clinical side and the side of the police never meet: no power opens both."""

from collections.abc import Collection

from chungtay.base.actor import Actor

TREAT, SUPPORT = "care.treat", "care.support"
PATIENT, FILE = "patient", "file"


def may_see_clinical(actor: Actor, *, facility: int) -> bool:
    """Notes, findings, doses: the treating facility's posts with the clinical power, and nobody else ever.

    An emergency opens none of it, nor does a power over a jurisdiction.
    """
    return actor.can(TREAT) and actor.agency == facility


def may_support(actor: Actor, *, bodies: Collection[int]) -> bool:
    """Helpers and help: the bodies that have a part in the file."""
    return actor.can(SUPPORT) and actor.agency in bodies


def may_see_places(actor: Actor) -> bool:
    """Free places are numbers; who finds a place for somebody has to know them."""
    return bool(actor.powers & {TREAT, SUPPORT, "cases.read", "cases.oversee"})
