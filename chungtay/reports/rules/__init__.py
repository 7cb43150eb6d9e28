"""What a report says, in plain Python."""

# ruff: noqa: I001 - many names, laid out by hand several a line

from chungtay.reports.rules.drafting import LAST_YEAR, Drafted, Number, draft
from chungtay.reports.rules.numbers import change, numbers_in, printed, strange_numbers, value_of
from chungtay.reports.rules.outlines import (
    Drawing, Fault, Inserted, Kind, Line, Measures, Outline, Section, kinds, parse_line, parse_outline,
    shipped_outline,
)  # fmt: skip
from chungtay.reports.rules.periods import before, parts_of, period_of, short, span_of, title_of
from chungtay.reports.rules.words import (
    Asks, Drawn, Insert, PassageKind, PeriodLength, ReportState, Scale, TaskView,
)  # fmt: skip

__all__ = [
    "LAST_YEAR", "Asks", "Drafted", "Drawing", "Drawn", "Fault", "Insert", "Inserted", "Kind", "Line",
    "Measures", "Number", "Outline", "PassageKind", "PeriodLength", "ReportState", "Scale", "Section",
    "TaskView", "before",
    "change", "draft", "kinds", "numbers_in", "parse_line", "parse_outline", "parts_of", "period_of",
    "printed", "shipped_outline", "short", "span_of", "strange_numbers", "title_of", "value_of",
]  # fmt: skip
