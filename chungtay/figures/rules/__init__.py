"""What may happen to a value, what it may be, when it is due, who may do what."""

from chungtay.figures.rules.flow import Levels, levels_of, reasons
from chungtay.figures.rules.merging import NOTHING, Claim, Merged, Said, merge
from chungtay.figures.rules.numbers import check_number, parse_number, plain
from chungtay.figures.rules.rights import may_see, oversees, parts_of
from chungtay.figures.rules.states import OPEN, SENT, ValueEvent, ValuePart, ValueState, next_state
from chungtay.figures.rules.timing import Days, Timeliness, days_of, is_closed, timeliness

__all__ = [
    "NOTHING", "OPEN", "SENT", "Claim", "Days", "Levels", "Merged", "Said", "Timeliness", "ValueEvent",
    "ValuePart", "ValueState", "check_number", "days_of", "is_closed", "levels_of", "may_see", "merge",
    "next_state", "oversees", "parse_number", "parts_of", "plain", "reasons", "timeliness",
]  # fmt: skip
