"""{% load money_bars %}: amounts as bars; how they look is the face's business."""

from dataclasses import dataclass

from django import template
from django.utils.translation import gettext

from chungtay.budgets.rules import Figures, sources

register = template.Library()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar, in hundredths of its width."""

    tone: str
    start: int
    length: int


@register.filter
def pieces(figures: Figures, whole: int) -> list[Piece]:
    """{% for piece in figures|pieces:whole %}: spent, promised, allotted and planned, one after another."""
    if not whole:
        return []
    marks = [
        ("spent", figures.spent), ("committed", figures.committed), ("allotted", figures.left),
        ("planned", max((figures.planned or 0) - figures.allotted, 0)),
    ]  # fmt: skip
    found, start = [], 0
    for tone, amount in marks:
        end = start + amount
        found.append(Piece(tone, start * 10_000 // whole, amount * 10_000 // whole))
        start = end
    return [piece for piece in found if piece.length > 0]


@register.filter
def source_name(code: str) -> str:
    return gettext(sources()[code]) if code in sources() else code
