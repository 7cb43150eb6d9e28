"""The shape of what people send; what it means is decided in rules and services."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.base.web import DayInput, FilesField, PlainSelect
from chungtay.budgets.queries import LineSaid
from chungtay.plans.queries import Choices
from chungtay.plans.rules import ShareState, StateWord, TaskFilter, TaskKind
from chungtay.plans.words import KINDS, MINE, MOVES, STATES


class ProgressForm(forms.Form):
    """One report on a share; ``state`` is the button that was pressed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        choices=list(MOVES.items()),
        error_messages={"required": _("Hãy bấm một trong các nút bên dưới.")},
    )
    percent = forms.IntegerField(
        label=_("Tiến độ (%)"), required=False, min_value=0, max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Đã làm gì, vướng gì"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Không ghi tên hay thông tin của người nghiện, người tố giác."),
    )  # fmt: skip
    attached = FilesField(label=_("Tệp kèm theo"), required=False)

    def clean_state(self) -> ShareState:
        return ShareState(self.cleaned_data["state"])


class TaskFilterForm(forms.Form):
    """What the address of the task list asks; what it does not understand asks nothing. The page has its labels."""

    words = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(required=False, choices=[("", _("Tất cả")), *STATES.items()])
    kind = forms.ChoiceField(required=False, choices=[("", _("Tất cả")), *KINDS.items()])
    mine = forms.ChoiceField(required=False, choices=[("", _("Tất cả")), *MINE.items()])
    agency = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, widget=PlainSelect)
    plan = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, widget=PlainSelect)
    place = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, widget=PlainSelect)
    section = forms.IntegerField(required=False)
    due_from = forms.DateField(required=False, widget=DayInput)
    due_to = forms.DateField(required=False, widget=DayInput)
    sort = forms.CharField(required=False)

    def __init__(self, query: QueryDict, offered: Choices) -> None:
        super().__init__(query)
        for name, choices in (
            ("agency", offered.agencies),
            ("plan", offered.plans),
            ("place", offered.places),
        ):
            cast(Any, self.fields[name]).choices = [("", str(_("Tất cả"))), *choices]

    def asked(self) -> TaskFilter:
        self.full_clean()
        given = {field.name: self.cleaned_data.get(field.name) for field in fields(TaskFilter)}
        state, kind = given.pop("state"), given.pop("kind")
        kept = {name: value for name, value in given.items() if value not in (None, "")}
        return TaskFilter(
            state=StateWord(state) if state else None, kind=TaskKind(kind) if kind else None, **kept
        )


class GroundForm(forms.Form):
    ground = forms.CharField(
        label=_("Căn cứ"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Văn bản, ý kiến chỉ đạo hoặc lý do; mọi người trong cuộc đều đọc được."),
    )  # fmt: skip


class DueForm(GroundForm):
    due_on = forms.DateField(
        label=_("Hạn mới"), required=False, widget=DayInput,
        help_text=_("Để trống nếu không còn hạn."),
    )  # fmt: skip
    field_order = ["due_on", "ground"]


class AssignForm(GroundForm):
    leads = forms.TypedMultipleChoiceField(
        label=_("Chủ trì"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    supports = forms.TypedMultipleChoiceField(
        label=_("Phối hợp"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    field_order = ["leads", "supports", "ground"]

    def __init__(self, *args: Any, agencies: Iterable[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        choices = list(agencies)
        for name in ("leads", "supports"):
            cast(Any, self.fields[name]).choices = choices


class MoneyForm(forms.Form):
    lines = forms.TypedMultipleChoiceField(
        label=_("Dòng kinh phí"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Một dòng có thể chi cho nhiều nhiệm vụ; khi cộng, mỗi dòng chỉ tính một lần."),
    )  # fmt: skip

    def __init__(self, *args: Any, lines: Iterable[LineSaid], **given: Any) -> None:
        super().__init__(*args, **given)
        cast(Any, self.fields["lines"]).choices = [(line.line, line.name) for line in lines]


class TaskForm(AssignForm):
    text = forms.CharField(
        label=pgettext_lazy("one", "Nhiệm vụ"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    section = forms.TypedChoiceField(label=_("Thuộc phần"), coerce=int, required=False, empty_value=None)
    due_on = forms.DateField(label=_("Hạn"), required=False, widget=DayInput)
    done_when = forms.CharField(
        label=_("Biết là xong khi"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ví dụ: kế hoạch đã ban hành; đủ 10 lớp tập huấn."),
    )  # fmt: skip
    field_order = ["text", "section", "due_on", "done_when", "leads", "supports", "ground"]

    def __init__(self, *args: Any, sections: Iterable[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        cast(Any, self.fields["section"]).choices = [("", str(_("Không thuộc phần nào"))), *sections]
