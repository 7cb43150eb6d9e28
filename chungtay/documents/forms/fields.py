"""Fields that Django lacks: several files, days and numbers as people write them, names of bodies."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.documents.rules.names import split_names
from chungtay.documents.rules.typed import iso_day, typed_number
from chungtay.documents.words import day_words, number_words


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several in one field."""

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        given = data if isinstance(data, list) and data else [None]
        return [super(FilesField, self).clean(file, initial) for file in given]


class UploadForm(forms.Form):
    uploads = FilesField(
        label=gettext_lazy("Văn bản"),
        allow_empty_file=True,  # the refusal of an empty file is the service's, with its name in it
        widget=FilesInput(attrs={"accept": ".docx,.pdf,.txt,.md,.html,.htm"}),
        error_messages={"required": gettext_lazy("Chưa chọn tệp nào. Hãy chọn tệp .docx, .pdf hoặc .txt.")},
    )


class DayField(forms.CharField):
    """A day, a month or a year as people write it; gives the ISO text, "" for nothing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=10, required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return day_words(value) if re.fullmatch(r"\d{4}(-\d\d){0,2}", value or "") else value

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        day = iso_day(typed)
        if typed and day is None:
            raise ValidationError(_("Hãy ghi ngày như 15/12/2026, tháng như 12/2026 hoặc năm như 2026."))
        return day or ""


class NumberField(forms.CharField):
    """A number as Vietnamese papers write it, 1.234,5; gives int, float or None."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(max_length=30, required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return number_words(value) if isinstance(value, int | float) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        try:
            return typed_number(typed)
        except ValueError:
            raise ValidationError(_("Hãy ghi số như 1.234,5.")) from None


class NamesInput(forms.Widget):
    """One input for each name and an empty one, all offering the same list of agencies."""

    template_name = "documents/widgets/names.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, None, attrs)
        names = split_names(value) if isinstance(value, str) else list(value or [])
        return context | {"names": [*names, ""]}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        return "\n".join(data.getlist(name))


class NamesField(forms.CharField):
    """Names of bodies; gives a list."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=NamesInput, **options)

    def clean(self, value: Any) -> Any:
        return split_names(super().clean(value))
