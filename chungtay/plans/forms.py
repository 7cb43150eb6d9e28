"""The shape of what people send; what it means is decided in rules and services."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from chungtay.plans.rules import ShareState, StateWord, TaskFilter, TaskKind
from chungtay.plans.words import KINDS, MOVES, STATES


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; the cleaned value is a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        sent = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in sent if one]


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


class PlainSelect(forms.Select):
    """A select of hundreds of options in one go: Django's own renders a template for each."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, SafeString(" selected") if str(key) in chosen else "", said)
                for key, said in self.choices
            ),
        )
        given = flatatt({**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", given, options)


class TaskFilterForm(forms.Form):
    """What the address of the task list asks; what it does not understand asks nothing."""

    words = forms.CharField(
        label=_("Có chữ"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Tất cả")), *STATES.items()]
    )
    kind = forms.ChoiceField(
        label=_("Loại việc"), required=False, choices=[("", _("Tất cả")), *KINDS.items()]
    )
    agency = forms.TypedChoiceField(
        label=_("Cơ quan"), required=False, coerce=int, empty_value=None, widget=PlainSelect
    )
    plan = forms.TypedChoiceField(
        label=_("Kế hoạch"), required=False, coerce=int, empty_value=None, widget=PlainSelect
    )
    section = forms.IntegerField(required=False, widget=forms.HiddenInput)
    place = forms.TypedChoiceField(
        label=_("Địa bàn"), required=False, coerce=int, empty_value=None, widget=PlainSelect
    )
    mine = forms.ChoiceField(
        label=_("Vai trò"), required=False,
        choices=[
            ("", _("Tất cả")), ("lead", _("cơ quan tôi chủ trì")), ("support", _("cơ quan tôi phối hợp")),
        ],
    )  # fmt: skip
    due_from = forms.DateField(
        label=_("Hạn từ ngày"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    due_to = forms.DateField(
        label=_("đến ngày"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        query: QueryDict,
        *,
        agencies: Iterable[tuple[int, str]],
        plans: Iterable[tuple[int, str]],
        places: Iterable[tuple[int, str]],
    ) -> None:
        super().__init__(query)
        for name, choices in (("agency", agencies), ("plan", plans), ("place", places)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = [("", str(_("Tất cả"))), *choices]

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
        label=_("Hạn mới"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
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
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
            field.choices = choices


class TaskForm(AssignForm):
    text = forms.CharField(label=_("Nhiệm vụ"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    section = forms.TypedChoiceField(label=_("Thuộc phần"), coerce=int, required=False, empty_value=None)
    due_on = forms.DateField(label=_("Hạn"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    done_when = forms.CharField(
        label=_("Biết là xong khi"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ví dụ: kế hoạch đã ban hành; đủ 10 lớp tập huấn."),
    )  # fmt: skip
    field_order = ["text", "section", "due_on", "done_when", "leads", "supports", "ground"]

    def __init__(self, *args: Any, sections: Iterable[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        field = self.fields["section"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", str(_("Không thuộc phần nào"))), *sections]
