"""{% load cases_said %}: the words of the law and of the room on its pages."""

from typing import Any

from django import template
from django.utils.functional import Promise

from chungtay.cases import words
from chungtay.cases.rules import (
    DeliveredHow,
    DeliveredTo,
    EpisodeKind,
    PersonList,
    ReferralFor,
    ReferralState,
    TransferState,
    duty_words,
    stage_names,
    state_words,
    waits_words,
    words_of,
)
from chungtay.people.rules import ground_words

register = template.Library()


@register.simple_tag
def duty(clock: Any) -> Any:
    """{% duty row as said %}: what the law asks for, of a RunningClock."""
    return duty_words(clock.clock, clock.fact_on)


@register.filter
def does(clock: str, day: Any) -> str:
    """{{ file.next_clock|does:today }}"""
    return duty_words(clock, day).does if clock else ""


@register.filter
def event_words(event: str) -> str:
    return words_of(event)


@register.filter
def in_words(state: str) -> str:
    return state_words(state)


@register.filter
def why_waiting(key: str) -> str:
    return waits_words(key)


@register.filter
def ground_said(kind: str) -> str:
    return str(ground_words(kind)["words"])


@register.filter
def episode_kind(kind: str) -> str:
    return str(words.EPISODES[EpisodeKind(kind)])


@register.filter
def list_name(name: str) -> str:
    return str(words.LISTS[PersonList(name)])


@register.filter
def removal_said(event: str) -> str:
    return str(words.REMOVALS.get(event, ""))


@register.filter
def referred_for(what: str) -> str:
    return str(words.REFERRALS[ReferralFor(what)])


@register.filter
def stage_name(code: str) -> str:
    return stage_names().get(code, "")


@register.filter
def delivered(row: Any) -> str:
    to = row.body.name if row.body_id else words.DELIVERED_TO[DeliveredTo(row.to)]
    return f"{to}, {words.DELIVERED_HOW[DeliveredHow(row.how)]}"


@register.simple_tag
def referral_standing(row: Any) -> tuple[str, Promise]:
    """{% referral_standing row as shown %}{% badge shown.0 shown.1 %}"""
    return words.REFERRAL_STATES[ReferralState(row.state)]


@register.simple_tag
def transfer_standing(row: Any) -> tuple[str, Promise]:
    return words.TRANSFERS[TransferState(row.state)]
