"""Why there is no number, in words."""

from django import template

from chungtay.indicators.rules import Blank, Figure
from chungtay.indicators.words import BLANKS

register = template.Library()


@register.filter
def blank_words(figure: Figure) -> str:
    return str(BLANKS[figure.blank or Blank.NOT_REPORTED])
