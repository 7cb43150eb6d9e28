"""The shape of what is asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.fhir.rules import Purpose

WORDS = {
    Purpose.TREATMENT: _("Điều trị tại cơ sở mình"),
    Purpose.COORDINATION: _("Chuyển, phối hợp điều trị với cơ sở khác"),
    Purpose.REQUESTED: _("Người bệnh yêu cầu"),
}


class PurposeForm(forms.Form):
    purpose = forms.TypedChoiceField(
        label=_("Lấy ra để làm gì"), choices=list(WORDS.items()), widget=forms.RadioSelect, coerce=Purpose
    )
