"""The words on screen for the closed lists of the room."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.plans.rules import LinkRole, PlanState, Relation, ShareState, StateWord, TaskKind

# The badge of site that shows each state, and the word of this room where it says more.
BADGES: dict[StateWord, tuple[str, Promise | str]] = {
    StateWord.LATE: ("overdue", ""),
    StateWord.SOON: ("due_soon", ""),
    StateWord.IN_PROGRESS: ("doing", ""),
    StateWord.OPEN: ("not_started", ""),
    StateWord.DONE: ("done", ""),
    StateWord.HELPING: ("waiting", _("phối hợp")),
    StateWord.UNGIVEN: ("not_reported", _("chưa giao ai")),
    StateWord.CLOSED: ("rejected", _("không còn")),
}
STATES: dict[StateWord, Promise] = {
    StateWord.LATE: _("Quá hạn"),
    StateWord.SOON: _("Sắp đến hạn"),
    StateWord.IN_PROGRESS: _("Đang làm"),
    StateWord.OPEN: _("Chưa bắt đầu"),
    StateWord.DONE: _("Đã xong"),
    StateWord.HELPING: _("Phối hợp"),
    StateWord.UNGIVEN: _("Chưa giao ai"),
    StateWord.CLOSED: _("Không còn trong kế hoạch"),
}
MOVES: dict[ShareState, Promise] = {move: STATES[StateWord(move)] for move in ShareState}
MINE: dict[str, Promise] = {"lead": _("cơ quan tôi chủ trì"), "support": _("cơ quan tôi phối hợp")}
KINDS: dict[TaskKind, Promise] = {TaskKind.WORK: _("Việc phải làm"), TaskKind.REPORT: _("Báo cáo")}
PLAN_STATES: dict[PlanState, Promise] = {
    PlanState.IN_FORCE: _("đang thực hiện"),
    PlanState.ENDED: _("đã kết thúc"),
}
LINKS: dict[LinkRole, Promise] = {
    LinkRole.IMPLEMENTS: _("thực hiện"),
    LinkRole.BASIS: _("căn cứ"),
    LinkRole.MENTIONS: _("nhắc tới"),
}
RELATIONS: dict[Relation, Promise] = {
    Relation.EQUAL: _("đạt"),
    Relation.AT_LEAST: _("ít nhất"),
    Relation.AT_MOST: _("không quá"),
    Relation.INCREASE: _("tăng"),
    Relation.DECREASE: _("giảm"),
    Relation.NONE: _("không để xảy ra"),
}
# A turn is named in Vietnamese by base/moments.py, "Quý I/2026": this is what stands before its number.
TURNS: dict[str, Promise] = {
    "Tuần": _("Tuần"),
    "Tháng": _("Tháng"),
    "Quý": _("Quý"),
    "6 tháng đầu năm": _("6 tháng đầu năm"),
    "6 tháng cuối năm": _("6 tháng cuối năm"),
    "Năm": _("Năm"),
}
EVENTS: dict[str, Promise] = {
    "task.added": pgettext_lazy("done", "Thêm việc ngoài văn bản"),
    "task.renewed": _("Bản mới của văn bản thay đổi việc này"),
    "task.closed": _("Bản mới của văn bản không còn việc này"),
    "task.reassigned": pgettext_lazy("done", "Phân công lại"),
    "task.due_set": pgettext_lazy("done", "Đổi hạn"),
}
SAID: dict[str, Mapping[Any, Promise]] = {
    "plan": PLAN_STATES, "link": LINKS, "relation": RELATIONS, "event": EVENTS, "move": MOVES,
}  # fmt: skip
