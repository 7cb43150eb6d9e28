"""What the closed lists of the room are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.registers.rules import EntryEvent, EntryState

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
