"""Shape of what is typed on the page of tokens; what it means is decided by services."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.api.rules import TokenScope, scopes
from chungtay.base.web import DayInput


class TokenForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Khóa dùng cho việc gì, trên máy nào"), max_length=80)
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Máy cầm khóa được làm gì"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Hãy chọn ít nhất một việc mà khóa được làm.")},
    )  # fmt: skip
    ends_on = forms.DateField(label=gettext_lazy("Ngày cuối cùng khóa còn dùng được"), widget=DayInput)

    def __init__(self, *given: Any, offered: list[TokenScope], **named: Any) -> None:
        super().__init__(*given, **named)
        choices = [(scope.value, _(scopes()[scope].sentence)) for scope in offered]
        self.fields["scopes"].choices = choices  # type: ignore[attr-defined]
        self.offered = offered

    def scopes_by_part(self) -> dict[str, list[BoundWidget]]:
        """The boxes to tick under what they are about: who needs three of thirty finds them."""
        boxes: dict[str, list[BoundWidget]] = {}
        for scope, box in zip(self.offered, self["scopes"].subwidgets, strict=True):
            boxes.setdefault(scopes()[scope].part, []).append(box)
        return boxes


class RevokeForm(forms.Form):
    token = forms.IntegerField(min_value=1)
