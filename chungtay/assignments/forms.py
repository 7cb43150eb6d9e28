"""The shape of what people send; what it means is decided in rules and services."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.assignments.queries import Owner
from chungtay.assignments.rules import Step
from chungtay.assignments.words import TURNS
from chungtay.base.web import DayInput, PlainSelect, VietnameseSelect


class HandOutForm(forms.Form):
    owner = forms.ChoiceField(label=_("Giao cho"), widget=VietnameseSelect)
    ground = forms.CharField(
        label=_("Căn cứ"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Văn bản, ý kiến chỉ đạo hoặc lý do; mọi người trong cuộc đều đọc được."),
    )  # fmt: skip

    def __init__(self, *args: Any, many: Iterable[Owner], single: Iterable[Owner], **given: Any) -> None:
        super().__init__(*args, **given)
        cast(Any, self.fields["owner"]).choices = [
            ("", _("Chọn cơ quan hoặc nhóm")),
            (_("Nhiều đơn vị, kể cả đơn vị lập sau này"), [(o.key, f"{o.name} ({o.units})") for o in many]),
            (_("Một cơ quan"), [(owner.key, owner.name) for owner in single]),
        ]


class StepForm(forms.Form):
    """One step with a share: what it needs besides the button depends on the step, and rules say what is missing."""

    step = forms.ChoiceField(choices=[(step.value, step.value) for step in Step])
    words = forms.CharField(
        label=_("Lý do"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    agency = forms.TypedChoiceField(
        label=_("Cơ quan nên nhận"), required=False, coerce=int, empty_value=None, widget=PlainSelect
    )
    day = forms.DateField(label=_("Ngày mới"), required=False, widget=DayInput)

    def __init__(self, *args: Any, bodies: Iterable[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        cast(Any, self.fields["agency"]).choices = [("", str(_("Chọn cơ quan"))), *bodies]

    def clean_step(self) -> Step:
        return Step(self.cleaned_data["step"])


class CountForm(forms.Form):
    quota = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.IntegerField(
        label=_("Làm thêm được"),
        min_value=-999,
        max_value=999,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    words = forms.CharField(label=_("Ở đâu, việc gì"), required=False, max_length=500)


class WordsForm(forms.Form):
    words = forms.CharField(
        label=_("Cơ quan mình đã phối hợp việc gì"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Không ghi tên hay thông tin của người nghiện, người tố giác."),
    )  # fmt: skip


class QuotaForm(forms.Form):
    task = forms.TypedChoiceField(label=_("Việc"), coerce=int, widget=PlainSelect)
    minimum = forms.IntegerField(label=_("Ít nhất"), min_value=1, max_value=9999)
    maximum = forms.IntegerField(label=_("Nhiều nhất"), required=False, min_value=1, max_value=9999)
    noun = forms.CharField(
        label=_("Đếm cái gì"), max_length=60, help_text=_("Ví dụ: mô hình, lớp, cuộc, buổi.")
    )
    every = forms.ChoiceField(label=_("Trong kỳ nào"), required=False, choices=list(TURNS.items()))

    def __init__(self, *args: Any, tasks: Iterable[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        cast(Any, self.fields["task"]).choices = list(tasks)
