"""Shapes of input only; what may be is decided by services."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import DayInput

Choices = Sequence[tuple[str, str]]


class SnapshotForm(forms.Form):
    """Closing figures: of which period with all that lie within it, of which place, of some forms or of all."""

    period = forms.ChoiceField(
        label=_("Kỳ báo cáo"), help_text=_("Chốt mọi biểu của các kỳ nằm trong kỳ này.")
    )
    place = forms.TypedChoiceField(label=_("Địa bàn"), coerce=int)
    data_sets = forms.MultipleChoiceField(
        label=_("Chỉ những biểu này"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn biểu nào thì chốt mọi biểu."),
    )  # fmt: skip
    title = forms.CharField(
        label=_("Tên lần chốt"),
        required=False,
        max_length=300,
        help_text=_("Bỏ trống thì lấy tên kỳ báo cáo."),
    )

    def __init__(
        self, given: Any, *, periods: Choices, places: Choices, data_sets: Choices
    ) -> None:  # fmt: skip
        super().__init__(given)
        for name, choices in (("period", periods), ("place", places), ("data_sets", data_sets)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class ReopenForm(forms.Form):
    """Opening a closed form again."""

    until = forms.DateField(label=_("Mở đến hết ngày"), widget=DayInput())
    reason = forms.CharField(label=_("Vì sao mở lại"), max_length=300)
