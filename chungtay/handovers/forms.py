"""Shapes of input; what may be is decided by services."""

from collections.abc import Sequence
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
    codes = forms.MultipleChoiceField(
        label=_("Hồ sơ chưa rõ về cơ quan nào sau khi chia"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Đối chiếu nơi ở với địa giới mới, rồi đánh dấu hồ sơ thuộc cơ quan mình."),
    )  # fmt: skip
    field_order = ["body", "codes", "ground"]

    def __init__(
        self, said: Any, *, left: list[tuple[int, str]], unsure: Sequence[tuple[str, str]] = ()
    ) -> None:
        """``left``: bodies that ended and still keep files, with how many; ``unsure``: files, where people live."""
        super().__init__(said, initial={"body": left[0][0]} if len(left) == 1 else {})
        cast(Any, self.fields["body"]).choices = left
        cast(Any, self.fields["codes"]).choices = unsure
        if not unsure:
            del self.fields["codes"]


class UnitsForm(GroundForm):
    on = forms.DateField(
        label=_("Ngày các đơn vị mới bắt đầu"), widget=forms.DateInput(attrs={"type": "date"})
    )
    field_order = ["on", "ground"]


class UndoForm(forms.Form):
    ground = forms.CharField(label=_("Vì sao hoàn tác"), max_length=500)
