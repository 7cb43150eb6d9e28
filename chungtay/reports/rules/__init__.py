"""What a report says, in plain Python."""

from chungtay.reports.rules.drafting import Drafted, Number, draft
from chungtay.reports.rules.numbers import change, numbers_in, printed, strange_numbers, value_of
from chungtay.reports.rules.outlines import Kind, Section, kinds, outline, parse_line
from chungtay.reports.rules.periods import period_of, title_of, year_before
from chungtay.reports.rules.words import Asks, PassageKind, PeriodLength, ReportState, TaskView

__all__ = [
    "Asks",
    "Drafted",
    "Kind",
    "Number",
    "PassageKind",
    "PeriodLength",
    "ReportState",
    "Section",
    "TaskView",
    "change",
    "draft",
    "kinds",
    "numbers_in",
    "outline",
    "parse_line",
    "period_of",
    "printed",
    "strange_numbers",
    "title_of",
    "value_of",
    "year_before",
]
