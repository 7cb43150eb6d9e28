"""{% load programme %}: states, bars and words of programmes in templates; how they look is the face's business."""

from django import template

from chungtay.base.bars import Piece
from chungtay.plans import words
from chungtay.plans.models import Share
from chungtay.plans.rules import Figures, ShareState, StateWord, pieces_of, state_word

register = template.Library()


@register.simple_tag(takes_context=True)
def share_word(context: template.Context, share: Share) -> StateWord:
    """{% share_word share as word %}: its state on the day of the request."""
    return state_word(ShareState(share.state), share.due_on, context["request"].today)


@register.filter
def badge_of(word: str) -> str:
    """{% badge word|badge_of word|badge_label %}: the badge of the face, and the word where this room has its own."""
    return words.BADGES[StateWord(word)][0]


@register.filter
def badge_label(word: str) -> str:
    return str(words.BADGES[StateWord(word)][1])


@register.filter
def pieces(figures: Figures) -> tuple[Piece, ...]:
    return pieces_of(figures)


@register.filter
def said(value: str, of: str) -> str:
    """{{ link.role|said:"link" }}: a closed list's word on screen; ``of`` is a key of words.SAID."""
    return str(words.SAID[of].get(value, value))


@register.filter
def turn_name(label: str) -> str:
    """{{ turn.label|turn_name }}: the name that rules gave a turn, in the language of the page."""
    name, _, number = label.rpartition(" ")
    return f"{words.TURNS[name]} {number}" if name in words.TURNS else label
