"""What values, states and periods are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.figures.rules import Said, Timeliness, ValueState, plain, reasons

# (name in the styles, words)
STATES: dict[ValueState, tuple[str, Promise]] = {
    ValueState.ENTERED: ("entered", gettext_lazy("đã nhập, chưa gửi")),
    ValueState.SUBMITTED: ("submitted", gettext_lazy("đã gửi, chờ duyệt")),
    ValueState.PASSED: ("submitted", gettext_lazy("cấp huyện đã duyệt, chờ tỉnh")),
    ValueState.APPROVED: ("approved", gettext_lazy("đã duyệt")),
    ValueState.RETURNED: ("returned", gettext_lazy("bị trả lại")),
}
# how it weighs, its sign, and the words
TIMELINESS: dict[Timeliness, tuple[str, str, Promise]] = {
    Timeliness.ON_TIME: ("done", "done", gettext_lazy("gửi đúng hạn")),
    Timeliness.LATE: ("soon", "late", gettext_lazy("gửi muộn")),
    Timeliness.OPEN: ("muted", "not-started", gettext_lazy("chưa đến hạn")),
    Timeliness.OVERDUE: ("late", "late", gettext_lazy("quá hạn, chưa gửi")),
    Timeliness.MISSED: ("late", "rejected", gettext_lazy("không gửi")),
}

# The same in a table of many: how it weighs, its sign, and one or two words.
CAME_WORDS: dict[Timeliness, tuple[str, str, Promise]] = {
    Timeliness.ON_TIME: ("done", "✓", gettext_lazy("đúng hạn")),
    Timeliness.LATE: ("soon", "!", gettext_lazy("muộn")),
    Timeliness.OPEN: ("muted", "·", gettext_lazy("chưa đến hạn")),
    Timeliness.OVERDUE: ("late", "!", gettext_lazy("chưa gửi")),
    Timeliness.MISSED: ("late", "×", gettext_lazy("không gửi")),
}


def said_words(said: Said | None) -> str:
    """ "1.234,5", "0", "không báo cáo: chưa thu thập được"; empty where nobody has said anything."""
    if said is None or not said.is_given:
        return ""
    if said.value is not None:
        return plain(said.value)
    return _("không báo cáo: %(reason)s") % {"reason": reasons()[said.missing or 0].lower()}
