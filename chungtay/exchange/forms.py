"""The shape of what is asked for and of a file that comes in; what may be is decided by queries and services."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import VietnameseSelect
from chungtay.catalogue.queries import period_said
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import kind_of, periods_of
from chungtay.exchange.formats import FORMATS
from chungtay.exchange.words import FORMATS as NAMES
from chungtay.law.rules import window

_SHOWN = {PeriodKind.MONTH: 14, PeriodKind.QUARTER: 5, PeriodKind.YEAR: 3}  # of each kind, the latest
Choices = list[tuple[str, Any]]


def _periods(today: date) -> Choices:
    """The latest of each kind that have begun, the newest first; what ended last is chosen."""
    found = []
    for kind in PeriodKind:
        every = [one for year in range(today.year - 2, today.year + 2) for one in periods_of(kind, year)]
        begun = [one for one in every if window(one).first <= today]
        found += begun[: -_SHOWN.get(kind, 2) - 1 : -1]
    return [(one, period_said(one)) for one in found]


class OutForm(forms.Form):
    """What leaves: of which form and period, whose, in which format."""

    bieu = forms.ChoiceField(label=_("Biểu"), widget=VietnameseSelect)
    ky = forms.ChoiceField(label=_("Kỳ số liệu"))
    noi = forms.ChoiceField(label=_("Của"), required=False)
    dang = forms.ChoiceField(label=_("Dạng tệp"), choices=list(NAMES.items()))
    duyet = forms.BooleanField(label=_("Chỉ số đã duyệt"), required=False)

    def __init__(
        self, given: Any, *, data_sets: Choices, places: Iterable[tuple[int, str]], today: date
    ) -> None:
        super().__init__(given)
        whole: Choices = [("", _("Cơ quan mình: đủ mọi số, để lưu và gửi lại"))]
        words = gettext("Mọi cơ quan, %(place)s: giữ lại số nhỏ về người")
        wide = [(str(pk), words % {"place": name}) for pk, name in places]
        for name, choices in (("bieu", data_sets), ("ky", _periods(today)), ("noi", [*whole, *wide])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type alone
            field.choices = choices

    def offer_kind(self, kind: PeriodKind) -> None:
        """Refuse a period that is not of the form's kind."""
        if kind_of(self.cleaned_data["ky"]) is not kind:
            self.add_error("ky", gettext("Biểu này báo cáo theo kỳ khác: hãy chọn đúng loại kỳ của biểu."))


class InForm(forms.Form):
    """A file that comes in; tried first unless it says otherwise."""

    data_set = forms.ChoiceField(label=_("Biểu"), widget=VietnameseSelect)
    dang = forms.ChoiceField(
        label=_("Dạng tệp"), choices=[(code, name) for code, name in NAMES.items() if FORMATS[code].read]
    )
    file = forms.FileField(label=_("Tệp số liệu"), max_length=200)
    dry_run = forms.BooleanField(label=_("Thử trước, chưa ghi gì"), required=False, initial=True)
    send = forms.BooleanField(label=_("Ghi xong thì gửi luôn báo cáo"), required=False)

    def __init__(self, given: Any, files: Any, *, data_sets: Choices) -> None:
        super().__init__(given, files, prefix="vao")
        field = self.fields["data_set"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type alone
        field.choices = data_sets
