"""Shapes of input; what may be is decided by services."""

from django import forms
from django.utils.translation import gettext_lazy as _


class GroundForm(forms.Form):
    ground = forms.CharField(
        label=_("Căn cứ"),
        max_length=500,
        help_text=_("Số, ký hiệu, ngày của văn bản cho chuyển giao."),
    )


class UnitsForm(GroundForm):
    on = forms.DateField(
        label=_("Ngày các đơn vị mới bắt đầu"), widget=forms.DateInput(attrs={"type": "date"})
    )
    field_order = ["on", "ground"]


class UndoForm(forms.Form):
    ground = forms.CharField(label=_("Vì sao hoàn tác"), max_length=500)
