"""Shapes of what comes in; what it means is decided by rules and services."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import PlainSelect
from chungtay.comparisons.rules import ComparedList

SHEET_LIMIT = 5 * 1024 * 1024


class PutInForm(forms.Form):
    """One's own list."""

    listed = forms.TypedChoiceField(
        label=_("Danh sách của cơ quan mình"), coerce=ComparedList, widget=forms.RadioSelect
    )
    sheet = forms.FileField(
        label=_("Tệp danh sách"), required=False,
        help_text=_(
            "Chỉ khi chọn danh sách trong tệp: .xlsx có cột họ tên, ngày sinh, số giấy tờ. Đọc rồi bỏ, không lưu."
        ),
    )  # fmt: skip

    def __init__(self, *given: Any, lists: Iterable[tuple[str, Any]], **named: Any) -> None:
        super().__init__(*given, **named)
        cast(Any, self.fields["listed"]).choices = list(lists)

    def clean_sheet(self) -> bytes:
        sheet = self.cleaned_data["sheet"]
        if sheet is not None and sheet.size > SHEET_LIMIT:
            raise forms.ValidationError(_("Tệp lớn quá 5 MB."))
        return sheet.read() if sheet is not None else b""


class AskForm(PutInForm):
    """Whom one asks, on which ground and what for."""

    other = forms.TypedChoiceField(label=_("Đối chiếu với cơ quan"), coerce=int, widget=PlainSelect)
    ground = forms.CharField(
        label=_("Căn cứ"), max_length=200, help_text=_("Số, ngày của văn bản phối hợp. Đừng ghi tên người."),
    )  # fmt: skip
    purpose = forms.CharField(
        label=_("Con số dùng để làm gì"), max_length=200,
        help_text=_("Ví dụ: số người được điều trị trên địa bàn năm 2026.")
    )  # fmt: skip
    field_order = ["other", "ground", "purpose", "listed", "sheet"]

    def __init__(self, *given: Any, bodies: Iterable[tuple[int, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        cast(Any, self.fields["other"]).choices = [("", "—"), *bodies]


class DeclineForm(forms.Form):
    why = forms.CharField(label=_("Vì sao thôi"), max_length=200, help_text=_("Đừng ghi tên người."))
