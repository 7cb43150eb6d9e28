"""The words on screen for the closed lists of the room."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.assignments.queries import Waiting
from chungtay.assignments.rules import AnswerKind, Ruling, Step

STEPS: dict[Step, Promise] = {
    Step.RECEIVE: _("Nhận việc"),
    Step.REFUSE: _("Đề nghị không nhận"),
    Step.ASK_TIME: _("Xin gia hạn"),
    Step.ACCEPT_REFUSAL: _("Chuyển việc"),
    Step.INSIST: _("Vẫn giao"),
    Step.GRANT_TIME: _("Cho gia hạn"),
    Step.DENY_TIME: _("Không gia hạn"),
    Step.VERIFY: _("Xác nhận xong"),
    Step.SEND_BACK: _("Trả lại"),
}
KINDS: dict[AnswerKind, Promise] = {
    AnswerKind.RECEIVED: pgettext_lazy("done", "Đã nhận việc"),
    AnswerKind.REFUSED: _("Đề nghị không nhận"),
    AnswerKind.EXTENSION: _("Xin gia hạn"),
    AnswerKind.VERIFIED: pgettext_lazy("done", "Đã xác nhận xong"),
    AnswerKind.RETURNED: pgettext_lazy("done", "Đã trả lại"),
}
VERDICTS: dict[tuple[AnswerKind, Ruling], Promise] = {
    (AnswerKind.REFUSED, Ruling.WAITING): _("chờ trả lời"),
    (AnswerKind.REFUSED, Ruling.GRANTED): _("đã chuyển việc"),
    (AnswerKind.REFUSED, Ruling.DENIED): _("vẫn giao"),
    (AnswerKind.EXTENSION, Ruling.WAITING): _("chờ trả lời"),
    (AnswerKind.EXTENSION, Ruling.GRANTED): _("được gia hạn"),
    (AnswerKind.EXTENSION, Ruling.DENIED): _("không được gia hạn"),
}
TABS: dict[Waiting, Promise] = {
    Waiting.REFUSALS: _("Đề nghị không nhận"),
    Waiting.TIME: _("Xin gia hạn"),
    Waiting.CHECK: _("Chờ xác nhận xong"),
}
TURNS: dict[str, Promise] = {
    "": _("cả giai đoạn"),
    "năm": _("mỗi năm"),
    "quý": _("mỗi quý"),
    "tháng": _("mỗi tháng"),
}
