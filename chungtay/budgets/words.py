"""What the closed lists of this room are called on screen."""

from django.utils.translation import gettext_lazy as _

from chungtay.budgets.rules import EstimateState, Measure, MovementKind

MOVEMENTS = {
    MovementKind.APPROVE: _("Duyệt dự toán"),
    MovementKind.ADJUST: _("Điều chỉnh dự toán"),
    MovementKind.ALLOT: _("Phân bổ kinh phí"),
    MovementKind.WITHDRAW: _("Thu hồi kinh phí"),
    MovementKind.CARRY_OVER: _("Chuyển nguồn sang năm sau"),
    MovementKind.COMMIT: _("Cam kết chi"),
    MovementKind.RELEASE: _("Bỏ cam kết chi"),
    MovementKind.DISBURSE: _("Giải ngân"),
    MovementKind.REFUND: _("Thu hồi khoản đã chi"),
}
STATES = {
    EstimateState.DRAFT: _("đề xuất, chưa duyệt"),
    EstimateState.APPROVED: _("đã duyệt"),
    EstimateState.REPLACED: _("đã được thay"),
}
MEASURES = {
    Measure.APPROVED: _("Đã duyệt"),
    Measure.ALLOTTED: _("Đã phân bổ"),
    Measure.COMMITTED: _("Đang cam kết"),
    Measure.SPENT: _("Đã giải ngân"),
}
SIDES = {
    "line": _("Theo dòng"),
    "year": _("Theo năm"),
    "source": _("Theo nguồn"),
    "agency": _("Theo cơ quan"),
    "place": _("Theo địa bàn"),
    "month": _("Theo tháng"),
}
