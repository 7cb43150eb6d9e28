"""Shapes of input only; what may be is decided by services."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import DayInput


class ReopenForm(forms.Form):
    """Opening a closed form again."""

    until = forms.DateField(label=_("Mở đến hết ngày"), widget=DayInput())
    reason = forms.CharField(label=_("Vì sao mở lại"), max_length=300)
