"""The shape of a person's wishes and of the code that proves an address."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from chungtay.notices.rules import Channel, Wishes


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time", "required": True}, format="%H:%M")


class WishesForm(forms.Form):
    hour = forms.TimeField(
        label=_("Giờ nhận bản tóm tắt trong ngày"),
        help_text=_("Mỗi ngày nhiều nhất một bản, gộp mọi việc."),
        widget=_clock(),
    )
    quiet_from = forms.TimeField(
        label=_("Yên tĩnh từ"), help_text=_("Không gửi gì trong khoảng này."), widget=_clock()
    )
    quiet_to = forms.TimeField(label=_("đến"), widget=_clock())
    working_days_only = forms.BooleanField(
        label=_("Chỉ nhắc vào ngày làm việc"),
        help_text=_("Thời hạn do luật định thì ngày nghỉ vẫn nhắc, ngoài giờ yên tĩnh."),
        required=False,
    )
    mail = forms.EmailField(
        label=_("Thư điện tử"),
        help_text=_("Thư ghi tên việc và hạn. Một mã được gửi đến để chắc là địa chỉ của anh/chị."),
        required=False,
    )
    phone = forms.CharField(
        label=_("Số điện thoại nhận Zalo hoặc SMS"),
        help_text=_("Tin chỉ ghi số việc và đường dẫn, không ghi tên việc."),
        required=False,
        validators=[
            RegexValidator(r"^(\+84|0)[0-9]{9,10}$", _("Số điện thoại viết liền, thí dụ 0912345678."))
        ],
    )

    def __init__(self, *args: Any, offered: frozenset[Channel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for channel, name in ((Channel.MAIL, "mail"), (Channel.WEBHOOK, "phone")):
            if channel not in offered:
                del self.fields[name]

    def said(self) -> dict[str, Any]:
        """What services.set_wishes takes."""
        words = dict(self.cleaned_data)
        addresses = {name: words.pop(name, "") for name in ("mail", "phone")}
        return {"wishes": Wishes(**words), **addresses}


class CodeForm(forms.Form):
    channel = forms.ChoiceField(choices=[(channel, channel) for channel in Channel], widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Mã vừa nhận"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )
