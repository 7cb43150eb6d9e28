"""The shape of what is sent; what may be is decided by services."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 5_000_000


class FileForm(forms.Form):
    """A form that comes back as a spreadsheet."""

    file = forms.FileField(label=_("Tệp .xlsx đã điền"), max_length=200)

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if (given.size or 0) > MOST_BYTES:
            raise forms.ValidationError(gettext("Tệp lớn hơn 5 MB: biểu số liệu không lớn như vậy."))
        return given
