"""{% load programme %}: states, bars and words of programmes in templates."""

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from chungtay.plans import words
from chungtay.plans.models import Share, Target
from chungtay.plans.rules import (
    Figures,
    LinkRole,
    Piece,
    PlanState,
    Relation,
    ShareState,
    StateWord,
    stack,
    state_word,
)
from chungtay.site.formats import number
from chungtay.site.templatetags.face import badge

register = template.Library()


@register.simple_tag
def word_badge(word: str) -> SafeString:
    """{% word_badge task.word %}"""
    state, label = words.BADGES[StateWord(word)]
    return badge(state, str(label))


@register.simple_tag(takes_context=True)
def share_badge(context: template.Context, share: Share) -> SafeString:
    """{% share_badge share %}: its state on the day of the request."""
    return word_badge(state_word(ShareState(share.state), share.due_on, context["request"].today))


@register.filter
def pieces(figures: Figures) -> tuple[Piece, ...]:
    return stack(figures)


@register.filter
def plan_state(state: str) -> str:
    return str(words.PLAN_STATES[PlanState(state)])


@register.filter
def link_word(role: str) -> str:
    return str(words.LINKS[LinkRole(role)])


@register.filter
def event_word(verb: str) -> str:
    return str(words.EVENTS.get(verb, verb))


@register.filter
def move_word(state: str) -> str:
    return str(words.MOVES[ShareState(state)])


@register.filter
def promised(target: Target) -> str:
    """ "ít nhất 90%", "đạt 01–02 mô hình", "không để xảy ra"."""
    relation = str(words.RELATIONS[Relation(target.relation)])
    if target.value is None:
        return relation
    value = plain_number(target.value)
    if target.value_max is not None:
        value += f"–{plain_number(target.value_max)}"
    unit = target.unit if target.unit in ("", "%") else f" {target.unit}"
    return f"{relation} {value}{unit}"


@register.filter
def plain_number(value: Decimal) -> str:
    """A stored amount without the zeros that the column adds: 6.420, 99,5."""
    return number(value.to_integral_value() if value == value.to_integral_value() else value.normalize())
