"""Shapes of input only; what may be is decided by services."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.base.web import DayInput
from chungtay.places.rules import HORIZON, NAME_LIMIT, village_words


class DayForm(forms.Form):
    """The words looked for, and the day on which the tree is looked at."""

    q = forms.CharField(
        label=gettext_lazy("Tên đơn vị"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    on = forms.DateField(
        label=gettext_lazy("Xem vào ngày"), widget=DayInput(attrs={"min": HORIZON.isoformat()})
    )

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on < HORIZON:
            words = _("Dữ liệu bắt đầu từ ngày %(day)s. Hãy chọn một ngày từ đó về sau.")
            raise forms.ValidationError(words % {"day": f"{HORIZON:%d/%m/%Y}"})
        return on


class VillageForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=[(word, word) for word in village_words()])
    name = forms.CharField(
        label=gettext_lazy("Tên"),
        max_length=NAME_LIMIT,
        help_text=gettext_lazy("Chỉ tên riêng, không ghi loại: “Nà Sự”, “Số 5”."),
    )
    valid_from = forms.DateField(label=gettext_lazy("Có từ ngày"), widget=DayInput())
    ground = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Nghị quyết của Hội đồng nhân dân hoặc quyết định, nếu có."),
    )


class RenameForm(VillageForm):
    valid_from = None  # type: ignore[assignment]  # Django's way to drop an inherited field
    on = forms.DateField(label=gettext_lazy("Mang tên mới từ ngày"), widget=DayInput())
    field_order = ("kind", "name", "on", "ground")


class CloseForm(forms.Form):
    on = forms.DateField(label=gettext_lazy("Không còn từ ngày"), widget=DayInput())
    ground = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=200, required=False)
