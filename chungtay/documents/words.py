"""How states, kinds, relations and dates of papers are said on screen."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from chungtay.agencies.rules import AgencyLevel
from chungtay.documents.rules import Decision, FindingKind
from chungtay.documents.rules.findings import PaperState

PAPER_KINDS = {
    "KH": pgettext_lazy("one", "Kế hoạch"),
    "QĐ": gettext_lazy("Quyết định"),
    "CT": gettext_lazy("Chỉ thị"),
    "ĐA": gettext_lazy("Đề án"),
    "NQ": gettext_lazy("Nghị quyết"),
    "BC": gettext_lazy("Báo cáo"),
    "CV": gettext_lazy("Công văn"),
    "TB": pgettext_lazy("one", "Thông báo"),
    "HD": gettext_lazy("Hướng dẫn"),
    "CTr": gettext_lazy("Chương trình"),
    "TTr": gettext_lazy("Tờ trình"),
    "KL": gettext_lazy("Kết luận"),
}
STATE_WORDS = {
    PaperState.READING: gettext_lazy("đang đọc"),
    PaperState.TO_REVIEW: gettext_lazy("chờ soát"),
    PaperState.REVIEWED: gettext_lazy("đã soát"),
    PaperState.FAILED: gettext_lazy("không đọc được"),
    PaperState.CANCELLED: gettext_lazy("đã dừng đọc"),
}
KIND_WORDS = {
    FindingKind.CHECK: gettext_lazy("Chỗ mâu thuẫn"),
    FindingKind.TASK: gettext_lazy("Nhiệm vụ"),
    FindingKind.TARGET: gettext_lazy("Chỉ tiêu"),
    FindingKind.BUDGET: gettext_lazy("Kinh phí"),
    FindingKind.REPORTING: gettext_lazy("Chế độ báo cáo"),
    FindingKind.HEADER: gettext_lazy("Phần đầu văn bản"),
    FindingKind.CITATION: gettext_lazy("Văn bản dẫn chiếu"),
}
DECISION_WORDS = {
    Decision.PENDING: gettext_lazy("chờ soát"),
    Decision.ACCEPTED: gettext_lazy("✓ đã chấp nhận"),
    Decision.CORRECTED: gettext_lazy("✎ đã sửa"),
    Decision.REJECTED: gettext_lazy("✕ đã bỏ"),
}
LEVEL_WORDS = {
    AgencyLevel.CENTRAL: gettext_lazy("trung ương"),
    AgencyLevel.PROVINCE: gettext_lazy("cấp tỉnh"),
    AgencyLevel.DISTRICT: gettext_lazy("cấp huyện"),
    AgencyLevel.COMMUNE: gettext_lazy("cấp xã"),
}
RELATION_WORDS = {
    "equal": gettext_lazy("đạt"),
    "at_least": gettext_lazy("ít nhất"),
    "at_most": gettext_lazy("không quá"),
    "increase": gettext_lazy("tăng"),
    "decrease": gettext_lazy("giảm"),
    "none": gettext_lazy("không để xảy ra"),
}
EVERY_WORDS = {
    "P1W": gettext_lazy("hằng tuần"),
    "P1M": gettext_lazy("hằng tháng"),
    "P3M": gettext_lazy("hằng quý"),
    "P6M": gettext_lazy("6 tháng một lần"),
    "P1Y": gettext_lazy("hằng năm"),
}
ROLE_WORDS = {
    "basis": gettext_lazy("căn cứ"),
    "implements": gettext_lazy("thực hiện"),
    "mentions": gettext_lazy("nhắc đến"),
}


def day_words(iso: str | None) -> str:
    """01/07/2024 from 2024-07-01, 7/2024 from 2024-07, 2024 as it is.

    >>> day_words("2024-07-01"), day_words("2024-07"), day_words("12-15")
    ('01/07/2024', '07/2024', '15/12')
    """
    return "/".join(reversed((iso or "").split("-")))


def deadline_words(deadline: dict[str, Any]) -> str:
    """One deadline as people say it; a relative one in the paper's own words."""
    match deadline["kind"]:
        case "by":
            return _("trước %(day)s") % {"day": day_words(deadline.get("date"))}
        case "window":
            ends = {"start": day_words(deadline.get("from")), "end": day_words(deadline.get("to"))}
            return _("từ %(start)s đến %(end)s") % ends
        case "every":
            said = str(EVERY_WORDS.get(deadline.get("every", ""), deadline.get("every", "")))
            on = deadline.get("on")
            return f"{said}, {_('ngày')} {day_words(on)}" if on else said
        case _:
            return str(deadline.get("text", ""))


def target_words(said: dict[str, Any]) -> str:
    """ "ít nhất 95 % · đến 31/12/2025 · mỗi huyện"."""
    relation = str(RELATION_WORDS.get(said["relation"], said["relation"]))
    value = said["value"]
    amount = "" if value is None else f" {number_words(value)}"
    if said["value_max"] is not None:
        amount += f"–{number_words(said['value_max'])}"
    pieces = [f"{relation}{amount} {said['unit'] or ''}".strip()]
    if said["due"]:
        pieces.append(_("đến %(day)s") % {"day": day_words(said["due"])})
    if said["per"]:
        pieces.append(_("mỗi %(unit)s") % {"unit": said["per"]})
    if said["baseline_year"]:
        pieces.append(_("so với năm %(year)s") % {"year": said["baseline_year"]})
    return " · ".join(pieces)


def number_words(value: float | int | None) -> str:
    """1.234,5, as Vietnamese papers write numbers."""
    if value is None:
        return ""
    text = f"{value:,}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return text.removesuffix(",0")
