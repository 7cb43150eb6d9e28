"""The shapes of what is asked of the chain and told to it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import DayInput, PlainSelect
from chungtay.chain.queries import Asked
from chungtay.chain.rules import Coverage, PromiseKind
from chungtay.chain.words import KINDS

_GROUND = {"rows": 2}


class AskedForm(forms.Form):
    """What the address of the coverage page asks; what it does not understand asks nothing."""

    words = forms.CharField(required=False, max_length=100, label=_("Có chữ"))
    kind = forms.ChoiceField(required=False, choices=[("", _("Tất cả")), *KINDS.items()], label=_("Loại"))
    state = forms.ChoiceField(required=False, choices=[(state, state) for state in Coverage])

    def asked(self) -> Asked:
        self.is_valid()
        said = self.cleaned_data
        return Asked(
            Coverage(said["state"]) if said.get("state") else None,
            PromiseKind(said["kind"]) if said.get("kind") else None,
            said.get("words", ""),
        )


class LowerForm(forms.Form):
    """Hold one more plan against this one."""

    lower = forms.TypedChoiceField(coerce=int, label=_("Kế hoạch dưới"), widget=PlainSelect)
    unit = forms.TypedChoiceField(
        coerce=int, required=False, empty_value=None, label=_("Là kế hoạch của"), widget=PlainSelect,
        help_text=_("Để trống nếu chính là cơ quan ban hành."),
    )  # fmt: skip

    def __init__(
        self, *given: Any, lower: Iterable[tuple[int, str]], units: Iterable[tuple[int, str]], **named: Any
    ):
        super().__init__(*given, **named)
        self.fields["lower"].choices = [("", "—"), *lower]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", "—"), *units]  # type: ignore[attr-defined]


class HandForm(forms.Form):
    lower = forms.TypedChoiceField(
        coerce=int, label=_("Mục của kế hoạch dưới đã đáp ứng"), widget=PlainSelect
    )

    def __init__(self, *given: Any, promises: Iterable[tuple[int, str]], **named: Any):
        super().__init__(*given, **named)
        self.fields["lower"].choices = [("", "—"), *promises]  # type: ignore[attr-defined]


class GroundForm(forms.Form):
    ground = forms.CharField(
        required=False, max_length=500, label=_("Không áp dụng vì"), widget=forms.Textarea(attrs=_GROUND)
    )


class ProposeForm(forms.Form):
    due_on = forms.DateField(required=False, label=_("Đề nghị có trước ngày"), widget=DayInput)


class ReplyForm(forms.Form):
    reply = forms.CharField(
        required=False, max_length=500, label=_("Trả lời"), widget=forms.Textarea(attrs=_GROUND),
        help_text=_("Khi không áp dụng, hãy ghi vì sao. Không ghi tên, tuổi, địa chỉ của người dân."),
    )  # fmt: skip


class TakeForm(forms.Form):
    text = forms.CharField(label=_("Nhiệm vụ bổ sung"), widget=forms.Textarea(attrs={"rows": 3}))
    due_on = forms.DateField(required=False, label=_("Thời hạn"), widget=DayInput)
    ground = forms.CharField(max_length=500, label=_("Căn cứ"), widget=forms.Textarea(attrs=_GROUND))
