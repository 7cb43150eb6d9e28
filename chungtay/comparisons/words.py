"""What the closed lists of this room are called on screen."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.comparisons.rules import ComparedList, ComparisonState

LISTS = {
    ComparedList.USERS: _("Người sử dụng đang quản lý"),
    ComparedList.ADDICTS: _("Người nghiện có hồ sơ"),
    ComparedList.AFTERCARE: _("Người đang quản lý sau cai"),
    ComparedList.PATIENTS: _("Người đang điều trị tại cơ sở"),
    ComparedList.SHEET: _("Danh sách trong tệp"),
}

STATES = {
    ComparisonState.ASKED: _("chờ danh sách của bên kia"),
    ComparisonState.COUNTED: _("đã đếm"),
    ComparisonState.DECLINED: _("đã thôi"),
    ComparisonState.LAPSED: _("quá hạn chờ"),
}
ASKED_OF_US = _("chờ danh sách của cơ quan mình")
BADGES = {  # the tone and sign of site.templatetags.face
    ComparisonState.ASKED: "waiting",
    ComparisonState.COUNTED: "done",
    ComparisonState.DECLINED: "rejected",
    ComparisonState.LAPSED: "not_reported",
}


def said_state(row: Any, agency: int) -> tuple[str, Promise]:
    """The badge of a comparison and its word, for one of the two bodies."""
    state = ComparisonState(row.state)
    ours = state is ComparisonState.ASKED and row.second_id == agency
    return "due_soon" if ours else BADGES[state], ASKED_OF_US if ours else STATES[state]
