"""The words of the room's closed lists, in templates."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.rights.rules import Against, Answered, Asked, Ended, Reader, telling_rows
from chungtay.rights.words import AGAINST, ANSWERED, ASKED, CORRECTIONS, ENDED, READERS

register = template.Library()
SHEET = _("tờ thông tin")


@register.filter
def reader_word(code: str) -> Promise:
    return READERS[Reader(code)]


@register.filter
def against_word(code: str) -> Promise:
    return AGAINST[Against(code)]


@register.filter
def ended_word(code: str) -> Promise:
    return ENDED[Ended(code)]


@register.filter
def answered_word(code: str) -> Promise:
    return ANSWERED[Answered(code)]


@register.filter
def asked_word(code: str) -> Promise:
    return ASKED[Asked(code)]


@register.filter
def corrected_word(name: str) -> Promise:
    return CORRECTIONS[name]


@register.filter
def told_word(name: str) -> str | Promise:
    """What was told, as told.toml says it."""
    return next((row.gives for row in telling_rows() if row.name == name), SHEET)
