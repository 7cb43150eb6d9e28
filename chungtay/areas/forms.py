"""The shapes of what is told to the room."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.areas.rules.evidence import fact_kinds
from chungtay.areas.rules.words import AreaKind
from chungtay.areas.words import KINDS
from chungtay.base.web import DayInput, PlainSelect, VietnameseSelect
from chungtay.law.rules.book import pages

Choices = Iterable[tuple[Any, Any]]
_NOBODY = _("Không ghi tên hay thông tin của người nghiện, người tố giác.")
_YES_NO = [("", "—"), ("1", _("Có")), ("0", _("Không"))]
_FEW, _MANY = {"rows": 2}, {"rows": 12}


class StatementForm(forms.Form):
    """One fact that no figure says. A yes or no is written as 1 or 0 by the select that stands for it."""

    name = forms.CharField(widget=forms.HiddenInput)
    value = forms.DecimalField(label=_("Số"), localize=True, max_digits=15, decimal_places=3, required=False)
    ground = forms.CharField(
        label=_("Căn cứ"),
        max_length=300,
        required=False,
        help_text=_("Văn bản, sổ, biên bản nào nói số này."),
    )

    def __init__(self, given: Any, *, name: str) -> None:
        super().__init__(given, auto_id=f"id_{name}_%s", initial={"name": name})
        self.kind = fact_kinds()[name]
        self.fields["value"].label = gettext(self.kind.label)
        if self.kind.is_yes_no:
            self.fields["value"] = forms.TypedChoiceField(
                label=gettext(self.kind.label), choices=_YES_NO, coerce=int, empty_value=None, required=False
            )

    def said(self) -> Decimal | bool | None:
        value = self.cleaned_data["value"]
        return bool(value) if self.kind.is_yes_no and value is not None else value


class ProposeForm(forms.Form):
    note = forms.CharField(
        label=_("Ý kiến của xã"),
        required=False,
        widget=forms.Textarea(attrs=_FEW),
        max_length=2000,
        help_text=_NOBODY,
    )


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do trả lại"), required=False, widget=forms.Textarea(attrs=_FEW), max_length=2000,
        help_text=_("Nói rõ số nào, căn cứ nào cần xem lại."),
    )  # fmt: skip


class RecordForm(forms.Form):
    """What a paper of before said of a year that was not assessed here."""

    kind = forms.TypedChoiceField(label=_("Loại"), coerce=AreaKind, choices=list(KINDS.items()))
    paper = forms.CharField(label=_("Số, ký hiệu quyết định"), required=False, max_length=200)
    decided_on = forms.DateField(label=_("Ngày quyết định"), widget=DayInput)


class DecisionForm(forms.Form):
    """A paper and its day; ``assessments`` are ticked in the list beside it."""

    decision = forms.CharField(label=_("Số, ký hiệu quyết định"), required=False, max_length=200)
    decided_on = forms.DateField(label=_("Ngày quyết định"), widget=DayInput)


class PaperForm(forms.Form):
    """For a step of the list."""

    paper = forms.CharField(label=_("Số, ký hiệu văn bản"), required=False, max_length=200)
    on = forms.DateField(label=_("Ngày"), widget=DayInput)


class RouteForm(forms.Form):
    key_route = forms.TypedChoiceField(
        label=_("Tỉnh nằm trên tuyến trọng điểm liên tỉnh"), choices=_YES_NO[1:], coerce=int
    )


class TransformForm(forms.Form):
    """The target, and for each fact at most how much of it; an empty one promises nothing."""

    target = forms.TypedChoiceField(label=_("Mục tiêu"), coerce=AreaKind, choices=list(KINDS.items()))
    by_year = forms.IntegerField(label=_("Đến hết năm"), min_value=2000, max_value=2100)
    ground = forms.CharField(label=_("Kế hoạch, văn bản làm căn cứ"), max_length=300)
    tasks = forms.TypedMultipleChoiceField(
        label=_("Nhiệm vụ của xã trong các kế hoạch"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *given: Any, tasks: Choices, facts: Mapping[str, object], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["tasks"].choices = list(tasks)  # type: ignore[attr-defined]
        for name, now in facts.items():
            kind = fact_kinds()[name]
            self.fields[f"most_{name}"] = forms.DecimalField(
                label=gettext(kind.label), required=False, min_value=0, localize=True, max_digits=15, decimal_places=3,
                help_text=gettext("Không quá; hiện nay %(now)s %(unit)s.") % {"now": now, "unit": gettext(kind.unit)},
            )  # fmt: skip

    def targets(self) -> dict[str, Decimal]:
        given = {
            name.removeprefix("most_"): value
            for name, value in self.cleaned_data.items()
            if name[:5] == "most_"
        }
        return {name: value for name, value in given.items() if value is not None}


class RehearseForm(forms.Form):
    """What would change: a choice each, and perhaps a draft set. An empty field changes nothing."""

    def __init__(self, *given: Any, sets: Choices, **named: Any) -> None:
        super().__init__(*given, **named)
        for name, policy in pages("areas")["policy"].items():
            if policy["kind"] == "yes_no":
                choices = [("", _("như hiện nay")), ("true", _("Có")), ("false", _("Không"))]
                question = policy["question"]
                self.fields[name] = forms.ChoiceField(
                    label=gettext(question), choices=choices, required=False
                )
        self.fields["own"] = forms.TypedChoiceField(
            label=_("Bộ tiêu chí của tỉnh"), choices=[("", _("như hiện nay")), *sets], coerce=int, empty_value=None,
            required=False, widget=PlainSelect,
        )  # fmt: skip

    def chosen(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "own" and value}


class PolicyForm(forms.Form):
    name = forms.ChoiceField(
        label=_("Điều phải chọn"), widget=VietnameseSelect,
        choices=lambda: [(name, one["question"]) for name, one in pages("areas")["policy"].items()],
    )  # fmt: skip
    value = forms.CharField(
        label=_("Chọn"), max_length=10, help_text=_("true hoặc false; ngày trong năm như 12-14.")
    )
    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DayInput)
    decided_by = forms.CharField(label=_("Ai quyết định"), max_length=200, required=False)
    paper = forms.CharField(label=_("Theo văn bản"), max_length=200, required=False)


class CriteriaForm(forms.Form):
    title = forms.CharField(label=_("Tên bộ tiêu chí"), max_length=200, required=False)
    content = forms.CharField(
        label=_("Nội dung (TOML, cùng dạng với bộ tiêu chí quốc gia)"), widget=forms.Textarea(attrs=_MANY),
        max_length=20_000, strip=False,
    )  # fmt: skip


class SupportForm(forms.Form):
    """Counts by type, as the list has them or as a paper says."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for kind in AreaKind:
            self.fields[kind.name.lower()] = forms.IntegerField(
                label=str(KINDS[kind]), min_value=0, max_value=9999, required=False
            )

    def counts(self) -> dict[AreaKind, int]:
        return {kind: self.cleaned_data.get(kind.name.lower()) or 0 for kind in AreaKind}
