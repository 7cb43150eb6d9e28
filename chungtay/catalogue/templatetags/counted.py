"""{% load counted %}: names of the catalogue in the language of the page."""

from django import template

from chungtay.catalogue import queries
from chungtay.catalogue.models import Cell, DataElement

register = template.Library()


@register.filter
def said(thing: object) -> str:
    """{{ element|said }}: its name, in English where there is one and the page is English."""
    return queries.said(thing)


@register.filter
def cell_said(cell: Cell) -> str:
    """{{ cell|cell_said }}: its options ("nữ, từ đủ 16 đến dưới 18 tuổi"); the element's name where it has none."""
    return queries.cell_said(cell)


@register.filter
def asked_by(element: DataElement) -> str:
    """{{ element|asked_by }}: the paper and its article."""
    return ", ".join(part for part in (element.article, element.legal_source) if part)
