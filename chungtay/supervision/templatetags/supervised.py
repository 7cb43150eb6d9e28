"""{% load supervised %}: the words of the room on its pages."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.functional import Promise

from chungtay.supervision import words
from chungtay.supervision.rules import (
    CommendationState,
    InspectionKind,
    RecommendationState,
    ReplyKind,
    commendation_forms,
    is_overdue,
    stage_of,
)

register = template.Library()
Shown = tuple[str, Promise]  # the state and the word of a badge


@register.simple_tag(takes_context=True)
def stage(context: Context, inspection: Any) -> Shown:
    """{% stage inspection as shown %}{% badge shown.0 shown.1 %}"""
    today = context["request"].today
    concluded = inspection.concluded_on is not None
    return words.STAGES[stage_of(inspection.begins, inspection.ends, concluded=concluded, today=today)]


@register.simple_tag(takes_context=True)
def standing(context: Context, row: Any) -> Shown:
    late = is_overdue(row.state, row.due_on, context["request"].today)
    return words.OVERDUE if late else words.STATES[RecommendationState(row.state)]


@register.simple_tag
def decided(row: Any) -> Shown:
    return words.COMMENDATIONS[CommendationState(row.state)]


@register.filter
def inspection_kind(kind: str) -> str:
    return str(words.KINDS[InspectionKind(kind)])


@register.filter
def reply_kind(kind: str) -> str:
    return str(words.REPLIES[ReplyKind(kind)])


@register.filter
def commendation_form(code: str) -> str:
    return commendation_forms().get(code, code)
