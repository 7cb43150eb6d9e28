"""What the closed lists of this room are called on screen."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.tips.rules import (
    Duty,
    Hold,
    Outcome,
    Source,
    StepKind,
    Strength,
    TipKind,
    TipState,
    TransferGround,
)

SOURCES = {
    Source.WEB: _("trang báo tin"),
    Source.PHONE: _("điện thoại"),
    Source.LETTER: _("thư, hòm thư"),
    Source.IN_PERSON: _("đến trực tiếp"),
    Source.ONLINE: _("Zalo, thư điện tử"),
}
STRENGTHS = {
    Strength.UNKNOWN: _("không rõ"),
    Strength.SEEN: _("chính mắt thấy"),
    Strength.HEARD: _("nghe người khác kể"),
    Strength.SHOWN: _("có ảnh, giấy tờ kèm theo"),
}
STATES = {
    TipState.NEW: _("mới"),
    TipState.OPEN: _("đang xử lý"),
    TipState.CLOSED: _("đã kết thúc"),
    TipState.DELETED: _("đã xóa nội dung"),
}
KINDS = {
    TipKind.CRIME: _("có dấu hiệu tội phạm"),
    TipKind.MISCONDUCT: _("vi phạm khác, sai phạm"),
    TipKind.HELP: _("cần giúp đỡ"),
    TipKind.OTHER: _("việc khác, không đủ căn cứ"),
}
HOLDS = {
    Hold.FLOOD: _("nhiều tin khác thường trong một giờ"),
    Hold.ALIKE: _("giống hệt nhiều tin khác trong giờ"),
    Hold.ABUSE: _("người trực đã để riêng"),
}
OUTCOMES = {
    Outcome.RESOLVED: _("đã xử lý"),
    Outcome.FORWARDED: _("đã chuyển cơ quan điều tra"),
    Outcome.ADVISED: _("đã tư vấn, giới thiệu nơi giúp"),
    Outcome.NOT_FOUND: _("đã kiểm tra, chưa thấy căn cứ"),
    Outcome.NOT_OURS: _("không thuộc phạm vi tiếp nhận"),
}
GROUNDS = {
    TransferGround.COMPETENT: _("thuộc thẩm quyền của nơi nhận"),
    TransferGround.ELSEWHERE: _("việc ở địa bàn của nơi nhận"),
    TransferGround.INVOLVED: _("người ở nơi chuyển có liên quan"),
}
STEPS = {
    StepKind.RECEIVED: _("Đã nhận tin"),
    StepKind.ACKNOWLEDGED: _("Cơ quan tiếp nhận đã đọc"),
    StepKind.CLASSIFIED: _("Đã phân loại"),
    StepKind.ANSWERED: _("Đã trả lời"),
    StepKind.ADDED: _("Người gửi viết thêm"),
    StepKind.FORWARDED: _("Đã chuyển cơ quan có thẩm quyền"),
    StepKind.TRANSFERRED: _("Đã chuyển cơ quan khác"),
    StepKind.HELD: _("Đã để riêng"),
    StepKind.RELEASED: _("Đã đưa trở lại"),
    StepKind.CLOSED: _("Đã kết thúc"),
    StepKind.DELETED: _("Đã xóa nội dung"),
}
DUTIES = {
    Duty.CLASSIFY: _("Phân loại"),
    Duty.CHECK: _("Kiểm tra, xác minh sơ bộ"),
    Duty.FORWARD: _("Chuyển nơi tiếp nhận tố giác"),
    Duty.NOTIFY: _("Nơi tiếp nhận tố giác báo Viện kiểm sát"),
    Duty.DECIDE: _("Có kết quả giải quyết, báo người gửi"),
    Duty.ANSWER: _("Trả lời người gửi"),
}


FORWARDED = _("đã chuyển nơi tiếp nhận tố giác; nội dung và ảnh bạn gửi được xóa ở đây từ lúc ấy")


def state_words(tip: Any) -> str:
    """How it stands with a tip, for who sent it."""
    words = str(STATES[TipState(tip.state)])
    return f"{words}; {FORWARDED}" if tip.forwarded else words


def hour_words(moment: datetime) -> str:
    """An hour as it is shown: "14 giờ 05/09/2026"."""
    local = timezone.localtime(moment)
    return f"{local:%H} {gettext('giờ')} {local:%d/%m/%Y}"
