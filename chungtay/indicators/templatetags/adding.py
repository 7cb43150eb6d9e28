"""Why there is no number, in words."""

from django import template

from chungtay.indicators.rules import Blank, Figure
from chungtay.indicators.words import BLANKS

register = template.Library()


@register.filter
def blank_words(figure: Figure) -> str:
    return str(BLANKS[figure.blank or Blank.NOT_REPORTED])


@register.filter
def is_silent(figure: Figure) -> bool:
    """Whether nothing can be there to say: shown as a dash, and spoken in words."""
    return figure.blank in (Blank.NOT_REPORTED, Blank.OTHER_PERIOD) and not figure.reasons
