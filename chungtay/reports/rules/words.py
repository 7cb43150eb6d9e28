"""The closed lists of reports."""

from enum import StrEnum


class PeriodLength(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE = "nine"
    YEAR = "year"


class TaskView(StrEnum):
    """What a section says of tasks: counts, each plan's, each section's of the plan, what is late, what comes."""

    SUMMARY = "summary"
    BY_PLAN = "by_plan"
    BY_SECTION = "by_section"
    LATE = "late"
    AHEAD = "ahead"


class Asks(StrEnum):
    """What the units are asked to write there."""

    RESULT = "result"
    CAUSE = "cause"
    PROPOSAL = "proposal"


class ReportState(StrEnum):
    DRAFT = "draft"  # being put together
    AGREED = "agreed"  # signed off: nothing changes but by opening it again
    ISSUED = "issued"  # has its number and day


class PassageKind(StrEnum):
    HEADING = "heading"
    SENTENCE = "sentence"
    TABLE = "table"
    WORDS = "words"  # a unit's own, with its author
