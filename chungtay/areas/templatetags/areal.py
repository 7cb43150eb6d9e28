"""{% load areal %}: the words of the room on its pages."""

from fractions import Fraction
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from chungtay.areas import words
from chungtay.areas.rules.evidence import Fact, fact_kinds
from chungtay.areas.rules.words import AreaKind, AssessmentState, FactSource, Movement
from chungtay.law.rules.book import pages
from chungtay.law.rules.criteria import decimal

register = template.Library()


@register.filter
def area_kind(kind: str | None) -> str:
    return str(words.KINDS[AreaKind(kind)]) if kind else _("chưa có kết quả")


@register.simple_tag
def kind_tag(kind: str | None) -> SafeString:
    """The type with the sign it has on the map: colour never speaks alone."""
    level = words.LEVELS[AreaKind(kind) if kind else None]
    return format_html(
        '<span class="area-tag"><svg class="area-sign" viewBox="0 0 12 12" aria-hidden="true">'
        '<rect class="p-kind-{}" width="12" height="12" rx="2"/></svg>{}</span>',
        level, area_kind(kind),
    )  # fmt: skip


@register.simple_tag
def assessment_state(state: str) -> tuple[str, Any]:
    """{% assessment_state row.state as shown %}{% badge shown.0 shown.1 %}"""
    return words.STATES[AssessmentState(state)]


@register.filter
def moved_word(moved: str | None) -> str:
    return str(words.MOVEMENTS[Movement(moved)]) if moved else ""


@register.filter
def fact_label(name: str) -> str:
    return _(fact_kinds()[name].label)


@register.filter
def fact_unit(name: str) -> str:
    unit = fact_kinds()[name].unit
    return _(unit) if unit else ""


@register.filter
def fact_value(value: Any) -> str:
    """A number, yes or no; what is missing is said and is never zero."""
    if isinstance(value, Fact):
        value = value.value
    if value is None:
        return str(words.SOURCES[FactSource.MISSING])
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return decimal(Fraction(value), places=3)


@register.filter
def value_state(state: str) -> str:
    return str(words.VALUE_STATES.get(state, state))


@register.filter
def of_key(mapping: Any, key: str) -> Any:
    return mapping.get(key)


@register.filter
def policy_question(name: str) -> str:
    question = pages("areas")["policy"][name]["question"]
    return _(question)


@register.filter
def policy_value(value: str) -> str:
    return {"true": _("Có"), "false": _("Không")}.get(value, value)
