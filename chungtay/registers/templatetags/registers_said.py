"""An answer in words, for the page of an entry."""

from django import template

from chungtay.registers.rules import QuestionKind, words_of
from chungtay.registers.views.page import Field

register = template.Library()


@register.simple_tag
def said_answer(field: Field) -> str:
    """{% said_answer part as words %}; empty where nobody answered, and for what only leads through the form."""
    if field.question.kind is QuestionKind.NOTE or field.value in (None, "", []):
        return ""
    return words_of(field.question, field.value)
