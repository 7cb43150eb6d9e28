"""The shapes of what is told to the room."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import DayInput, VietnameseSelect
from chungtay.rights.words import AGAINST, ANSWERED, ASKED, CORRECTIONS, ENDED, READERS

_PROOF = _("Số biên bản, giấy báo phát, hoặc chữ ký của người nhận.")
_WORDS = {"rows": 4}


class MomentInput(forms.DateTimeInput):
    """The browser's own picker of a day and an hour."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def _choice(words: Mapping[Any, Promise], label: Any, **more: Any) -> forms.TypedChoiceField:
    kind = type(next(iter(words)))
    assert issubclass(kind, StrEnum)  # noqa: S101  closed lists only
    return forms.TypedChoiceField(label=label, choices=list(words.items()), coerce=kind, **more)


class ServeForm(forms.Form):
    reader = _choice(READERS, _("Giao cho ai"))
    at = forms.DateTimeField(label=_("Giao lúc"), widget=MomentInput)
    proof = forms.CharField(label=_("Chứng minh"), max_length=200, help_text=_PROOF)
    refused = forms.BooleanField(label=_("Người nhận từ chối, có lập biên bản"), required=False)
    witness = forms.CharField(
        label=_("Người chứng kiến"),
        required=False,
        max_length=120,
        help_text=_("Từ đủ 18 tuổi; chỉ khi từ chối."),
    )


class ReadForm(forms.Form):
    serving = forms.IntegerField(widget=forms.HiddenInput)
    at = forms.DateTimeField(label=_("Đã đến đọc lúc"), widget=MomentInput)


class TellForm(forms.Form):
    step = forms.IntegerField(widget=forms.HiddenInput)
    what = forms.CharField(widget=forms.HiddenInput)
    to = _choice(READERS, _("Giao cho ai"), widget=forms.HiddenInput)
    at = forms.DateTimeField(label=_("Lúc"), widget=MomentInput)
    proof = forms.CharField(label=_("Chứng minh"), max_length=200)


class SheetForm(forms.Form):
    to = _choice(READERS, _("Trao cho ai"))
    at = forms.DateTimeField(label=_("Lúc"), widget=MomentInput)
    proof = forms.CharField(label=_("Chứng minh"), max_length=200, help_text=_PROOF)


class AskForm(forms.Form):
    asked = _choice(ASKED, _("Đề nghị gì"))
    spoken_by = _choice(READERS, _("Ai đề nghị"))
    asked_on = forms.DateField(label=_("Ngày"), widget=DayInput)
    text = forms.CharField(
        label=_("Lời của người đề nghị"), widget=forms.Textarea(attrs=_WORDS), max_length=4000
    )


class AnswerForm(forms.Form):
    request = forms.IntegerField(widget=forms.HiddenInput)
    answered = _choice(ANSWERED, _("Trả lời"))
    answer = forms.CharField(label=_("Nội dung, lý do"), widget=forms.Textarea(attrs=_WORDS), max_length=4000)
    what = forms.ChoiceField(
        label=_("Sửa điều gì"), required=False, choices=[("", "—"), *CORRECTIONS.items()],
        help_text=_("Khi đồng ý sửa: hồ sơ được sửa ngay khi ghi câu trả lời."),
    )  # fmt: skip
    right = forms.CharField(
        label=_("Ghi đúng là"), required=False, max_length=400,
        help_text=_("Nhiều số, nhiều tên cách nhau bằng dấu chấm phẩy; để trống là bỏ điều đang ghi."),
    )  # fmt: skip
    paper = forms.CharField(
        label=_("Giấy tờ làm căn cứ"), required=False, max_length=200,
        help_text=_("Ví dụ: đã đối chiếu căn cước gốc ngày nào."),
    )  # fmt: skip


class SettlerForm(forms.Form):
    """A form that chooses who settles."""

    settler = forms.TypedChoiceField(label=_("Cơ quan giải quyết"), coerce=int, widget=VietnameseSelect)

    def __init__(self, *given: Any, settlers: Iterable[tuple[int, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["settler"].choices = list(settlers)  # type: ignore[attr-defined]


class ComplainForm(SettlerForm):
    against = _choice(AGAINST, _("Khiếu nại điều gì"))
    about = forms.CharField(
        label=_("Quyết định, việc làm nào"),
        max_length=200,
        help_text=_("Số, ngày của quyết định; không ghi tên ai."),
    )
    spoken_by = _choice(READERS, _("Ai khiếu nại"))
    told_on = forms.DateField(label=_("Ngày người đó nhận, biết"), widget=DayInput)
    filed_on = forms.DateField(label=_("Ngày nhận đơn"), widget=DayInput)
    text = forms.CharField(
        label=_("Lời của người khiếu nại"), widget=forms.Textarea(attrs=_WORDS), max_length=8000
    )
    remote = forms.BooleanField(label=_("Vùng sâu, vùng xa, đi lại khó khăn"), required=False)
    excuse = forms.CharField(
        label=_("Trở ngại, nếu quá hạn"), required=False, max_length=1000,
        help_text=_("Ốm đau, thiên tai, đi công tác, học tập nơi xa…"),
    )  # fmt: skip
    field_order = [
        "against",
        "about",
        "spoken_by",
        "told_on",
        "filed_on",
        "text",
        "settler",
        "remote",
        "excuse",
    ]


class AgainForm(SettlerForm):
    filed_on = forms.DateField(label=_("Ngày nhận đơn lần hai"), widget=DayInput)
    text = forms.CharField(
        label=_("Lời của người khiếu nại"), widget=forms.Textarea(attrs=_WORDS), max_length=8000
    )
    excuse = forms.CharField(label=_("Trở ngại, nếu quá hạn"), required=False, max_length=1000)
    field_order = ["filed_on", "text", "settler", "excuse"]


class AcceptForm(forms.Form):
    on = forms.DateField(label=_("Ngày thụ lý"), widget=DayInput)
    complicated = forms.BooleanField(label=_("Vụ việc phức tạp (thời hạn dài hơn)"), required=False)


class SettleForm(forms.Form):
    ended = _choice(ENDED, _("Kết quả"))
    on = forms.DateField(label=_("Ngày quyết định"), widget=DayInput)
    number = forms.CharField(label=_("Số quyết định"), max_length=80)
    answer = forms.CharField(label=_("Nội dung, lý do"), widget=forms.Textarea(attrs=_WORDS), max_length=8000)
