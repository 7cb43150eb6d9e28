"""The shape of what people send; the page has its labels."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import PlainSelect
from chungtay.overview.rules import Asked, ContestOutcome
from chungtay.overview.words import OUTCOMES
from chungtay.plans.queries import Choices


class LookForm(forms.Form):
    """What is looked at; what it does not understand asks nothing."""

    plan = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, widget=PlainSelect)
    agency = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, widget=PlainSelect)
    place = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, widget=PlainSelect)

    def __init__(self, query: QueryDict, offered: Choices) -> None:
        super().__init__(query)
        for name, choices in (
            ("plan", offered.plans),
            ("agency", offered.agencies),
            ("place", offered.places),
        ):
            cast(Any, self.fields[name]).choices = [("", str(_("Tất cả"))), *choices]

    def asked(self) -> Asked:
        self.full_clean()
        return Asked(**{name: self.cleaned_data.get(name) for name in ("plan", "agency", "place")})


class ContestForm(forms.Form):
    ground = forms.CharField(
        label=_("Vì sao phần việc này bị tính chưa đúng"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nêu căn cứ: văn bản, ngày, việc đã làm. Không ghi tên người nghiện, người tố giác."),
    )  # fmt: skip


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Trả lời"), widget=forms.RadioSelect,
        choices=[(outcome.value, said) for outcome, said in OUTCOMES.items() if outcome != ContestOutcome.WAITING],
        error_messages={"required": _("Hãy chọn chấp nhận hoặc không chấp nhận.")},
    )  # fmt: skip
    words = forms.CharField(label=_("Lời trả lời"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_outcome(self) -> ContestOutcome:
        return ContestOutcome(self.cleaned_data["outcome"])
