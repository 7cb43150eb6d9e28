"""The words on screen for the closed lists of the room."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.overview.rules import By, ContestOutcome, View

VIEWS: dict[View, Promise] = {
    View.BOARD: _("Bảng"),
    View.GANTT: _("Theo thời gian"),
    View.CALENDAR: _("Lịch tháng"),
    View.ACTUAL: _("Kế hoạch và thực tế"),
    View.PICTURES: _("Hình"),
}
BYS: dict[By, Promise] = {
    By.STATE: _("Tình trạng"),
    By.AGENCY: _("Cơ quan"),
    By.COMMUNE: _("Xã, phường"),
    By.PLAN: _("Kế hoạch"),
}
OUTCOMES: dict[ContestOutcome, Promise] = {
    ContestOutcome.WAITING: _("chờ trả lời"),
    ContestOutcome.GRANTED: _("chấp nhận: không tính phần việc này"),
    ContestOutcome.DENIED: _("không chấp nhận"),
}
# What the journal says of a task, in the words of a short list; every other verb of it is no news.
EVENTS: dict[str, Promise] = {
    "task.added": _("mới thêm"),
    "task.reassigned": _("phân công lại"),
    "task.due_set": _("đổi hạn"),
    "task.renewed": _("đổi theo bản mới của văn bản"),
    "task.closed": _("không còn trong kế hoạch"),
    "share.refused": _("đề nghị không nhận"),
    "share.time_asked": _("xin gia hạn"),
    "share.grant_time": _("cho gia hạn"),
    "share.deny_time": _("không gia hạn"),
    "share.verified": _("xác nhận đã xong"),
    "share.send_back": _("trả lại"),
}


def said_period(code: str) -> str:
    """A reporting period as people say it: "tháng 3/2026", "quý II/2026", "6 tháng/2026", "năm 2026"."""
    year, _dash, part = code.partition("-")
    words = {
        "": gettext("năm %(year)s"),
        "H1": gettext("6 tháng/%(year)s"),
        "9M": gettext("9 tháng/%(year)s"),
    }
    if part in words:
        return words[part] % {"year": year}
    if part.startswith("Q"):
        number = ("I", "II", "III", "IV")[int(part[1:]) - 1]
        return gettext("quý %(n)s/%(year)s") % {"n": number, "year": year}
    return gettext("tháng %(n)s/%(year)s") % {"n": int(part[1:]), "year": year}
