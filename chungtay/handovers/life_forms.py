"""Shapes of input about the life of a body; what may be is decided by services."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.agencies.rules.successions import WHOLE, subjects

Choices = Iterable[tuple[str, Any]]


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


def _ground() -> forms.CharField:
    return forms.CharField(label=_("Căn cứ"), max_length=300, help_text=_("Số, ký hiệu, ngày của văn bản."))


class ChangeForm(forms.Form):
    on = _day(_("Từ ngày"))
    name = forms.CharField(label=_("Tên đầy đủ"), max_length=300)
    short_name = forms.CharField(label=_("Tên gọi tắt"), max_length=120, required=False)
    parent = forms.TypedChoiceField(
        label=_("Trực thuộc"), coerce=int, empty_value=None, required=False, choices=()
    )
    ground = _ground()

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", _("không trực thuộc cơ quan nào")), *bodies]  # type: ignore[attr-defined]


class EndForm(forms.Form):
    ends_on = _day(_("Kết thúc từ ngày"))
    successor = forms.TypedChoiceField(
        label=_("Cơ quan kế tục"), coerce=int, empty_value=None, required=False, choices=(),
        help_text=_("Cơ quan còn việc đang mở thì phải có nơi kế tục. Việc sẽ chuyển ở trang Chuyển giao."),
    )  # fmt: skip
    ground = _ground()

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].choices = [("", _("chưa có")), *bodies]  # type: ignore[attr-defined]


class SuccessorForm(forms.Form):
    new = forms.TypedChoiceField(label=_("Cơ quan kế tục"), coerce=int, choices=())
    subject = forms.ChoiceField(label=_("Lĩnh vực"), choices=(), initial=WHOLE)
    on = _day(_("Từ ngày"))
    ground = _ground()

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new"].choices = list(bodies)  # type: ignore[attr-defined]
        self.fields["subject"].choices = [(s.code, _(s.name)) for s in subjects().values()]  # type: ignore[attr-defined]


class MergeForm(forms.Form):
    bodies = forms.TypedMultipleChoiceField(
        label=_("Những cơ quan hợp nhất vào đây"), coerce=int, choices=(), required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}), help_text=_("Giữ phím Ctrl để chọn nhiều."),
    )  # fmt: skip
    on = _day(_("Từ ngày"))
    ground = _ground()

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bodies"].choices = list(bodies)  # type: ignore[attr-defined]
