"""What the closed lists of the room are called on screen."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.chain.rules import Coverage, DifferenceKind, PromiseKind, ProposalState

STATES: dict[Coverage, Promise] = {
    Coverage.HOLE: gettext_lazy("còn hở"),
    Coverage.CHANGED: gettext_lazy("đã đổi"),
    Coverage.SUGGESTED: gettext_lazy("chờ xác nhận"),
    Coverage.TAKEN: gettext_lazy("đã nhận"),
    Coverage.EXCUSED: gettext_lazy("không áp dụng"),
    Coverage.UNADDRESSED: gettext_lazy("không giao đơn vị này"),
}
BADGES: dict[Coverage, str] = {
    Coverage.HOLE: "overdue",
    Coverage.CHANGED: "due_soon",
    Coverage.SUGGESTED: "waiting",
    Coverage.TAKEN: "done",
    Coverage.EXCUSED: "rejected",
    Coverage.UNADDRESSED: "not_started",
}
KINDS: dict[PromiseKind, Promise] = {
    PromiseKind.TASK: gettext_lazy("nhiệm vụ"),
    PromiseKind.TARGET: gettext_lazy("chỉ tiêu"),
}
PROPOSALS: dict[ProposalState, Promise] = {
    ProposalState.OPEN: gettext_lazy("đã đề nghị, chờ đơn vị trả lời"),
    ProposalState.AGREED: gettext_lazy("đơn vị nhận bổ sung"),
    ProposalState.ADDED: gettext_lazy("đã bổ sung vào kế hoạch"),
    ProposalState.DECLINED: gettext_lazy("đơn vị trả lời không áp dụng"),
}
_DIFFERENCES: dict[DifferenceKind, Promise] = {
    DifferenceKind.LATER: gettext_lazy("hạn muộn hơn: %(lower)s, kế hoạch trên ghi %(upper)s"),
    DifferenceKind.UNDATED: gettext_lazy("không ghi hạn, kế hoạch trên ghi %(upper)s"),
    DifferenceKind.RARER: gettext_lazy("thưa hơn: %(lower)s, kế hoạch trên ghi %(upper)s"),
    DifferenceKind.WEAKER: gettext_lazy("mức thấp hơn: %(lower)s, kế hoạch trên ghi %(upper)s"),
    DifferenceKind.UNMEASURED: gettext_lazy("không ghi số, kế hoạch trên ghi %(upper)s"),
    DifferenceKind.RELATION: gettext_lazy("ngược chiều: %(lower)s, kế hoạch trên ghi %(upper)s"),
}
_EVERY = {
    "P1W": gettext_lazy("hằng tuần"),
    "P1M": gettext_lazy("hằng tháng"),
    "P3M": gettext_lazy("hằng quý"),
    "P6M": gettext_lazy("6 tháng một lần"),
    "P1Y": gettext_lazy("hằng năm"),
}
_RELATIONS = {
    "at_least": gettext_lazy("ít nhất"),
    "at_most": gettext_lazy("nhiều nhất"),
    "increase": gettext_lazy("tăng"),
    "decrease": gettext_lazy("giảm"),
}


def difference(told: list[str]) -> str:
    """A difference as stored ([kind, upper, lower]) as a sentence."""
    kind, upper, lower = told
    return str(_DIFFERENCES[DifferenceKind(kind)]) % {"upper": _said(upper), "lower": _said(lower)}


def _said(value: str) -> str:
    if value in _EVERY:
        return str(_EVERY[value])
    relation, _space, number = value.partition(" ")
    if relation in _RELATIONS:
        return f"{_RELATIONS[relation]} {number}"
    try:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    except ValueError:
        return value.replace(".", ",")


def why(told: dict[str, list[str]]) -> str:
    """What a suggestion rests on, in one sentence; empty where it says nothing."""
    parts = []
    if told.get("topics"):
        parts.append(_("cùng nói về %(topics)s") % {"topics": "; ".join(told["topics"])})
    if told.get("words"):
        quoted = ", ".join(f"“{words}”" for words in told["words"])
        parts.append(_("chung các từ %(words)s") % {"words": quoted})
    if told.get("branches"):
        parts.append(_("cùng ngành %(branches)s") % {"branches": ", ".join(told["branches"])})
    if told.get("figures"):
        parts.append(_("cùng con số %(figures)s") % {"figures": ", ".join(told["figures"])})
    return "; ".join(parts)
