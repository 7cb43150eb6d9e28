"""How reports are shown."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone

from chungtay.base.problems import NotThere
from chungtay.indicators import queries as indicators
from chungtay.letters.rules import number_line
from chungtay.reports.rules import ReportState, printed
from chungtay.reports.words import STATES

register = template.Library()


@register.simple_tag
def report_state(report: Any) -> tuple[str, object]:
    return STATES[ReportState(report.state)]


@register.filter
def report_code(report: Any) -> str:
    return number_line(report.number, report.symbol)


@register.filter
def measure_name(code: str) -> str:
    try:
        return indicators.measure_of(code, timezone.localdate()).name
    except NotThere:
        return code


@register.filter
def as_printed(value: str) -> str:
    return printed(Decimal(value))


@register.filter
def heading_tag(passage: Any) -> str:
    """``h2`` for a part, ``h3`` below it; the page's own heading is ``h1``."""
    return "h3" if passage.level > 1 else "h2"


@register.simple_tag
def nth(rows: Sequence[str], at: int) -> str:
    return rows[at]
