"""The shape of a line of the calendar, of a series and of a number asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.law.rules.calendar import DayOffKind, DaysOff


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DayOffForm(forms.Form):
    name = forms.CharField(label=_("Dịp"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Là"),
        choices=[
            (DayOffKind.HOLIDAY, _("nghỉ lễ, tết")),
            (DayOffKind.SUBSTITUTE, _("nghỉ bù")),
            (DayOffKind.EXCHANGED, _("hoán đổi ngày làm việc")),
        ],
    )
    first = forms.DateField(label=_("Từ ngày"), widget=_day())
    last = forms.DateField(label=_("Đến hết ngày"), widget=_day())
    works = forms.DateField(
        label=_("Đi làm bù ngày"), help_text=_("Chỉ khi hoán đổi."), required=False, widget=_day()
    )
    ground = forms.CharField(
        label=_("Theo văn bản"),
        help_text=_("Số, ký hiệu của thông báo hoặc quyết định về lịch nghỉ."),
        max_length=300,
    )

    def row(self) -> DaysOff:
        said = self.cleaned_data
        return DaysOff(said["first"], said["last"], said["name"], DayOffKind(said["kind"]), said["works"])


class SeriesForm(forms.Form):
    symbol = forms.CharField(label=_("Ký hiệu"), help_text=_("Thí dụ KH-UBND, QĐ-BCĐ."), max_length=60)
    name = forms.CharField(
        label=_("Dùng cho"), help_text=_("Thí dụ: kế hoạch của UBND tỉnh."), max_length=200
    )
    first = forms.IntegerField(
        label=_("Số tiếp theo của năm nay"),
        help_text=_("Số đứng sau số cuối cùng trong sổ giấy; năm sau lại bắt đầu từ 01."),
        min_value=1,
        max_value=99_999,
        initial=1,
    )


class NumberForm(forms.Form):
    title = forms.CharField(label=_("Trích yếu"), max_length=400)


class VoidForm(forms.Form):
    ground = forms.CharField(label=_("Vì sao bỏ số này"), max_length=300)
