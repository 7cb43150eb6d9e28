"""What the closed lists of the room are called on screen, and a form in the language of the page."""

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chungtay.registers.rules import Definition, EntryEvent, EntryState, in_english

STATES: dict[EntryState, Promise] = {
    EntryState.KEPT: _("đã ghi"),
    EntryState.PROPOSED: _("chờ duyệt"),
    EntryState.APPROVED: _("đã duyệt"),
    EntryState.RETURNED: _("trả lại"),
    EntryState.STRUCK: _("đã gạch bỏ"),
}
BADGES = {  # the tone and sign of site.templatetags.face
    EntryState.KEPT: "done",
    EntryState.PROPOSED: "waiting",
    EntryState.APPROVED: "done",
    EntryState.RETURNED: "overdue",
    EntryState.STRUCK: "rejected",
}
EVENTS: dict[EntryEvent, Promise] = {
    EntryEvent.SAVE: pgettext_lazy("entry", "ghi"),
    EntryEvent.APPROVE: pgettext_lazy("entry", "duyệt"),
    EntryEvent.RETURN: pgettext_lazy("entry", "trả lại"),
    EntryEvent.STRIKE: pgettext_lazy("entry", "gạch bỏ"),
}


def spoken(definition: Definition) -> Definition:
    """The form in the language of the page, where it has it."""
    return in_english(definition) if get_language() == "en" else definition


def tongue_of(definition: Definition) -> str:
    """In which language ``spoken`` speaks it: "vi" or "en"."""
    return "en" if definition.english and get_language() == "en" else "vi"
