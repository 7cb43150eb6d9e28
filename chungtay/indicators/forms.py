"""The shape of a question as the address asks it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import periods_of
from chungtay.indicators.queries import Asked
from chungtay.indicators.rules import Geography
from chungtay.indicators.words import GEOGRAPHIES, LEVELS, SPANS
from chungtay.law.rules import window
from chungtay.places.rules import HORIZON, Kind

YEARS_BACK = 5
Grouped = Iterable[tuple[str, list[tuple[str, str]]]]


class AskForm(forms.Form):
    """``do`` the measure, ``ky`` and ``nam`` the periods, ``cap`` the level or ``theo`` the breakdown, ``dia`` the
    geography, ``noi`` the place. What an address says wrongly falls back to what is usual."""

    do = forms.ChoiceField(label=_("Chỉ số, chỉ tiêu"))
    ky = forms.ChoiceField(label=_("Kỳ"), choices=list(SPANS.items()))
    nam = forms.TypedChoiceField(label=_("Năm"), coerce=int)
    cap = forms.ChoiceField(label=_("Theo"), required=False)
    dia = forms.ChoiceField(label=_("Địa giới"), choices=list(GEOGRAPHIES.items()))
    duyet = forms.BooleanField(label=_("Chỉ số liệu đã duyệt"), required=False)
    noi = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput())

    def __init__(self, given: Any, *, measures: Grouped, today: date) -> None:
        grouped = list(measures)
        usual = {
            "do": grouped[0][1][0][0] if grouped and grouped[0][1] else "", "ky": "month",
            "nam": str(reporting_year(today)), "dia": str(Geography.NEW), "cap": str(Kind.COMMUNE),
        }  # fmt: skip
        super().__init__({**usual, **{name: given[name] for name in given if name in self.base_fields}})
        self.today = today
        years = range(reporting_year(today), HORIZON.year - 1, -1)
        self._choose("do", [(name, list(choices)) for name, choices in grouped])
        self._choose("nam", [(str(year), str(year)) for year in years])

    def offer(self, levels: Iterable[Kind], splits: Iterable[tuple[str, str]]) -> None:
        """What ``cap`` may be once the place and the measure are known: a level below it, or a breakdown."""
        options = [("", _("Chỉ nơi này"))] + [(str(level), LEVELS[level]) for level in levels]
        self._choose("cap", [*options, *((f"phan.{code}", name) for code, name in splits)])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type alone
        field.choices = choices

    def said(self) -> dict[str, Any]:
        """What was asked, the usual where it was not a choice."""
        self.is_valid()
        usual: dict[str, Any] = {"ky": "month", "nam": reporting_year(self.today), "dia": Geography.NEW}
        return {**usual, **self.cleaned_data}

    def asked(self, measure: str, levels: Iterable[Kind], splits: Iterable[str]) -> Asked:
        """The question, once the measure, the levels below the place and its breakdowns are known."""
        said, cap = self.said(), str(self.data.get("cap", ""))
        by = cap.removeprefix("phan.") if cap.startswith("phan.") else ""
        return Asked(
            measure=measure,
            periods=periods_asked(said["ky"], said["nam"], self.today),
            level=next((level for level in levels if level == cap), None),
            geography=Geography(said["dia"]),
            by=by if by in set(splits) else "",
            place=said.get("noi"),
            approved=bool(said.get("duyet")),
        )


def periods_asked(span: str, year: int, today: date) -> tuple[str, ...]:
    """The periods of a span that have begun; of a year that has not, its first."""
    match span:
        case "quarter":
            found = periods_of(PeriodKind.QUARTER, year)
        case "half":
            found = [f"{year}-H1", f"{year}-9M", str(year)]
        case "year":
            found = [str(each) for each in range(year - YEARS_BACK + 1, year + 1)]
        case _:
            found = periods_of(PeriodKind.MONTH, year)
    return tuple(period for period in found if window(period).first <= today) or (found[0],)


def reporting_year(today: date) -> int:
    """The year of the reporting window that holds the day: from 15 December it is the next."""
    return today.year + (window(str(today.year)).last < today)
