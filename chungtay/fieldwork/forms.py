"""Forms of the field: shape only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import DayInput


class PhoneForm(forms.Form):
    label = forms.CharField(
        label=_("Tên điện thoại"), max_length=60, help_text=_("Để sau này nhận ra, ví dụ: máy của trạm y tế.")
    )


class MapForm(forms.Form):
    """What the map shows, in its address."""

    tu = forms.DateField(label=_("Từ ngày"), widget=DayInput, required=False)
    den = forms.DateField(label=_("Đến ngày"), widget=DayInput, required=False)
    don_vi = forms.ChoiceField(
        label=_("Đơn vị hành chính"),
        required=False,
        choices=[("", _("hiện nay")), ("cu", _("trước 01/7/2025"))],
    )
