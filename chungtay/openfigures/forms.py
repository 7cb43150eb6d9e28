"""The shape of a choice of what to publish."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.openfigures.rules import Chosen, Span
from chungtay.places.rules import HORIZON, Kind

SPANS = {Span.MONTH: _("Từng tháng"), Span.QUARTER: _("Từng quý"), Span.YEAR: _("Từng năm")}


class ChooseForm(forms.Form):
    do = forms.ChoiceField(label=_("Chỉ số, chỉ tiêu"))
    cap = forms.ChoiceField(label=_("Chia theo"), required=False)
    ky = forms.ChoiceField(label=_("Kỳ"), choices=list(SPANS.items()))
    tu = forms.TypedChoiceField(label=_("Từ năm"), coerce=int)

    def __init__(
        self,
        given: Any,
        *,
        measures: Iterable[tuple[str, list[tuple[str, str]]]],
        splits: Mapping[str, str],
        today: date,
    ) -> None:
        super().__init__(given)
        by: list[tuple[str, Any]] = [("", _("Chỉ toàn tỉnh")), (str(Kind.COMMUNE), _("Xã, phường"))]
        by += [(f"phan.{code}", name) for code, name in splits.items()]
        years = [(str(year), str(year)) for year in range(today.year, HORIZON.year - 1, -1)]
        for name, choices in (("do", list(measures)), ("cap", by), ("tu", years)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type alone
            field.choices = choices

    def chosen(self, province: int) -> Chosen:
        said = self.cleaned_data
        return Chosen(province, said["do"], said["cap"], Span(said["ky"]), said["tu"])


class GroundForm(forms.Form):
    ground = forms.CharField(
        label=_("Theo văn bản, ý kiến"),
        help_text=_("Số, ký hiệu và ngày của văn bản cho phép công bố."),
        max_length=300,
    )
