"""Shapes of input only; what may be is decided by services."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.agencies.rules import AgencyKind, AgencyLevel
from chungtay.base.web import DayInput
from chungtay.catalogue.rules import Aggregation, PeriodKind, ValueKind
from chungtay.catalogue.rules.own import OwnElement, OwnForm
from chungtay.catalogue.words import AGGREGATIONS, PERIOD_KINDS, REPORTERS, VALUE_KINDS

Choices = list[tuple[Any, str]]
_MANY = forms.CheckboxSelectMultiple


class ElementForm(forms.Form):
    name = forms.CharField(label=_("Tên chỉ tiêu"), max_length=240)
    definition = forms.CharField(
        label=_("Định nghĩa"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Để người đếm biết đếm gì, không đếm gì, vào ngày nào."),
    )
    unit = forms.CharField(label=_("Đơn vị tính"), max_length=20)
    kind = forms.ChoiceField(label=_("Loại số liệu"), choices=list(VALUE_KINDS.items()))
    aggregation = forms.ChoiceField(label=_("Cộng lại thế nào"), choices=list(AGGREGATIONS.items()))
    group = forms.ChoiceField(label=_("Nhóm"))
    breakdowns = forms.TypedMultipleChoiceField(
        label=_("Chia theo"),
        coerce=int,
        required=False,
        widget=_MANY,
        help_text=_("Nhiều nhất hai cách chia."),
    )
    reporter = forms.CharField(label=_("Ai biết con số này"), max_length=200)
    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DayInput())

    def __init__(self, *args: Any, groups: Choices, breakdowns: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = groups  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["breakdowns"].choices = breakdowns  # type: ignore[attr-defined]

    def asked(self) -> OwnElement:
        given = dict(self.cleaned_data)
        return OwnElement(
            **given
            | {
                "kind": ValueKind(given["kind"]),
                "aggregation": Aggregation(given["aggregation"]),
                "breakdowns": tuple(given["breakdowns"]),
            }
        )


class DataSetForm(forms.Form):
    name = forms.CharField(label=_("Tên biểu mẫu"), max_length=240)
    note = forms.CharField(
        label=_("Dặn người điền"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    period_kind = forms.ChoiceField(label=_("Kỳ báo cáo"), choices=list(PERIOD_KINDS.items()))
    due_days = forms.IntegerField(label=_("Hạn gửi, ngày làm việc sau khi hết kỳ"), initial=2)
    reporters = forms.MultipleChoiceField(
        label=_("Ai gửi"), required=False, widget=_MANY, choices=list(REPORTERS.items())
    )
    elements = forms.TypedMultipleChoiceField(label=_("Chỉ tiêu"), coerce=int, required=False, widget=_MANY)
    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DayInput())

    def __init__(self, *args: Any, elements: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["elements"].choices = elements  # type: ignore[attr-defined]  # a ChoiceField

    def asked(self) -> OwnForm:
        given = dict(self.cleaned_data)
        pairs = [code.split("/") for code in given["reporters"]]
        return OwnForm(
            **given
            | {
                "period_kind": PeriodKind(given["period_kind"]),
                "reporters": tuple((AgencyKind(kind), AgencyLevel(level)) for kind, level in pairs),
                "elements": tuple(given["elements"]),
            }
        )


class EndForm(forms.Form):
    on = forms.DateField(label=_("Không còn áp dụng từ ngày"), widget=DayInput())
