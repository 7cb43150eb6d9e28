"""{% load answers %}: the words of answers and steps in templates."""

from typing import Any

from django import template

from chungtay.assignments import words
from chungtay.assignments.rules import AnswerKind, Ruling, Step

register = template.Library()


@register.filter
def answer_word(answer: Any) -> str:
    """{{ answer|answer_word }}: "Xin gia hạn: được gia hạn"."""
    kind = AnswerKind(answer.kind)
    said = str(words.KINDS[kind])
    return f"{said}: {words.VERDICTS[kind, Ruling(answer.verdict)]}" if answer.verdict else said


@register.filter
def step_word(step: str) -> str:
    return str(words.STEPS[Step(step)])


@register.filter
def turn_word(every: str) -> str:
    return str(words.TURNS[every])
