"""What the closed lists of the room are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.supervision.rules import (
    CommendationState,
    InspectionKind,
    InspectionStage,
    RecommendationState,
    ReplyKind,
)

KINDS: dict[InspectionKind, Promise] = {
    InspectionKind.INSPECTION: _("Thanh tra"),
    InspectionKind.CHECK: _("Kiểm tra"),
    InspectionKind.SUPERVISION: _("Giám sát của cơ quan dân cử"),
    InspectionKind.FRONT: _("Giám sát của Mặt trận, đoàn thể"),
}
STAGES: dict[InspectionStage, tuple[str, Promise]] = {
    InspectionStage.PLANNED: ("not_started", _("chưa bắt đầu")),
    InspectionStage.UNDERWAY: ("doing", _("đang tiến hành")),
    InspectionStage.ENDED: ("waiting", _("chờ kết luận")),
    InspectionStage.CONCLUDED: ("done", _("đã kết luận")),
}
STATES: dict[RecommendationState, tuple[str, Promise]] = {
    RecommendationState.OPEN: ("not_started", _("chờ trả lời")),
    RecommendationState.ANSWERED: ("waiting", _("đã trả lời, chờ xem xét")),
    RecommendationState.RETURNED: ("due_soon", _("trả lại, cần làm tiếp")),
    RecommendationState.ACCEPTED: ("done", _("đã thực hiện xong")),
}
OVERDUE = ("overdue", _("quá hạn trả lời"))
REPLIES: dict[ReplyKind, Promise] = {
    ReplyKind.ANSWER: _("Trả lời"),
    ReplyKind.ACCEPT: _("Chấp nhận"),
    ReplyKind.RETURN: _("Trả lại"),
}
COMMENDATIONS: dict[CommendationState, tuple[str, Promise]] = {
    CommendationState.PROPOSED: ("waiting", _("chờ quyết định")),
    CommendationState.AWARDED: ("done", _("đã khen thưởng")),
    CommendationState.DECLINED: ("rejected", _("không khen thưởng")),
}
