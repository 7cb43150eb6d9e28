"""Shapes of what comes in."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import PlainSelect
from chungtay.budgets.queries import LineSaid


class ProductForm(forms.Form):
    line = forms.TypedChoiceField(label=_("Dòng kinh phí"), coerce=int, widget=PlainSelect)
    measure = forms.ChoiceField(label=_("Kết quả, tính bằng"))

    def __init__(self, *args: Any, lines: Sequence[LineSaid], measures: Iterable[Any]) -> None:
        super().__init__(*args)
        cast(Any, self.fields["line"]).choices = [(said.line, said.name[:120]) for said in lines]
        cast(Any, self.fields["measure"]).choices = list(measures)
