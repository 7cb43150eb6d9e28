"""Shapes of input about the sheet of accounts."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.agencies.rules.sheet import COLUMNS, ROWS_LIMIT

SHEET_BYTES = 2_000_000


class SheetForm(forms.Form):
    sheet = forms.FileField(
        label=_("Tệp đã điền (.xlsx)"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"})
    )

    def clean_sheet(self) -> Any:
        sheet = self.cleaned_data["sheet"]
        if sheet.size > SHEET_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 2 MB: hãy dùng tệp mẫu, không chèn hình."))
        return sheet


class RowsForm(forms.Form):
    """The checked rows as the page carried them: [[line, [cell, …]], …]."""

    rows = forms.CharField()
    only_right = forms.BooleanField(required=False)

    def clean_rows(self) -> list[tuple[int, list[str]]]:
        try:
            rows = json.loads(self.cleaned_data["rows"])
            read = [(int(line), [str(cell) for cell in cells]) for line, cells in rows]
        except (ValueError, TypeError, RecursionError):
            raise forms.ValidationError(_("Không đọc được các dòng đã kiểm tra.")) from None
        if len(read) > ROWS_LIMIT or any(len(cells) != len(COLUMNS) for _line, cells in read):
            raise forms.ValidationError(_("Không đọc được các dòng đã kiểm tra."))
        return read
