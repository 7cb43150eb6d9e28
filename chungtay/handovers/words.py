"""What the totals and states of a handover are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.handovers.rules import HandoverState

# In the order of the table. The first five must not change; the others are what the operation is for.
TOTALS: dict[str, Promise] = {
    "plans": _("Kế hoạch"),
    "tasks": _("Nhiệm vụ"),
    "tasks_done": _("Nhiệm vụ đã xong"),
    "shares_done": _("Phần việc đã xong"),
    "reports": _("Lần báo cáo tiến độ"),
    "shares": _("Phần việc"),
    "districts": _("Đơn vị cấp huyện"),
    "communes": _("Đơn vị cấp xã"),
    "bodies": _("Cơ quan cấp huyện, cấp xã"),
    "posts": _("Chức danh ở các cơ quan đó"),
}

STATES: dict[HandoverState, Promise] = {
    HandoverState.ASKED: _("đang chờ làm"),
    HandoverState.DONE: _("đã chuyển giao"),
    HandoverState.UNDONE: _("đã hoàn tác"),
}
