"""How reports are shown."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone

from chungtay.base.problems import NotThere
from chungtay.indicators import queries as indicators
from chungtay.indicators import rules
from chungtay.letters.rules import number_line
from chungtay.reports.queries import is_measure
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
def opens(code: str) -> bool:
    return is_measure(code)


@register.filter
def asked_of(one: Any, report: Any) -> str:
    """The question of the number's page, for a contradiction of this report's period."""
    return rules.asked_of(one.code, report.period, one.place)


@register.filter
def as_printed(value: str | Decimal) -> str:
    return printed(Decimal(value))


@register.filter
def heading_tag(passage: Any) -> str:
    """``h2`` for a part, ``h3`` below it; the page's own heading is ``h1``."""
    return "h3" if passage.level > 1 else "h2"


@register.simple_tag
def nth(rows: Sequence[str], at: int) -> str:
    return rows[at]
