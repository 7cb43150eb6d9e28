"""The shape of a subscription, and of telling again."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import DayInput, PlainSelect
from chungtay.events.queries import families
from chungtay.events.rules import number_in
from chungtay.events.services import Wanted
from chungtay.events.words import FAMILIES


class BodyForm(forms.Form):
    """Whose machine it is."""

    co_quan = forms.ChoiceField(label=_("Cơ quan"), widget=PlainSelect)

    def __init__(self, *given: Any, bodies: Sequence[tuple[int, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["co_quan"].choices = bodies  # type: ignore[attr-defined]


class WantedForm(forms.Form):
    label = forms.CharField(
        label=_("Tên nơi nhận"),
        help_text=_("Để sau này nhận ra, ví dụ: hệ thống báo cáo của tỉnh."),
        max_length=80,
    )
    address = forms.CharField(
        label=_("Địa chỉ nhận"),
        help_text=_("Bắt đầu bằng https://. Người quản trị hệ thống nhận cho biết địa chỉ này."),
        max_length=500,
        widget=forms.URLInput,
    )
    only = forms.MultipleChoiceField(
        label=_("Báo những việc gì"),
        help_text=_("Không chọn gì là báo mọi việc mà chức danh xem được."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["only"].choices = [(one, FAMILIES[one]) for one in families()]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return Wanted(said["label"], said["address"], said["only"])


class NewForm(WantedForm):
    post = forms.ChoiceField(
        label=_("Thấy những gì chức danh này thấy"),
        help_text=_("Nơi nhận không bao giờ được báo điều mà chức danh này không xem được."),
        widget=PlainSelect,
    )
    field_order = ["post", "label", "address", "only"]

    def __init__(self, *given: Any, posts: Sequence[tuple[int, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["post"].choices = posts  # type: ignore[attr-defined]


class ReplayForm(forms.Form):
    since = forms.DateField(label=_("Từ ngày"), required=False, widget=DayInput)
    after = forms.CharField(
        label=_("Hoặc sau sự kiện"),
        help_text=_("Mã của sự kiện cuối cùng mà nơi nhận đã có, ví dụ: evt_1250."),
        required=False,
        max_length=30,
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("after") and number_in(said["after"]) is None:
            self.add_error("after", _("Mã của sự kiện có dạng evt_ rồi đến số, ví dụ: evt_1250."))
        elif not self.errors and bool(said.get("since")) == bool(said.get("after")):
            self.add_error("since", _("Hãy chọn một ngày, hoặc ghi mã của một sự kiện."))
        return said
