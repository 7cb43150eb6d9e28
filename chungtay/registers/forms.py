"""The shape of what people send."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import DayInput
from chungtay.registers.words import STATES
from chungtay.xlsforms.rules.composing import CHOOSES, Ask, NewQuestion


class FilterForm(forms.Form):
    """What a list shows; what cannot be read is passed over."""

    q = forms.CharField(label=_("Tìm"), required=False, max_length=200)
    tu = forms.DateField(label=_("Từ ngày"), required=False, widget=DayInput)
    den = forms.DateField(label=_("Đến ngày"), required=False, widget=DayInput)
    co_quan = forms.TypedChoiceField(label=_("Cơ quan"), required=False, coerce=int, empty_value=None)
    noi = forms.TypedChoiceField(label=_("Nơi"), required=False, coerce=int, empty_value=None)
    trang_thai = forms.ChoiceField(
        label=_("Tình trạng"), required=False,
        choices=[("", _("mọi tình trạng")), *((state.value, word) for state, word in STATES.items())],
    )  # fmt: skip


class SheetForm(forms.Form):
    file = forms.FileField(label=_("Tệp .xlsx hoặc .csv đã điền"))


class ReasonForm(forms.Form):
    words = forms.CharField(
        label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}), required=False
    )


ASKS = {
    Ask.TEXT: _("một dòng chữ"),
    Ask.LONG_TEXT: _("nhiều dòng chữ"),
    Ask.INTEGER: _("số nguyên"),
    Ask.DECIMAL: _("số có phần lẻ"),
    Ask.DATE: _("ngày"),
    Ask.ONE: _("chọn một"),
    Ask.MANY: _("chọn nhiều"),
    Ask.POINT: _("vị trí trên bản đồ"),
    Ask.PHOTO: _("ảnh"),
}


class QuestionForm(forms.Form):
    """One question more."""

    label = forms.CharField(label=_("Câu hỏi"), max_length=200)
    ask = forms.TypedChoiceField(label=_("Trả lời bằng"), choices=list(ASKS.items()), coerce=Ask)
    choices = forms.CharField(
        label=_("Các lựa chọn, mỗi dòng một mục"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Chỉ cho câu chọn một, chọn nhiều."),
    )  # fmt: skip
    hint = forms.CharField(label=_("Hướng dẫn"), required=False, max_length=300)
    required = forms.BooleanField(label=_("Bắt buộc trả lời"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("ask") in CHOOSES and len(self._offered()) < 2:
            self.add_error("choices", gettext("Hãy ghi ít nhất hai lựa chọn, mỗi dòng một mục."))
        return given

    def _offered(self) -> tuple[str, ...]:
        lines = self.cleaned_data.get("choices", "").splitlines()
        return tuple(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))

    def question(self) -> NewQuestion:
        said = self.cleaned_data
        return NewQuestion(
            said["ask"], " ".join(said["label"].split()), said["hint"], said["required"],
            self._offered() if said["ask"] in CHOOSES else (),
        )  # fmt: skip


class DesignForm(forms.Form):
    """What a register is called, and its form as .xlsx (XLSForm) or written here as a table."""

    title = forms.CharField(label=_("Tên sổ"), required=False, max_length=200)
    file = forms.FileField(label=_("Tệp .xlsx theo chuẩn XLSForm"), required=False)
    source = forms.CharField(
        label=_("Biểu mẫu viết thành bảng"), required=False, max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "lang": "vi"}),
        help_text=_("Mỗi dòng một câu hỏi. Có thể sửa thẳng ở đây sau khi gửi tệp."),
    )  # fmt: skip
