"""The shapes of what is told to the room."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import DayInput
from chungtay.care.rules import tdi_items
from chungtay.care.words import (
    DOSES,
    HELPS,
    NOTES,
    PARTS,
    REACHED,
    ROOMS,
    TREATMENTS,
    answer_words,
    item_words,
)

_LONG = {"rows": 4}


def _choice(words: Mapping[Any, Promise], label: Any, **more: Any) -> forms.TypedChoiceField:
    kind: Any = type(next(iter(words)))
    return forms.TypedChoiceField(label=label, choices=list(words.items()), coerce=kind, **more)


class AdmitForm(forms.Form):
    file = forms.CharField(
        label=_("Mã hồ sơ"), max_length=40, help_text=_("Trên giấy giới thiệu hoặc quyết định.")
    )
    treatment = _choice(TREATMENTS, _("Điều trị"))
    room = _choice(ROOMS, _("Chỗ"))
    on = forms.DateField(label=_("Ngày tiếp nhận"), widget=DayInput)


class DoseForm(forms.Form):
    patient = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.DateField(widget=forms.HiddenInput)
    state = _choice(DOSES, _("Liều hôm nay"))


class FollowUpForm(forms.Form):
    how = _choice(REACHED, _("Đã làm"))
    outcome = forms.CharField(label=_("Kết quả"), widget=forms.Textarea(attrs=_LONG), max_length=2000)


class NoteForm(forms.Form):
    kind = _choice(NOTES, _("Loại ghi chép"))
    on = forms.DateField(label=_("Ngày"), widget=DayInput)
    text = forms.CharField(label=_("Nội dung"), widget=forms.Textarea(attrs=_LONG), max_length=8000)


class DemandForm(forms.Form):
    """One field for each item of tdi.toml."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for item in tdi_items():
            self.fields[item.code] = (
                forms.ChoiceField(
                    label=item_words(item),
                    required=False,
                    choices=[("", "—"), *((one, answer_words(item, one)) for one in item.choices)],
                )
                if item.choices
                else forms.CharField(label=item_words(item), required=False, max_length=200)
            )


class DischargeForm(forms.Form):
    on = forms.DateField(label=_("Ngày ra"), widget=DayInput)


class PlacesForm(forms.Form):
    room = _choice(ROOMS, _("Chỗ dành cho"))
    number = forms.IntegerField(label=_("Số chỗ"), min_value=0, max_value=100_000)
    since = forms.DateField(label=_("Từ ngày"), widget=DayInput)


class HelperForm(forms.Form):
    part = _choice(PARTS, _("Phần việc"))
    name = forms.CharField(label=_("Họ tên"), max_length=120, help_text=_("Theo quyết định phân công."))


class HelpForm(forms.Form):
    kind = _choice(HELPS, _("Đã làm gì"))
    on = forms.DateField(label=_("Ngày"), widget=DayInput)
    until = forms.DateField(label=_("Đến ngày"), widget=DayInput, required=False)
    amount = forms.IntegerField(label=_("Số tiền vay (đồng)"), required=False, min_value=1)
    note = forms.CharField(
        label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs=_LONG), max_length=2000,
        help_text=_("Không ghi chuyện khám chữa bệnh ở đây."),
    )  # fmt: skip
