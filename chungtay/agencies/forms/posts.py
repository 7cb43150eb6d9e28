"""Shapes of input about posts: on what terms somebody holds one, and what it looks after."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.agencies.rules import Capacity, Power, Term, power_words, roles

if TYPE_CHECKING:
    from chungtay.agencies.models import Holding

DAY = {"type": "date"}


def role_choices() -> list[tuple[str, str]]:
    return [(role.code, f"{gettext(role.name)}: {gettext(role.sentence)}") for role in roles().values()]


class PlacesForm(forms.Form):
    places = forms.TypedMultipleChoiceField(
        label=_("Chỉ theo dõi các địa bàn"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn gì: chức danh theo dõi toàn bộ địa bàn của cơ quan."),
    )  # fmt: skip

    def __init__(self, *args: Any, places: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = places  # type: ignore[attr-defined]


class PostForm(PlacesForm):
    post_name = forms.CharField(label=_("Tên chức danh"), max_length=200)
    role = forms.ChoiceField(label=_("Vai trò"), choices=role_choices)
    field_order = ("post_name", "role", "places")


class TermForm(forms.Form):
    """In what capacity, from when to when, the whole post or named powers, on what ground."""

    capacity = forms.ChoiceField(label=_("Tư cách"), widget=forms.RadioSelect)
    held_from = forms.DateField(label=_("Từ ngày"), widget=forms.DateInput(attrs=DAY))
    held_to = forms.DateField(
        label=_("Đến hết ngày"), required=False, widget=forms.DateInput(attrs=DAY),
        help_text=_("Hết ngày này thì tự thôi. Để trống nếu chưa có ngày kết thúc."),
    )  # fmt: skip
    named = forms.MultipleChoiceField(
        label=_("Chỉ những việc"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn gì: trọn chức danh."),
    )  # fmt: skip
    ground = forms.CharField(
        label=_("Căn cứ"), max_length=500, required=False,
        help_text=_("Số, ngày của quyết định, thông báo phân công, giấy ủy quyền."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, capacities: Iterable[Capacity], powers: Iterable[Power], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["capacity"].choices = [
            (row.code, " ".join([row.prefix, gettext(row.name) + ":", gettext(row.sentence)]).strip())
            for row in capacities
        ]
        fields["named"].choices = [
            (power.value, gettext(power_words()[power].sentence)) for power in Power if power in set(powers)
        ]

    def term(self) -> Term:
        said = self.cleaned_data
        last: date | None = said["held_to"]
        return Term(
            held_from=said["held_from"],
            held_to=date.fromordinal(last.toordinal() + 1) if last else None,
            capacity=said["capacity"], named=tuple(said["named"]), ground=said["ground"].strip(),
        )  # fmt: skip


class GiveForm(TermForm):
    account = forms.CharField(
        label=_("Tên đăng nhập của người nhận"), max_length=60,
        help_text=_("Tài khoản đã có. Người chưa có tài khoản thì dùng “Thêm tài khoản” ở trang cơ quan."),
    )  # fmt: skip
    field_order = ("account",)


class DeputyForm(TermForm):
    deputy = forms.TypedChoiceField(label=_("Người được giao"), coerce=int)
    field_order = ("deputy",)

    def __init__(self, *args: Any, colleagues: Iterable["Holding"], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].choices = [  # type: ignore[attr-defined]
            (held.account_id, f"{held.account.name}, {held.post.name}") for held in colleagues
        ]
        self.fields["ground"].required = True  # of every capacity in which one stands in for another


class EndForm(forms.Form):
    on = forms.DateField(
        label=_("Thôi giữ từ ngày"), widget=forms.DateInput(attrs=DAY),
        help_text=_("Từ ngày này người ấy không còn giữ chức danh."),
    )  # fmt: skip
    ground = forms.CharField(label=_("Căn cứ"), max_length=500, help_text=_("Văn bản hoặc lý do."))


class GroundForm(forms.Form):
    ground = forms.CharField(label=_("Căn cứ"), max_length=500, help_text=_("Văn bản hoặc lý do."))
