"""{% load chained %}: the words of the chain on its pages."""

from django import template

from chungtay.chain import words
from chungtay.chain.rules import Coverage, PromiseKind, ProposalState

register = template.Library()


@register.filter
def state_word(state: str) -> str:
    return str(words.STATES[Coverage(state)])


@register.filter
def state_badge(state: str) -> str:
    return words.BADGES[Coverage(state)]


@register.filter
def kind_word(kind: str) -> str:
    return str(words.KINDS[PromiseKind(kind)])


@register.filter
def proposal_word(state: str) -> str:
    return str(words.PROPOSALS[ProposalState(state)])


@register.filter
def difference(told: list[str]) -> str:
    return words.difference(told)


@register.filter
def why(told: dict[str, list[str]]) -> str:
    return words.why(told)


@register.filter
def of_state(counts: dict[Coverage, int], state: str) -> int:
    """{{ row.counts|of_state:"hole" }}"""
    return counts.get(Coverage(state), 0)
