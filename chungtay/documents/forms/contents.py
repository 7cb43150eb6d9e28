"""A found item as a form, one for each kind. What it means for a paper is decided in services."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from chungtay.documents.forms.fields import DayField, NamesField, NumberField
from chungtay.documents.rules.findings import Content, FindingKind
from chungtay.documents.words import (
    EVERY_WORDS,
    PAPER_KINDS,
    RELATION_WORDS,
    ROLE_WORDS,
    deadline_words,
)


class ContentForm(forms.Form):
    """A found item as a form: filled from its content, and giving the person's version of it."""

    def __init__(self, content: Content, data: Any = None) -> None:
        self.content = content
        super().__init__(data, initial=self.read(content), auto_id="sua_%s")

    def read(self, content: Content) -> dict[str, Any]:
        return content

    def settled(self) -> Content:
        """The whole content with what the person typed."""
        typed = {name: value for name, value in self.cleaned_data.items() if name in self.content}
        return self.content | typed


class TaskForm(ContentForm):
    text = forms.CharField(label=pgettext_lazy("one", "Nhiệm vụ"), widget=forms.Textarea(attrs={"rows": 4}))
    lead = NamesField(label=gettext_lazy("Chủ trì"))
    support = NamesField(label=gettext_lazy("Phối hợp"))

    KINDS = (
        ("", gettext_lazy("không có")),
        ("by", gettext_lazy("trước ngày")),
        ("window", gettext_lazy("từ … đến …")),
        ("every", gettext_lazy("định kỳ")),
        ("relative", gettext_lazy("như văn bản ghi")),
    )

    def __init__(self, content: Content, data: Any = None) -> None:
        super().__init__(content, data)
        self._rows = len(content["deadlines"]) + 1
        for row, deadline in enumerate([*content["deadlines"], {}]):
            self._add_deadline(f"han{row}", deadline)

    def _add_deadline(self, prefix: str, deadline: dict[str, Any]) -> None:
        every = [("", "—"), *EVERY_WORDS.items()]
        day = deadline.get("date") or deadline.get("from") or ""
        self.fields[f"{prefix}_kind"] = forms.ChoiceField(
            label=_("Thời hạn"), choices=self.KINDS, required=False, initial=deadline.get("kind", "")
        )
        self.fields[f"{prefix}_day"] = DayField(label=_("Ngày, hoặc từ ngày"), initial=day)
        self.fields[f"{prefix}_end"] = DayField(label=_("Đến ngày"), initial=deadline.get("to", ""))
        self.fields[f"{prefix}_every"] = forms.ChoiceField(
            label=_("Kỳ"), choices=every, required=False, initial=deadline.get("every", "")
        )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        for row in range(self._rows):
            kind, day = typed.get(f"han{row}_kind"), typed.get(f"han{row}_day")
            if kind in ("by", "window") and not day and f"han{row}_day" not in self.errors:
                self.add_error(f"han{row}_day", _("Hãy ghi ngày, hoặc chọn “không có”."))
            if kind == "window" and not typed.get(f"han{row}_end"):
                self.add_error(f"han{row}_end", _("Hãy ghi ngày cuối."))
            if kind == "every" and not typed.get(f"han{row}_every"):
                self.add_error(f"han{row}_every", _("Hãy chọn kỳ."))
        return typed

    def settled(self) -> Content:
        deadlines = [self._deadline(row) for row in range(self._rows)]
        return super().settled() | {"deadlines": [deadline for deadline in deadlines if deadline]}

    def _deadline(self, row: int) -> dict[str, Any] | None:
        """What was typed; with the paper's own words (and the day of a rhythm) only where it says the same."""
        typed = self.cleaned_data
        kind, day = typed[f"han{row}_kind"], typed[f"han{row}_day"]
        before = self.content["deadlines"][row] if row < len(self.content["deadlines"]) else {}
        said: dict[str, Any] = {"kind": kind}
        match kind:
            case "by":
                said["date"] = day
            case "window":
                said |= {"from": day, "to": typed[f"han{row}_end"]}
            case "every":
                said["every"] = typed[f"han{row}_every"]
            case "relative":
                return before or None
            case _:
                return None
        return before if said.items() <= before.items() else said | {"text": deadline_words(said)}


class TargetForm(ContentForm):
    text = forms.CharField(label=pgettext_lazy("one", "Chỉ tiêu"), widget=forms.Textarea(attrs={"rows": 3}))
    relation = forms.ChoiceField(label=gettext_lazy("Mức"), choices=list(RELATION_WORDS.items()))
    value = NumberField(label=gettext_lazy("Giá trị"))
    value_max = NumberField(label=pgettext_lazy("value", "Đến"))
    unit = forms.CharField(label=gettext_lazy("Đơn vị"), max_length=60, required=False)
    due = DayField(label=gettext_lazy("Đạt vào"))
    per = forms.CharField(label=gettext_lazy("Tính cho mỗi"), max_length=120, required=False)

    def settled(self) -> Content:
        content = super().settled()
        return content | {name: content[name] or None for name in ("unit", "due", "per")}


