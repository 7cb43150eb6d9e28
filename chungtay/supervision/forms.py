"""The shapes of what is told to the room."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import DayInput, FilesField, PlainSelect, VietnameseSelect
from chungtay.supervision.rules import InspectionKind, commendation_forms, seasons
from chungtay.supervision.words import KINDS

Choices = Iterable[tuple[int, str]]
_FEW, _MANY = {"rows": 2}, {"rows": 4}
_NOBODY = _("Không ghi tên hay thông tin của người nghiện, người tố giác.")


def _offer(form: forms.Form, **choices: Choices) -> None:
    for name, rows in choices.items():
        form.fields[name].choices = list(rows)  # type: ignore[attr-defined]


class InspectionForm(forms.Form):
    kind = forms.ChoiceField(label=_("Loại"), choices=list(KINDS.items()))
    title = forms.CharField(label=_("Nội dung"), max_length=300)
    ground = forms.CharField(
        label=_("Căn cứ"), required=False, max_length=300, help_text=_("Quyết định, chương trình năm.")
    )
    begins = forms.DateField(label=_("Từ ngày"), widget=DayInput)
    ends = forms.DateField(label=_("Đến ngày"), widget=DayInput)
    unannounced = forms.BooleanField(
        label=_("Đột xuất: chỉ cơ quan mình biết cho đến ngày bắt đầu"), required=False
    )
    subjects = forms.TypedMultipleChoiceField(
        label=_("Cơ quan được kiểm tra, giám sát"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *given: Any, subjects: Choices, **named: Any) -> None:
        super().__init__(*given, **named)
        _offer(self, subjects=subjects)

    def clean_kind(self) -> InspectionKind:
        return InspectionKind(self.cleaned_data["kind"])


class RecommendForm(forms.Form):
    text = forms.CharField(label=_("Kiến nghị"), widget=forms.Textarea(attrs=_MANY), help_text=_NOBODY)
    owner = forms.TypedChoiceField(label=_("Cơ quan thực hiện"), coerce=int, widget=PlainSelect)
    due_on = forms.DateField(label=_("Trả lời trước ngày"), widget=DayInput)

    def __init__(self, *given: Any, owners: Choices, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["owner"].choices = [("", "—"), *owners]  # type: ignore[attr-defined]


class ConcludeForm(forms.Form):
    conclusion = forms.CharField(
        label=_("Số, ký hiệu kết luận"), max_length=300, help_text=_("Ví dụ: 12/KL-TTr.")
    )
    concluded_on = forms.DateField(label=_("Ngày kết luận"), widget=DayInput)


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Đã làm gì"), required=False, widget=forms.Textarea(attrs=_MANY), help_text=_NOBODY
    )
    attached = FilesField(label=_("Tệp minh chứng"), required=False)


class JudgeForm(forms.Form):
    text = forms.CharField(
        label=_("Nhận xét"),
        required=False,
        widget=forms.Textarea(attrs=_FEW),
        help_text=_("Khi trả lại, ghi còn thiếu gì."),
    )


class CampaignForm(forms.Form):
    plan = forms.TypedChoiceField(label=_("Thuộc kế hoạch"), coerce=int, widget=PlainSelect)
    season = forms.ChoiceField(
        label=_("Chiến dịch"), choices=lambda: list(seasons().items()), widget=VietnameseSelect
    )
    name = forms.CharField(label=_("Tên gọi"), max_length=200)
    begins = forms.DateField(label=_("Từ ngày"), widget=DayInput)
    ends = forms.DateField(label=_("Đến ngày"), widget=DayInput)
    report_due = forms.DateField(label=_("Báo cáo trước ngày"), widget=DayInput)
    parts = forms.TypedMultipleChoiceField(
        label=_("Ai báo cáo"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *given: Any, plans: Choices, parts: Choices, **named: Any) -> None:
        super().__init__(*given, **named)
        _offer(self, plan=plans, parts=parts)


class ReportForm(forms.Form):
    text = forms.CharField(
        label=_("Đã làm gì, kết quả thế nào"),
        required=False,
        widget=forms.Textarea(attrs=_MANY),
        help_text=_NOBODY,
    )
    attached = FilesField(label=_("Ảnh, tệp kèm theo"), required=False)


class CommendForm(forms.Form):
    agency = forms.TypedChoiceField(label=_("Khen thưởng cơ quan"), coerce=int, widget=PlainSelect)
    form = forms.ChoiceField(
        label=_("Hình thức"), choices=lambda: list(commendation_forms().items()), widget=VietnameseSelect
    )
    period_from = forms.DateField(label=_("Thành tích từ ngày"), widget=DayInput)
    period_to = forms.DateField(label=_("đến ngày"), widget=DayInput)
    ground = forms.CharField(label=_("Thành tích"), widget=forms.Textarea(attrs=_MANY), help_text=_NOBODY)

    def __init__(self, *given: Any, agencies: Choices, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["agency"].choices = [("", "—"), *agencies]  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    decision = forms.CharField(
        label=_("Số quyết định, hoặc lý do không khen thưởng"), required=False, max_length=300
    )
