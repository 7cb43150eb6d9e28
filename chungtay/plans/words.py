"""The words on screen for the closed lists of the room."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.plans.rules import LinkRole, PlanState, Relation, ShareState, StateWord, TaskKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

# The badge of site that shows each state, and the word of this room where it says more.
BADGES: "dict[StateWord, tuple[str, _StrPromise | str]]" = {
    StateWord.LATE: ("overdue", ""),
    StateWord.SOON: ("due_soon", ""),
    StateWord.IN_PROGRESS: ("doing", ""),
    StateWord.OPEN: ("not_started", ""),
    StateWord.DONE: ("done", ""),
    StateWord.UNGIVEN: ("not_reported", _("chưa giao ai")),
    StateWord.CLOSED: ("rejected", _("không còn")),
}
STATES: "dict[StateWord, _StrPromise]" = {
    StateWord.LATE: _("Quá hạn"),
    StateWord.SOON: _("Sắp đến hạn"),
    StateWord.IN_PROGRESS: _("Đang làm"),
    StateWord.OPEN: _("Chưa bắt đầu"),
    StateWord.DONE: _("Đã xong"),
    StateWord.UNGIVEN: _("Chưa giao ai"),
    StateWord.CLOSED: _("Không còn trong kế hoạch"),
}
MOVES: "dict[ShareState, _StrPromise]" = {
    ShareState.OPEN: _("Chưa bắt đầu"),
    ShareState.IN_PROGRESS: _("Đang làm"),
    ShareState.DONE: _("Đã xong"),
}
MINE: "dict[str, _StrPromise]" = {"lead": _("cơ quan tôi chủ trì"), "support": _("cơ quan tôi phối hợp")}
KINDS: "dict[TaskKind, _StrPromise]" = {TaskKind.WORK: _("Việc phải làm"), TaskKind.REPORT: _("Báo cáo")}
PLAN_STATES: "dict[PlanState, _StrPromise]" = {
    PlanState.IN_FORCE: _("đang thực hiện"),
    PlanState.ENDED: _("đã kết thúc"),
}
LINKS: "dict[LinkRole, _StrPromise]" = {
    LinkRole.IMPLEMENTS: _("thực hiện"),
    LinkRole.BASIS: _("căn cứ"),
    LinkRole.MENTIONS: _("nhắc tới"),
}
RELATIONS: "dict[Relation, _StrPromise]" = {
    Relation.EQUAL: _("đạt"),
    Relation.AT_LEAST: _("ít nhất"),
    Relation.AT_MOST: _("không quá"),
    Relation.INCREASE: _("tăng"),
    Relation.DECREASE: _("giảm"),
    Relation.NONE: _("không để xảy ra"),
}
# A turn is named in Vietnamese by rules/calendar.py, "Quý I/2026": this is what stands before its number.
TURNS: "dict[str, _StrPromise]" = {
    "Tuần": _("Tuần"),
    "Tháng": _("Tháng"),
    "Quý": _("Quý"),
    "6 tháng đầu năm": _("6 tháng đầu năm"),
    "6 tháng cuối năm": _("6 tháng cuối năm"),
    "Năm": _("Năm"),
}
EVENTS: "dict[str, _StrPromise]" = {
    "task.added": pgettext_lazy("done", "Thêm việc ngoài văn bản"),
    "task.renewed": _("Bản mới của văn bản thay đổi việc này"),
    "task.closed": _("Bản mới của văn bản không còn việc này"),
    "task.reassigned": pgettext_lazy("done", "Phân công lại"),
    "task.due_set": pgettext_lazy("done", "Đổi hạn"),
}
SAID: "dict[str, Mapping[Any, _StrPromise]]" = {
    "plan": PLAN_STATES, "link": LINKS, "relation": RELATIONS, "event": EVENTS, "move": MOVES,
}  # fmt: skip
