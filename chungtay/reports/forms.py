"""The shapes of what is told to the room."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import DayInput, VietnameseSelect
from chungtay.reports.rules import kinds
from chungtay.reports.words import PARTS

_MANY = {"rows": 5}
_NOBODY = _("Không ghi tên hay thông tin của người nghiện, người tố giác.")


class OpenForm(forms.Form):
    kind = forms.ChoiceField(label=_("Loại báo cáo"), widget=VietnameseSelect)
    year = forms.IntegerField(label=_("Năm"), min_value=2015, max_value=2100)
    part = forms.IntegerField(
        label=_("Tháng hoặc quý"), required=False, min_value=1, max_value=12,
        help_text=_("Chỉ cần cho báo cáo tháng (1–12) và báo cáo quý (1–4)."),
    )  # fmt: skip
    plan = forms.TypedChoiceField(
        label=_("Kế hoạch"), required=False, coerce=int, empty_value=None, widget=VietnameseSelect,
        help_text=_("Chỉ cần cho báo cáo tổng kết một kế hoạch."),
    )  # fmt: skip

    def __init__(self, *given: Any, plans: Iterable[tuple[int, str]], today: date, **named: Any) -> None:
        super().__init__(*given, **named)
        self.initial = {"year": today.year, "kind": "sau_thang"}
        self.fields["kind"].choices = [(code, kind.name) for code, kind in kinds().items()]  # type: ignore[attr-defined]
        self.fields["plan"].choices = [("", "—"), *plans]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        known = kinds().get(said.get("kind", ""))
        most = PARTS.get(known.period) if known else None
        if most and not 1 <= (said.get("part") or 0) <= most:
            self.add_error("part", _("Hãy ghi số từ 1 đến %(most)s.") % {"most": most})
        if known and known.of_plan and not said.get("plan"):
            self.add_error("plan", _("Hãy chọn kế hoạch cần tổng kết."))
        return {**said, "part": said.get("part") or 1}


class PassageForm(forms.Form):
    text = forms.CharField(
        label=_("Nội dung"), required=False, widget=forms.Textarea(attrs=_MANY),
        help_text=_("Để trống thì lấy lại câu soạn sẵn."),
    )  # fmt: skip
    left_out = forms.BooleanField(label=_("Bỏ đoạn này khỏi báo cáo"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class AskForm(forms.Form):
    units = forms.TypedMultipleChoiceField(
        label=_("Hỏi các đơn vị"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    due_on = forms.DateField(label=_("Gửi trước ngày"), widget=DayInput)

    def __init__(self, *given: Any, units: Iterable[tuple[int, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["units"].choices = list(units)  # type: ignore[attr-defined]


class ContributeForm(forms.Form):
    result = forms.CharField(
        label=_("Kết quả nổi bật"), required=False, widget=forms.Textarea(attrs=_MANY), help_text=_NOBODY
    )
    cause = forms.CharField(
        label=_("Tồn tại, hạn chế và nguyên nhân"), required=False, widget=forms.Textarea(attrs=_MANY)
    )
    proposal = forms.CharField(
        label=_("Kiến nghị, đề xuất"), required=False, widget=forms.Textarea(attrs=_MANY)
    )


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label=_("Đơn vị cần sửa gì"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class AgreeForm(forms.Form):
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=60, help_text=_("Ví dụ: BC-CAT."))
    signed_as = forms.CharField(
        label=_("Thẩm quyền, chức vụ"), max_length=300, help_text=_("Ví dụ: KT. GIÁM ĐỐC – PHÓ GIÁM ĐỐC.")
    )
    signed_by = forms.CharField(label=_("Người ký"), max_length=200)


class IssueForm(forms.Form):
    number = forms.IntegerField(label=_("Số văn bản"), min_value=1)
    dated = forms.DateField(label=_("Ngày ban hành"), widget=DayInput)
