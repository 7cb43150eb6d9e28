"""Shapes of what comes in; what it means is decided by rules and services."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import DayInput, PlainSelect
from chungtay.people.words import PURPOSES

SHEET_LIMIT = 5 * 1024 * 1024


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(
        label=_("Bạn xem để làm gì?"), choices=list(PURPOSES.items()), widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn mục đích: nhật ký ghi lại mỗi lần xem.")},
    )  # fmt: skip
    paper = forms.CharField(
        label=_("Số hồ sơ hoặc văn bản"), required=False, max_length=100,
        help_text=_("Nếu có. Đừng ghi tên người vào đây."),
    )  # fmt: skip

    def told(self) -> str:
        """The purpose as the journal keeps it, in the language of the house."""
        said = self.cleaned_data
        return ": ".join(filter(None, (str(PURPOSES[said["purpose"]]), said["paper"])))


class FindForm(PurposeForm):
    name = forms.CharField(label=_("Họ và tên"), required=False, max_length=100)
    born = forms.CharField(
        label=_("Ngày sinh"), required=False, max_length=12, help_text=_("17/05/1990, 05/1990 hoặc 1990")
    )
    number = forms.CharField(label=_("Số căn cước, chứng minh nhân dân"), required=False, max_length=20)
    field_order = ["name", "born", "number", "purpose", "paper"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not said.get("number") and not said.get("name"):
            self.add_error("name", _("Hãy ghi họ tên hoặc số giấy tờ."))
        return said


class DecideForm(forms.Form):
    other = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Vì sao?"),
        max_length=300,
        help_text=_("Ví dụ: đã đối chiếu căn cước gốc. Đừng ghi tên người."),
    )


class ListForm(forms.Form):
    sheet = forms.FileField(
        label=_("Tệp danh sách (.xlsx, .xls)"), error_messages={"required": _("Hãy chọn tệp danh sách.")}
    )

    def clean_sheet(self) -> Any:
        sheet = self.cleaned_data["sheet"]
        if sheet.size > SHEET_LIMIT:
            raise forms.ValidationError(
                _("Tệp lớn quá 5 MB. Hãy bỏ ảnh trong tệp, hoặc chia thành nhiều tệp.")
            )
        return sheet


class TakeForm(forms.Form):
    way = forms.ChoiceField(label=_("Căn cứ của những người trong danh sách"), widget=PlainSelect)
    on = forms.DateField(
        label=_("Ngày của căn cứ"), required=False, widget=DayInput,
        help_text=_("Dùng cho dòng không ghi ngày riêng."),
    )  # fmt: skip
    paper = forms.CharField(
        label=_("Giấy tờ chứng minh"), max_length=200, required=False,
        help_text=_("Dùng cho dòng không ghi giấy tờ riêng, ví dụ: Danh sách bàn giao số 01."),
    )  # fmt: skip

    def __init__(self, *args: Any, ways: list[tuple[str, str]], today: date, **named: Any) -> None:
        """``ways``: on which grounds the room of files takes people of a list."""
        super().__init__(*args, **named)
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        cast(Any, self.fields["way"]).choices = ways
