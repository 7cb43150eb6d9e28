"""Shape of input about passing on posts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PassOnForm(forms.Form):
    holdings = forms.TypedMultipleChoiceField(
        label=_("Chức danh bàn giao"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    username = forms.CharField(
        label=_("Tên đăng nhập của người nhận"), max_length=60,
        help_text=_("Tài khoản đã có; với người mới thì là tên đăng nhập sẽ lập."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Họ và tên người mới"), max_length=120, required=False,
        help_text=_("Chỉ điền khi người nhận chưa có tài khoản. Mỗi người một tài khoản, không dùng lại của người cũ."),
    )  # fmt: skip
    on = forms.DateField(
        label=_("Từ ngày"), widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Từ ngày này người nhận giữ chức danh; người bàn giao không còn giữ."),
    )  # fmt: skip
    ground = forms.CharField(
        label=_("Căn cứ"), max_length=500,
        help_text=_("Số, ngày của quyết định điều động, phân công."),
    )  # fmt: skip

    def __init__(self, *args: Any, posts: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holdings"].choices = posts  # type: ignore[attr-defined]
        self.fields["holdings"].initial = [number for number, _name in posts]
