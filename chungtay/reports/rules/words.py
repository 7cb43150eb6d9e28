"""The closed lists of reports."""

from enum import StrEnum


class PeriodLength(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE = "nine"
    YEAR = "year"


class TaskView(StrEnum):
    """What is said of tasks: counts, each plan's, each section's of the plan, each task, what is late or undone,
    what comes."""

    SUMMARY = "summary"
    BY_PLAN = "by_plan"
    BY_SECTION = "by_section"
    EACH = "each"
    LATE = "late"
    UNDONE = "undone"
    AHEAD = "ahead"


class Asks(StrEnum):
    """What the units are asked to write there."""

    RESULT = "result"
    CAUSE = "cause"
    PROPOSAL = "proposal"


class Insert(StrEnum):
    """What else is put into a report by itself."""

    TARGETS = "targets"
    MONEY = "money"
    AREAS = "areas"


class Drawn(StrEnum):
    """How a measure is drawn; the value is how an outline asks for it."""

    SERIES = "diễn biến"  # the place itself, month by month or over the years
    LEAGUE = "các nơi"  # the units right below, the greatest first
    MAP = "bản đồ"  # the same on their outlines
    PARTS = "phân theo"  # the options of a breakdown
    TARGETS = "chỉ tiêu"  # each measured target of the plan with its way there


class Scale(StrEnum):
    """In what a number is printed; the value is how an outline asks for it."""

    ONE = "một"
    THOUSAND = "nghìn"
    MILLION = "triệu"
    BILLION = "tỷ"

    @property
    def exponent(self) -> int:
        return {"một": 0, "nghìn": 3, "triệu": 6, "tỷ": 9}[self.value]


class ReportState(StrEnum):
    DRAFT = "draft"  # being put together
    AGREED = "agreed"  # signed off: nothing changes but by opening it again
    ISSUED = "issued"  # has its number and day


class PassageKind(StrEnum):
    HEADING = "heading"
    SENTENCE = "sentence"
    TABLE = "table"
    PICTURE = "picture"
    WORDS = "words"  # a unit's own, with its author
