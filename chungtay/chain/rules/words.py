"""The closed lists of the room."""

from enum import StrEnum


class PromiseKind(StrEnum):
    """What of a plan is compared: a duty, or a measurable promise."""

    TASK = "task"
    TARGET = "target"


class LinkState(StrEnum):
    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Coverage(StrEnum):
    """What a lower plan makes of one promise of the upper plan; the order is the order of the page."""

    HOLE = "hole"  # addressed to the unit, and nothing in its plan answers
    CHANGED = "changed"  # answered with a later date, a weaker number or another relation
    SUGGESTED = "suggested"  # something looks like the answer; nobody has looked yet
    TAKEN = "taken"
    EXCUSED = "excused"  # does not apply here, with a ground
    UNADDRESSED = "unaddressed"  # the upper plan gives it to others


class DifferenceKind(StrEnum):
    LATER = "later"  # a later date
    UNDATED = "undated"  # the upper promise has a date, the lower none
    RARER = "rarer"  # every quarter instead of every month
    WEAKER = "weaker"  # a number that promises less
    UNMEASURED = "unmeasured"  # the upper target has a number, the lower none
    RELATION = "relation"  # "at most" where the upper says "at least"


class ProposalState(StrEnum):
    """What became of the proposal that a unit take up a promise."""

    OPEN = "open"
    AGREED = "agreed"  # the unit will take it up
    ADDED = "added"  # the duty stands in the lower plan
    DECLINED = "declined"  # the unit says, with a ground, that it does not apply