class ReportingForm(ContentForm):
    who = NamesField(label=gettext_lazy("Ai báo cáo"))
    to = NamesField(label=gettext_lazy("Gửi"))
    via = NamesField(label=gettext_lazy("Qua"))
    every = forms.MultipleChoiceField(
        label=gettext_lazy("Kỳ"),
        choices=list(EVERY_WORDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    by = DayField(label=gettext_lazy("Trước ngày"))

    def settled(self) -> Content:
        content = super().settled()
        return content | {
            "by": content["by"] or None,
            "periodic": bool(content["every"]) or content["periodic"],
        }


class CitationForm(ContentForm):
    code = forms.CharField(label=gettext_lazy("Số, ký hiệu"), max_length=60, required=False)
    date = DayField(label=gettext_lazy("Ngày ban hành"))
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=300, required=False)
    role = forms.ChoiceField(label=gettext_lazy("Vai trò"), choices=list(ROLE_WORDS.items()))

    def settled(self) -> Content:
        content = super().settled()
        return content | {name: content[name] or None for name in ("code", "date", "issuer")}


class HeaderForm(ContentForm):
    kind = forms.ChoiceField(label=gettext_lazy("Loại văn bản"), required=False)
    number = forms.CharField(label=gettext_lazy("Số"), max_length=20, required=False)
    symbol = forms.CharField(label=gettext_lazy("Ký hiệu"), max_length=40, required=False)
    title = forms.CharField(label=gettext_lazy("Trích yếu"), widget=forms.Textarea(attrs={"rows": 3}))
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=300, required=False)
    issued_on = DayField(label=gettext_lazy("Ngày ban hành"))
    start = DayField(label=gettext_lazy("Thực hiện từ"))
    end = DayField(label=gettext_lazy("đến"))

    def __init__(self, content: Content, data: Any = None) -> None:
        super().__init__(content, data)
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *PAPER_KINDS.items()]

    def read(self, content: Content) -> dict[str, Any]:
        period = content["period"] or {}
        return content | {"start": period.get("from"), "end": period.get("to")}

    def settled(self) -> Content:
        content, typed = super().settled(), self.cleaned_data
        number, symbol = typed["number"], typed["symbol"]
        vision = (content["period"] or {}).get("vision")
        period = {"from": typed["start"] or None, "to": typed["end"] or None, "vision": vision}
        fields = ("kind", "number", "symbol", "issuer", "issued_on")
        return (
            content
            | {name: content[name] or None for name in fields}
            | {"code": f"{number}/{symbol}" if number and symbol else None}
            | {"period": period if any(period.values()) else None}
        )


class BudgetForm(ContentForm):
    """The title, the unit and every cell. Rows and columns are the paper's own."""

    title = forms.CharField(label=gettext_lazy("Tên bảng"), max_length=500, required=False)
    unit = forms.CharField(label=gettext_lazy("Đơn vị tính"), max_length=60, required=False)
    total = NumberField(label=gettext_lazy("Tổng cộng"))

    def __init__(self, content: Content, data: Any = None) -> None:
        super().__init__(content, data)
        for at, row in enumerate(content["rows"]):
            label = f"{row['no']} {row['label']}".strip()
            self.fields[f"dong{at}"] = NumberField(label=f"{label}: {_('tổng')}", initial=row["total"])
            for column, name in enumerate(content["columns"]):
                self.fields[f"dong{at}_{column}"] = NumberField(
                    label=f"{label}: {name}", initial=row["values"].get(name)
                )

    @property
    def table(self) -> list[tuple[dict[str, Any], list[forms.BoundField]]]:
        """The rows of the paper, each with its fields: the total, then one a column."""
        columns = range(len(self.content["columns"]))
        return [
            (row, [self[f"dong{at}"], *(self[f"dong{at}_{column}"] for column in columns)])
            for at, row in enumerate(self.content["rows"])
        ]

    def settled(self) -> Content:
        typed = self.cleaned_data
        rows = []
        for at, row in enumerate(self.content["rows"]):
            values = {
                name: typed[f"dong{at}_{column}"] for column, name in enumerate(self.content["columns"])
            }
            rows.append(row | {"total": typed[f"dong{at}"], "values": values})
        return super().settled() | {"rows": rows}


FORM_OF: dict[str, type[ContentForm]] = {
    FindingKind.TASK: TaskForm,
    FindingKind.TARGET: TargetForm,
    FindingKind.REPORTING: ReportingForm,
    FindingKind.CITATION: CitationForm,
    FindingKind.HEADER: HeaderForm,
    FindingKind.BUDGET: BudgetForm,
}
