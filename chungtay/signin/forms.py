"""Shapes of what is typed at the door; what it opens is decided by services."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# Long enough for any sentence; the hash itself takes any length.
_LONGEST = 256


class PasswordInput(forms.PasswordInput):
    """A password that can be pasted, and shown (signin/js/password.js adds the button)."""

    def __init__(self, autocomplete: str) -> None:
        super().__init__(attrs={"autocomplete": autocomplete, "data-password": ""})


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autofocus": True, "autocomplete": "username webauthn", "autocapitalize": "none"}
        ),
    )
    password = forms.CharField(
        label=_("Mật khẩu"), strip=False, max_length=_LONGEST, widget=PasswordInput("current-password")
    )

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).strip().lower()


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Mã 6 số, hoặc một mã dự phòng"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autofocus": True, "autocomplete": "one-time-code", "autocapitalize": "characters"}
        ),
    )


class AppForm(forms.Form):
    code = forms.CharField(
        label=_("Mã 6 số đang hiện trong ứng dụng"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class AgainForm(forms.Form):
    password = forms.CharField(
        label=_("Mật khẩu"), strip=False, max_length=_LONGEST, widget=PasswordInput("current-password")
    )


class FactorNameForm(forms.Form):
    name = forms.CharField(label=_("Tên gọi"), max_length=60)


class SessionForm(forms.Form):
    session = forms.UUIDField(required=False)  # its handle; none for all the others


class PasswordForm(forms.Form):
    old = forms.CharField(
        label=_("Mật khẩu hiện tại"),
        strip=False,
        max_length=_LONGEST,
        widget=PasswordInput("current-password"),
    )
    new = forms.CharField(
        label=_("Mật khẩu mới"), strip=False, max_length=_LONGEST, widget=PasswordInput("new-password"),
        help_text=_("Ít nhất 10 ký tự; nên là một câu dễ nhớ. Không cần chữ hoa, số hay ký hiệu."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("new") and cleaned["new"] == cleaned.get("old"):
            self.add_error("new", _("Hãy chọn mật khẩu khác với mật khẩu hiện tại."))
        return cleaned
