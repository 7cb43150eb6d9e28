"""The shape of what people send."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import DayInput
from chungtay.registers.words import STATES


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


class DesignForm(forms.Form):
    """A form as .xlsx (XLSForm), or written here as a table."""

    file = forms.FileField(label=_("Tệp .xlsx theo chuẩn XLSForm"), required=False)
    source = forms.CharField(
        label=_("Biểu mẫu viết thành bảng"), required=False, max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "lang": "vi"}),
        help_text=_("Mỗi dòng một câu hỏi. Có thể sửa thẳng ở đây sau khi gửi tệp."),
    )  # fmt: skip
