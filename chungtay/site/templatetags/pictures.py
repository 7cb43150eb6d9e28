"""{% load pictures %}{% picture chart %}: a picture with its finding as title, its words and its table."""

from typing import Any

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from chungtay.pictures.rules import Chart, Words, svg_of, table_of, words_of
from chungtay.site import formats

register = template.Library()


@register.inclusion_tag("site/parts/picture.html")
def picture(chart: Chart, *, table: bool = True) -> dict[str, Any]:
    """``table`` False where the page says the same numbers in a table of its own."""
    words = Words(formats.number, gettext)
    return {
        "chart": chart,
        "words": words_of(chart, words),
        "drawing": mark_safe(svg_of(chart, words)),  # noqa: S308 - the pen escapes all words
        "table": table_of(chart, words) if table else None,
    }
