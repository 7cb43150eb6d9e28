"""{% load money_bars %}: amounts as bars; how they look is the face's business."""

from django import template
from django.utils.translation import gettext

from chungtay.base.bars import Piece, stack
from chungtay.budgets.rules import Figures, sources

register = template.Library()


@register.filter
def pieces(figures: Figures, whole: int) -> tuple[Piece, ...]:
    """{% for piece in figures|pieces:whole %}: spent, promised, allotted and planned, one after another."""
    planned = max((figures.planned or 0) - figures.allotted, 0)
    parts = [
        ("spent", figures.spent),
        ("committed", figures.committed),
        ("allotted", figures.left),
        ("planned", planned),
    ]
    return stack(parts, whole)


@register.filter
def source_name(code: str) -> str:
    return gettext(sources()[code]) if code in sources() else code
