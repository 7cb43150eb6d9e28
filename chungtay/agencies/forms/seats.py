"""Shapes of input about seats and accounts; what may be is decided by services."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.agencies.rules import roles


class AccountForm(forms.Form):
    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    username = forms.CharField(
        label=_("Tên đăng nhập"), max_length=60, help_text=_("Chữ không dấu, số, dấu chấm.")
    )
    post_name = forms.CharField(label=_("Chức danh"), max_length=200)
    role = forms.ChoiceField(
        label=_("Vai trò"),
        choices=lambda: [
            (role.code, f"{gettext(role.name)}: {gettext(role.sentence)}") for role in roles().values()
        ],
        initial="department",
    )
