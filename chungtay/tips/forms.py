"""Shapes of what comes in; what it means is decided by rules and services."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import FilesField, ManyFiles
from chungtay.tips.rules import Outcome, Source, Strength, TipKind, TransferGround
from chungtay.tips.words import GROUNDS, KINDS, OUTCOMES, SOURCES, STRENGTHS

Choices = list[tuple[Any, Any]]


class _Words(forms.Form):
    text = forms.CharField(
        label=_("Điều bạn muốn báo"), error_messages={"required": _("Hãy viết điều cần báo.")},
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Ở đâu, khi nào, việc gì. Đừng viết tên, số điện thoại, nơi ở của chính bạn."),
    )  # fmt: skip
    photos = FilesField(
        label=_("Ảnh"), required=False,
        widget=ManyFiles(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("Ngày giờ, vị trí, tên máy ghi trong ảnh được bỏ đi trước khi cất."),
    )  # fmt: skip


class TipForm(_Words):
    subject = forms.ChoiceField(
        label=_("Bạn muốn báo việc gì?"), widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Hãy chọn việc muốn báo.")),
    )  # fmt: skip
    commune = forms.TypedChoiceField(
        label=_("Ở xã, phường nào?"), coerce=int, empty_value=None, required=False,
        error_messages={"invalid_choice": _("Hãy chọn lại xã, phường.")},
    )  # fmt: skip
    about = forms.TypedChoiceField(
        label=_("Tin có nói tới cơ quan nào không?"), coerce=int, empty_value=None, required=False,
        help_text=_("Cơ quan được nói tới và các đơn vị dưới nó sẽ không nhận được tin này."),
        error_messages={"invalid_choice": _("Hãy chọn lại cơ quan mà tin nói tới.")},
    )  # fmt: skip
    field_order = ["subject", "commune", "about", "text", "photos"]

    def __init__(self, *args: Any, subjects: Choices, communes: Choices, bodies: Choices) -> None:
        super().__init__(*args)
        cast(Any, self.fields["subject"]).choices = subjects
        cast(Any, self.fields["commune"]).choices = [("", _("Không rõ, hoặc toàn tỉnh")), *communes]
        cast(Any, self.fields["about"]).choices = [("", _("Không")), *bodies]


class TakenForm(TipForm):
    """What somebody told by other ways; who they are only where they want to be called, and then sealed as well."""

    source = forms.ChoiceField(
        label=_("Tin đến bằng cách nào?"),
        choices=[(word.value, SOURCES[word]) for word in Source if word != Source.WEB],
    )  # fmt: skip
    strength = forms.ChoiceField(
        label=_("Người báo biết việc này thế nào?"),
        choices=[(word.value, STRENGTHS[word]) for word in Strength],
    )
    callback = forms.CharField(
        label=_("Cách gọi lại"), required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Chỉ ghi khi chính người báo muốn được gọi lại; được niêm phong cùng nội dung."),
    )  # fmt: skip
    field_order = ["source", "strength", "subject", "commune", "about", "text", "callback", "photos"]

    def said(self) -> str:
        """The words with the way to call back beneath them."""
        callback = self.cleaned_data["callback"]
        text: str = self.cleaned_data["text"]
        return f"{text}\n\n{gettext('Người báo muốn được gọi lại')}: {callback}" if callback else text


class ReceiptForm(forms.Form):
    receipt = forms.CharField(
        label=_("Mã nhận"), widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("20 chữ số; cách nhau thế nào cũng được."),
        error_messages={"required": _("Hãy nhập mã nhận.")},
    )  # fmt: skip


class MoreForm(_Words):
    pass


class PassphraseForm(forms.Form):
    passphrase = forms.CharField(
        label=_("Câu mở khóa"), max_length=200, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip


class SharesForm(forms.Form):
    shares = forms.CharField(
        label=_("Các mảnh khóa, mỗi mảnh một dòng"),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )

    def said(self) -> list[str]:
        return [line for line in self.cleaned_data["shares"].splitlines() if line.strip()]


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Trả lời người gửi"), widget=forms.Textarea(attrs={"rows": 5}))
    outcome = forms.ChoiceField(
        label=_("Kết thúc tin với kết quả"), required=False,
        choices=[("", _("chưa kết thúc, còn xử lý")), *((word.value, OUTCOMES[word]) for word in Outcome)],
    )  # fmt: skip


class ClassifyForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Tin này là"),
        choices=[(word.value, KINDS[word]) for word in TipKind],
        widget=forms.RadioSelect,
    )


class ForwardForm(forms.Form):
    number = forms.CharField(label=_("Số tiếp nhận ở nơi chuyển đến"), max_length=300)
    sure = forms.BooleanField(
        label=_("Nơi ấy đã nhận đủ nội dung và ảnh"),
        help_text=_("Nội dung và ảnh ở đây được xóa ngay; chỉ còn số tiếp nhận, giờ, địa bàn, tình trạng."),
        error_messages={"required": _("Hãy xác nhận nơi ấy đã nhận đủ, vì nội dung ở đây sẽ bị xóa.")},
    )  # fmt: skip


class TransferForm(forms.Form):
    agency = forms.TypedChoiceField(label=_("Chuyển cho cơ quan"), coerce=int)
    ground = forms.ChoiceField(
        label=_("Lý do"), choices=[(word.value, GROUNDS[word]) for word in TransferGround]
    )

    def __init__(self, *args: Any, bodies: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        cast(Any, self.fields["agency"]).choices = bodies
