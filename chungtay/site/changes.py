"""How a change that the journal keeps is said on screen: what changed, from what to what."""

import re
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FIELDS: dict[str, Promise] = {
    "accepted": gettext_lazy("số mục chấp nhận"),
    "account": gettext_lazy("tài khoản số"),
    "agencies": gettext_lazy("cơ quan số"),
    "agency": gettext_lazy("cơ quan số"),
    "alias": gettext_lazy("cách viết"),
    "begins": gettext_lazy("bắt đầu"),
    "bodies": gettext_lazy("cơ quan số"),
    "body": gettext_lazy("cơ quan số"),
    "attachments": gettext_lazy("số tệp"),
    "cells": gettext_lazy("số ô"),
    "clocks": gettext_lazy("số thời hạn"),
    "entries": gettext_lazy("số bản ghi"),
    "files": gettext_lazy("số hồ sơ"),
    "intact": gettext_lazy("chữ ký còn nguyên vẹn"),
    "keys": gettext_lazy("kèm khóa"),
    "left_out": gettext_lazy("bỏ khỏi báo cáo"),
    "manifest": gettext_lazy("mã của gói"),
    "passage": gettext_lazy("đoạn"),
    "passages": gettext_lazy("số đoạn"),
    "records": gettext_lazy("số nhân thân"),
    "revision": gettext_lazy("lần sửa"),
    "same": gettext_lazy("cùng một người"),
    "signatures": gettext_lazy("số chữ ký số"),
    "targets": gettext_lazy("chỉ tiêu và số đo được"),
    "units": gettext_lazy("số đơn vị"),
    "closed": gettext_lazy("lý do đóng"),
    "communes": gettext_lazy("số xã, phường"),
    "conclusion": gettext_lazy("kết luận"),
    "count": gettext_lazy("số lượng"),
    "days": gettext_lazy("ngày"),
    "decision": gettext_lazy("quyết định"),
    "done_when": gettext_lazy("biết là xong khi"),
    "due_on": gettext_lazy("thời hạn"),
    "finding": gettext_lazy("mục số"),
    "findings": gettext_lazy("mục"),
    "error": gettext_lazy("lỗi"),
    "host": gettext_lazy("máy nhận"),
    "first": gettext_lazy("số bắt đầu"),
    "formula": gettext_lazy("công thức"),
    "full_name": gettext_lazy("tên đầy đủ"),
    "ground": gettext_lazy("căn cứ"),
    "hash": gettext_lazy("dấu của số liệu"),
    "held_to": gettext_lazy("giữ chức danh đến"),
    "kind": gettext_lazy("loại"),
    "kinds": gettext_lazy("loại"),
    "lead": gettext_lazy("chủ trì"),
    "left": gettext_lazy("còn lại"),
    "left_open": gettext_lazy("để ngỏ"),
    "lines": gettext_lazy("dòng"),
    "link": gettext_lazy("mối nối"),
    "linked": gettext_lazy("nối với kế hoạch số"),
    "lower": gettext_lazy("phía dưới, số"),
    "means": gettext_lazy("bằng"),
    "measure": gettext_lazy("kết quả của dòng"),
    "members": gettext_lazy("thành viên số"),
    "name": gettext_lazy("tên"),
    "number": gettext_lazy("số"),
    "on": gettext_lazy("ngày"),
    "open_until": gettext_lazy("mở đến"),
    "outcome": gettext_lazy("trả lời ý kiến"),
    "owner": gettext_lazy("cơ quan số"),
    "paper": gettext_lazy("văn bản số"),
    "parts": gettext_lazy("số cơ quan báo cáo"),
    "people": gettext_lazy("số người nhận"),
    "percent": gettext_lazy("phần trăm"),
    "places": gettext_lazy("địa bàn số"),
    "post": gettext_lazy("chức danh số"),
    "proposal": gettext_lazy("đề nghị bổ sung"),
    "record": gettext_lazy("số phần việc làm căn cứ"),
    "role": gettext_lazy("vai trò"),
    "rows": gettext_lazy("số dòng"),
    "sha256": gettext_lazy("dấu của tệp"),
    "since": gettext_lazy("từ ngày"),
    "state": gettext_lazy("tình trạng"),
    "successors": gettext_lazy("cơ quan kế tục số"),
    "tasks": gettext_lazy("số nhiệm vụ"),
    "total": gettext_lazy("tổng số"),
    "valid_from": gettext_lazy("có từ"),
    "year": gettext_lazy("năm"),
    "valid_to": gettext_lazy("đến"),
    "value": gettext_lazy("giá trị"),
    "verdict": gettext_lazy("kết luận"),
    "version": gettext_lazy("bản"),
}

# Codes that people meet; any other value is shown as it was kept.
VALUES: dict[str, Promise] = {
    "open": gettext_lazy("chưa bắt đầu"),
    "in_progress": gettext_lazy("đang làm"),
    "done": gettext_lazy("xong"),
    "in_force": gettext_lazy("đang chạy"),
    "ended": gettext_lazy("đã kết thúc"),
    "accepted": gettext_lazy("chấp nhận"),
    "corrected": gettext_lazy("sửa"),
    "rejected": gettext_lazy("bỏ"),
    "pending": gettext_lazy("chờ soát"),
    "justified": gettext_lazy("có lý do chính đáng"),
    "unjustified": gettext_lazy("không có lý do chính đáng"),
    "password": gettext_lazy("mật khẩu"),
    "totp": gettext_lazy("mã của ứng dụng"),
    "webauthn": gettext_lazy("khóa truy cập"),
    "recovery_codes": gettext_lazy("mã dự phòng"),
}


FINGERPRINT = re.compile("[0-9a-f]{64}")


def field_words(field: str) -> str:
    return str(FIELDS.get(field, field))


def value_words(value: Any) -> str:
    """A kept value in words: nothing, yes and no, lists, days and known codes; else as it stands."""
    if value is None or value in ([], "", {}):
        return "–"
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        return ", ".join(value_words(one) for one in value)
    return str(VALUES.get(value, _shortened(value))) if isinstance(value, str) else str(value)


def _shortened(value: str) -> str:
    """A day as people write it; of a fingerprint as much as people compare."""
    if FINGERPRINT.fullmatch(value):
        return f"{value[:12]}…"
    try:
        return f"{date.fromisoformat(value):%d/%m/%Y}" if len(value) == len("2026-01-31") else value
    except ValueError:
        return value
