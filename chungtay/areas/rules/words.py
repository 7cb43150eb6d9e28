"""The closed lists of the room."""

from enum import StrEnum

from chungtay.law.rules.areas import CommuneAnswer
from chungtay.law.rules.criteria import AreaClass


class AreaKind(StrEnum):
    """How a commune stands on the list, the gravest first."""

    ONE = "I"
    TWO = "II"
    THREE = "III"
    AFFECTED = "affected"  # drugs are there, and it is no key area
    FREE = "drug_free"


KINDS = tuple(AreaKind)
KEY_KINDS = (AreaKind.ONE, AreaKind.TWO, AreaKind.THREE)


class AssessmentState(StrEnum):
    DRAFT = "draft"  # fills itself; nothing has been said yet
    PROPOSED = "proposed"  # by the commune: waits for the province
    RETURNED = "returned"  # with a reason
    APPROVED = "approved"


class FactSource(StrEnum):
    FIGURES = "figures"
    STATED = "stated"  # by hand, with a ground, because no figure says it
    MISSING = "missing"  # not reported: never zero


class Movement(StrEnum):
    """What became of a commune from one list to the next."""

    ENTERED = "entered"  # onto the list of key areas
    REMOVED = "removed"
    WORSE = "worse"
    BETTER = "better"
    KEPT = "kept"
    FIRST = "first"  # nothing is known of the year before


def kind_of(answer: CommuneAnswer) -> AreaKind:
    """Where an answer puts a commune.

    A drug-free commune may have people on file, all of them in treatment or aftercare; that alone can make it type III
    by the letter of article 4, and article 6 goes before. Types I and II ask for more than people on file: they stay.
    """
    if answer.area_class in (AreaClass.ONE, AreaClass.TWO):
        return AreaKind(answer.area_class)
    if answer.drug_free:
        return AreaKind.FREE
    return AreaKind.THREE if answer.area_class is AreaClass.THREE else AreaKind.AFFECTED


def is_graver(one: AreaKind, other: AreaKind) -> bool:
    return KINDS.index(one) < KINDS.index(other)


def gravest(kinds: list[AreaKind]) -> AreaKind | None:
    return min(kinds, key=KINDS.index, default=None)


def movement(before: AreaKind | None, after: AreaKind) -> Movement:
    """Affected and drug-free communes are on no list of key areas: between them one is only better or worse."""
    if before is None:
        return Movement.FIRST
    if before is after:
        return Movement.KEPT
    listed = (before in KEY_KINDS, after in KEY_KINDS)
    if listed == (False, True):
        return Movement.ENTERED
    if listed == (True, False):
        return Movement.REMOVED
    return Movement.WORSE if is_graver(after, before) else Movement.BETTER
