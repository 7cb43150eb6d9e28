"""The closed lists of the room."""

from enum import StrEnum


class Geography(StrEnum):
    """In which units a figure is shown."""

    NEW = "new"  # as they are on the day of the question
    OLD = "old"  # as they were on the day before the districts ended


class Blank(StrEnum):
    """Why there is no number. Zero is a number."""

    NOT_REPORTED = "not_reported"  # nobody has said one
    DIVIDED_BY_ZERO = "divided_by_zero"
    OTHER_PERIOD = (
        "other_period"  # it is not reported for periods that make up this one, or the period is to come
    )
    NOT_ADDED = "not_added"  # numbers are there, but adding them would say nothing
    HELD_BACK = "held_back"  # so few people, or what would tell of so few, that it does not leave the agency


class TargetDirection(StrEnum):
    """What a target promises."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EQUAL = "equal"
    INCREASE = "increase"  # by so much on the baseline
    DECREASE = "decrease"
    ZERO = "zero"


class Standing(StrEnum):
    """How a target stands on a day."""

    REACHED = "reached"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    MISSED = "missed"  # it is past due and not reached
    UNKNOWN = "unknown"  # nothing was reported, or the baseline is not known
