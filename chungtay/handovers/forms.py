"""Shapes of input; what may be is decided by services."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _


class GroundForm(forms.Form):
    ground = forms.CharField(
        label=_("Căn cứ"),
        max_length=500,
        help_text=_("Số, ký hiệu, ngày của văn bản cho chuyển giao."),
    )


class FilesForm(GroundForm):
    body = forms.TypedChoiceField(label=_("Cơ quan đã kết thúc"), coerce=int, widget=forms.RadioSelect)
    field_order = ["body", "ground"]

    def __init__(self, said: Any, *, left: list[tuple[int, str]]) -> None:
        """``left``: bodies that ended and still keep files, with how many."""
        super().__init__(said, initial={"body": left[0][0]} if len(left) == 1 else {})
        cast(Any, self.fields["body"]).choices = left


class UnitsForm(GroundForm):
    on = forms.DateField(
        label=_("Ngày các đơn vị mới bắt đầu"), widget=forms.DateInput(attrs={"type": "date"})
    )
    field_order = ["on", "ground"]


class UndoForm(forms.Form):
    ground = forms.CharField(label=_("Vì sao hoàn tác"), max_length=500)
