"""The shape of a day off that is not in the calendar yet."""

from datetime import date
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import DayInput


class DayOffForm(forms.Form):
    name = forms.CharField(label=_("Ngày nghỉ"), max_length=200)
    first = forms.DateField(label=_("Từ ngày"), widget=DayInput)
    last = forms.DateField(label=_("Đến ngày"), widget=DayInput)
    ground = forms.CharField(label=_("Căn cứ"), max_length=300, help_text=_("Số, ngày của thông báo nghỉ."))

    def clean_last(self) -> date:
        first, last = self.cleaned_data.get("first"), self.cleaned_data["last"]
        if first and last < first:
            raise forms.ValidationError(_("Ngày cuối sớm hơn ngày đầu."))
        return cast(date, last)
