"""The closed lists of the room."""

from enum import StrEnum


class Reader(StrEnum):
    """Who reads the file, or speaks for the person."""

    PERSON = "person"
    PARENTS = "parents"  # or guardian, of who is under 18
    REPRESENTATIVE = "representative"
    DEFENDER = "defender"  # lawyer, legal aid


class Against(StrEnum):
    """What is complained of."""

    DECISION = "decision"  # of the commune's police or chairman: the law on complaints
    COURT = "court"  # a court's decision: the court's own days
    CONDUCT = "conduct"  # how somebody was treated


class Ended(StrEnum):
    """How a complaint ended."""

    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Asked(StrEnum):
    """What the person asks about what is kept."""

    CORRECTION = "correction"
    OBJECTION = "objection"
    ERASURE = "erasure"


class Answered(StrEnum):
    GRANTED = "granted"
    REFUSED = "refused"
