"""The words of the room's closed lists, in templates."""

from django import template
from django.utils.functional import Promise

from chungtay.care import words
from chungtay.care.rules import (
    DoseState,
    HelperPart,
    HelpKind,
    NoteKind,
    Reached,
    RoomKind,
    TdiItem,
    Treatment,
    tdi_items,
)

register = template.Library()


@register.filter
def treatment_word(code: str) -> Promise:
    return words.TREATMENTS[Treatment(code)]


@register.filter
def note_word(code: str) -> Promise:
    return words.NOTES[NoteKind(code)]


@register.filter
def dose_word(code: str) -> Promise:
    """Empty for a day of which nobody wrote anything."""
    return words.DOSES[DoseState(code)] if code else words.UNWRITTEN


@register.filter
def reached_word(code: str) -> Promise:
    return words.REACHED[Reached(code)]


@register.filter
def room_word(code: str) -> Promise:
    return words.ROOMS[RoomKind(code)]


@register.filter
def help_word(code: str) -> Promise:
    return words.HELPS[HelpKind(code)]


@register.filter
def part_word(code: str) -> Promise:
    return words.PARTS[HelperPart(code)]


@register.filter
def tdi_word(code: str) -> str:
    return words.item_words(_item(code))


@register.filter
def tdi_answer(said: str, code: str) -> str:
    return words.answer_words(_item(code), said)


def _item(code: str) -> TdiItem:
    return next(item for item in tdi_items() if item.code == code)
