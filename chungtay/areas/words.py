"""What the closed lists of the room are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.areas.rules.words import AreaKind, AssessmentState, FactSource, Movement
from chungtay.indicators.rules import Geography

KINDS: dict[AreaKind, Promise] = {
    AreaKind.ONE: _("loại I"),
    AreaKind.TWO: _("loại II"),
    AreaKind.THREE: _("loại III"),
    AreaKind.AFFECTED: _("chưa trọng điểm"),
    AreaKind.FREE: _("không ma túy"),
}
# The same in Vietnamese, for papers and tables that leave the screen.
PAPER_KINDS = {
    AreaKind.ONE: "loại I",
    AreaKind.TWO: "loại II",
    AreaKind.THREE: "loại III",
    AreaKind.AFFECTED: "chưa trọng điểm",
    AreaKind.FREE: "không ma túy",
}
# The class of colour of the map: the gravest is the darkest, also in grey.
LEVELS: dict[AreaKind | None, int] = {
    AreaKind.ONE: 5, AreaKind.TWO: 4, AreaKind.THREE: 3, AreaKind.AFFECTED: 2, AreaKind.FREE: 1, None: 0
}  # fmt: skip
STATES: dict[AssessmentState, tuple[str, Promise]] = {
    AssessmentState.DRAFT: ("not_started", _("chưa gửi")),
    AssessmentState.PROPOSED: ("waiting", _("chờ phê duyệt")),
    AssessmentState.RETURNED: ("rejected", _("trả lại")),
    AssessmentState.APPROVED: ("done", _("đã phê duyệt")),
}
SOURCES: dict[FactSource, Promise] = {
    FactSource.FIGURES: _("từ số liệu"),
    FactSource.STATED: _("ghi tay"),
    FactSource.MISSING: _("chưa báo cáo"),
}
MOVEMENTS: dict[Movement, Promise] = {
    Movement.ENTERED: _("vào danh sách"),
    Movement.REMOVED: _("ra khỏi danh sách"),
    Movement.WORSE: _("chuyển loại nặng hơn"),
    Movement.BETTER: _("chuyển loại nhẹ hơn"),
    Movement.KEPT: _("giữ loại"),
    Movement.FIRST: _("lần đầu"),
}
GEOGRAPHIES: dict[Geography, Promise] = {
    Geography.NEW: _("Xã, phường hiện nay"),
    Geography.OLD: _("Xã, phường trước 01/7/2025"),
}
VALUE_STATES: dict[str, Promise] = {
    "entered": _("đã nhập"),
    "submitted": _("đã gửi"),
    "passed": _("đã qua cấp giữa"),
    "approved": _("đã duyệt"),
}
