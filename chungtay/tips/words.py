"""What the closed lists of this room are called on screen."""

from django.utils.translation import gettext_lazy as _

from chungtay.tips.rules import Outcome, Source, StepKind, TipState

SOURCES = {
    Source.WEB: _("trang báo tin"),
    Source.PHONE: _("điện thoại"),
    Source.LETTER: _("thư, hòm thư"),
    Source.IN_PERSON: _("đến trực tiếp"),
    Source.ONLINE: _("Zalo, thư điện tử"),
}
STATES = {
    TipState.NEW: _("mới"),
    TipState.OPEN: _("đang xử lý"),
    TipState.CLOSED: _("đã kết thúc"),
    TipState.DELETED: _("đã xóa nội dung"),
}
OUTCOMES = {
    Outcome.RESOLVED: _("đã xử lý"),
    Outcome.FORWARDED: _("đã chuyển cơ quan điều tra"),
    Outcome.ADVISED: _("đã tư vấn, giới thiệu nơi giúp"),
    Outcome.NOT_FOUND: _("đã kiểm tra, chưa thấy căn cứ"),
    Outcome.NOT_OURS: _("không thuộc phạm vi tiếp nhận"),
}
STEPS = {
    StepKind.RECEIVED: _("Đã nhận tin"),
    StepKind.ACKNOWLEDGED: _("Cơ quan tiếp nhận đã đọc"),
    StepKind.ANSWERED: _("Đã trả lời"),
    StepKind.ADDED: _("Người gửi viết thêm"),
    StepKind.FORWARDED: _("Đã chuyển cơ quan có thẩm quyền"),
    StepKind.TRANSFERRED: _("Đã chuyển cơ quan khác"),
    StepKind.CLOSED: _("Đã kết thúc"),
    StepKind.DELETED: _("Đã xóa nội dung"),
}
