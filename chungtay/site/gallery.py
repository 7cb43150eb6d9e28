"""What the component page shows: invented samples, one for every state of every component."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.site.templatetags import face

PARTS = Path(__file__).parent / "templates" / "site" / "parts"
ONE_SENTENCE = gettext_lazy("Một câu, như trong văn bản.")


class SampleForm(forms.Form):
    """One field of each kind, with help; the second copy on the page is bound and wrong."""

    name = forms.CharField(label=gettext_lazy("Tên nhiệm vụ"), help_text=ONE_SENTENCE)
    agency = forms.ChoiceField(
        label=gettext_lazy("Cơ quan chủ trì"),
        choices=[("", "—"), ("1", "Công an tỉnh"), ("2", "Sở Y tế")],
    )
    due = forms.DateField(
        label=gettext_lazy("Thời hạn"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    share = forms.ChoiceField(
        label=gettext_lazy("Phần việc"),
        choices=[("lead", gettext_lazy("Chủ trì")), ("support", gettext_lazy("Phối hợp"))],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Mỗi nhiệm vụ có một cơ quan chủ trì."),
    )
    note = forms.CharField(label=gettext_lazy("Ghi chú"), widget=forms.Textarea, required=False)
    done = forms.BooleanField(label=gettext_lazy("Đã xong"), required=False)
    paper = forms.FileField(label=gettext_lazy("Văn bản kèm theo"), required=False)


class EmptyForm(forms.Form):
    """For the state in which everything is wrong."""

    name = forms.CharField(label=gettext_lazy("Tên nhiệm vụ"), help_text=ONE_SENTENCE)
    share = forms.ChoiceField(
        label=gettext_lazy("Phần việc"),
        choices=[("lead", gettext_lazy("Chủ trì")), ("support", gettext_lazy("Phối hợp"))],
        widget=forms.RadioSelect,
    )


def usages() -> list[str]:
    """How each part is included and each tag is called, as its own first comment or docstring says it."""
    lines = []
    for path in sorted(PARTS.glob("*.html")):
        include = rf'{{% include "site/parts/{path.name}".*?%}}'
        lines += re.findall(include, path.read_text(encoding="utf-8"))[:1]
    called = {**face.register.tags, **face.register.filters}
    return lines + [(called[name].__doc__ or name).partition("\n")[0] for name in sorted(called)]


def samples(now: datetime, today: date) -> dict[str, Any]:
    """The context of the component page."""
    day = timedelta(days=1)
    return {
        "states": list(face.BADGES),
        "form": SampleForm(auto_id="id_%s"),
        "wrong_form": EmptyForm({}, auto_id="wrong_%s"),
        "rows": _rows(today),
        "budget": [
            (_("Tuyên truyền, phổ biến pháp luật"), Decimal(17_335_000_000), Decimal("24.3")),
            (_("Điều trị, cai nghiện"), Decimal(0), Decimal(0)),
            (_("Mua sắm trang thiết bị"), None, None),
        ],
        "chips": [
            {"label": _("quá hạn"), "href": "?"},
            {"label": _("của Sở Y tế"), "href": "?"},
            {"label": _("quý II"), "href": "?"},
        ],
        "page": Paginator(range(1234), 50).page(2),
        "tabs": [
            {"label": _("Tổng quan"), "href": "?", "current": True, "count": None},
            {"label": _("Nhiệm vụ"), "href": "?", "current": False, "count": 64},
            {"label": _("Chỉ tiêu"), "href": "?", "current": False, "count": 0},
        ],
        "crumbs": [(_("Kế hoạch"), "?"), ("Kế hoạch 101/KH-UBND", "?")],
        "steps": [_("Đọc"), _("Soát"), _("Xác nhận")],
        "entries": [
            _entry(
                now - timedelta(hours=2), "Lò Thị Mai", _("Báo tiến độ ba phần tư"), _("Đã tập huấn 12 xã.")
            ),
            _entry(now - 3 * day, "Nguyễn Văn An", _("Giao cho Sở Y tế"), ""),
        ],
        "dates": [today - 90 * day, today - 5 * day, today, today + day, today + 6 * day, today + 200 * day],
        "first": today - 60 * day,
        "last": today + 90 * day,
        "begin": today - 20 * day,
        "end": today + 30 * day,
        "gone": today - 10 * day,
        "now": now,
    }


def _rows(today: date) -> list[dict[str, Any]]:
    day = timedelta(days=1)
    named = [
        (_("Rà soát, thống kê người sử dụng trái phép chất ma túy"), "Công an tỉnh"),
        (_("Tổ chức tuyên truyền tại 129 xã, phường"), "Sở Văn hóa, Thể thao và Du lịch"),
        (_("Duy trì điều trị thay thế bằng Methadone"), "Sở Y tế"),
        (_("Báo cáo kết quả sáu tháng"), "UBND thị xã Mường Lay"),
        (_("Cập nhật danh sách địa bàn trọng điểm"), "Bộ đội Biên phòng tỉnh"),
    ]
    stands = [
        (today - 5 * day, "overdue", 40),
        (today + 3 * day, "due_soon", 75),
        (today + 40 * day, "doing", 20),
        (today - 9 * day, "done", 100),
        (None, "not_reported", None),
    ]
    return [
        {
            "title": title,
            "agency": agency,
            "due": due,
            "state": state,
            "progress": share,
            "done": share == 100,
        }
        for (title, agency), (due, state, share) in zip(named, stands, strict=True)
    ]


def _entry(at: datetime, who: str, what: str, note: str) -> dict[str, Any]:
    return {"at": at, "who": who, "what": what, "note": note}
