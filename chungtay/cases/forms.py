"""The shapes of what is told to the room."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import DayInput, PlainSelect, VietnameseSelect
from chungtay.cases.rules import DeliveredHow, DeliveredTo, EpisodeKind, Event, ReferralFor
from chungtay.cases.services import Signed
from chungtay.cases.words import DELIVERED_HOW, DELIVERED_TO, EPISODES, REFERRALS, REMOVALS
from chungtay.people.queries import SEXES
from chungtay.people.rules import Sex

Choices = Iterable[tuple[Any, str]]
_PARENTS = _("Giấy tờ có phần của cha mẹ, người giám hộ")


class MomentInput(forms.DateTimeInput):
    """The browser's own picker of a day and an hour."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def _moment(label: Any, **named: Any) -> forms.DateTimeField:
    return forms.DateTimeField(label=label, widget=MomentInput(), **named)


def _choose(field: forms.Field, rows: Choices) -> None:
    field.choices = [("", "—"), *rows]  # type: ignore[attr-defined]


class OpenForm(forms.Form):
    """The ground first: without it the rest does not matter."""

    ground = forms.ChoiceField(label=_("Căn cứ của luật"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("Ngày của căn cứ"), widget=DayInput)
    paper = forms.CharField(
        label=_("Giấy tờ chứng minh"),
        max_length=200,
        help_text=_("Số, ngày, ai lập. Ví dụ: Đơn ngày 02/7/2026."),
    )
    name = forms.CharField(label=_("Họ, chữ đệm và tên"), max_length=120)
    born = forms.CharField(
        label=_("Ngày sinh"),
        max_length=10,
        help_text=_("Ngày/tháng/năm; không rõ ngày thì ghi tháng/năm hoặc năm."),
    )
    sex = forms.ChoiceField(label=_("Giới tính"), choices=[("", "—"), *SEXES.items()], required=False)
    number = forms.CharField(label=_("Số định danh, căn cước"), max_length=20, required=False)
    present_address = forms.CharField(label=_("Nơi ở hiện tại"), max_length=300, required=False)
    parents = forms.CharField(
        label=_PARENTS, max_length=200, required=False, help_text=_("Bắt buộc với người dưới 18 tuổi.")
    )
    state = forms.ChoiceField(
        label=_("Đang ở biện pháp nào"), required=False, widget=VietnameseSelect,
        help_text=_("Chỉ khi hồ sơ mang theo biện pháp đã có: luật cũ, nơi khác chuyển đến."),
    )  # fmt: skip
    began = forms.DateField(label=_("Biện pháp đó bắt đầu ngày"), widget=DayInput, required=False)
    last_day = forms.DateField(label=_("Ngày cuối theo quyết định"), widget=DayInput, required=False)
    person = forms.TypedChoiceField(
        label=_("Có thể đã có người này"), coerce=int, widget=forms.RadioSelect, required=False
    )

    def __init__(
        self, *given: Any, grounds: Choices, states: Choices, people: Choices, asks: bool, **named: Any
    ) -> None:
        """``people``: records that may be of the same person; ``asks``: somebody has to say whether one is."""
        super().__init__(*given, **named)
        self.fields["ground"].choices = list(grounds)  # type: ignore[attr-defined]
        _choose(self.fields["state"], states)
        if asks:
            self.fields["person"].choices = [*people, (0, _("Không phải ai trong số này"))]  # type: ignore[attr-defined]
            self.fields["person"].required = True
        else:
            del self.fields["person"]

    def told(self) -> dict[str, Any]:
        """The fields of the person."""
        said = self.cleaned_data
        number = [{"kind": "cccd" if len(said["number"]) > 9 else "cmnd", "number": said["number"]}]
        return {
            "name": said["name"],
            "born": said["born"],
            "sex": Sex(said["sex"]) if said["sex"] else "",
            "numbers": number if said["number"] else [],
            "present_address": said["present_address"] or None,
        }


class StepForm(forms.Form):
    """What one event asks for, and nothing else."""

    at = _moment(_("Xảy ra lúc"))
    number = forms.CharField(label=_("Số, ký hiệu giấy tờ"), max_length=80, required=False)
    signed_on = forms.DateField(label=_("Ngày ký"), widget=DayInput, required=False)
    signed_as = forms.CharField(label=_("Chức danh người ký"), max_length=200, required=False)
    signer = forms.CharField(label=_("Người ký"), max_length=120, required=False)
    parents = forms.CharField(label=_PARENTS, max_length=200)
    why = forms.ChoiceField(label=_("Lý do theo luật"))
    grounds = forms.MultipleChoiceField(
        label=_("Căn cứ theo luật"), widget=forms.CheckboxSelectMultiple, required=False
    )
    circumstances = forms.MultipleChoiceField(
        label=_("Trường hợp không áp dụng"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Đánh dấu nếu có: khi đó hệ thống không cho lập hồ sơ. Điều đánh dấu không được lưu."),
    )  # fmt: skip
    last_act = forms.DateField(label=_("Ngày của hành vi lần cuối"), widget=DayInput, required=False)
    facility = forms.TypedChoiceField(
        label=_("Cơ sở"), coerce=int, empty_value=None, widget=PlainSelect, required=False
    )

    def __init__(
        self, *given: Any, event: Event, signed_as: str, minor: bool, grounds: Choices, circumstances: Choices,
        facilities: Choices, **named: Any,
    ) -> None:  # fmt: skip
        named["initial"] = {"signed_as": signed_as} | dict(named.get("initial") or {})
        super().__init__(*given, **named)
        asks_ground = event.needs_ground or event.grounds
        for name, needed in {
            "parents": minor and event.parents, "why": bool(event.why), "grounds": asks_ground,
            "circumstances": asks_ground, "last_act": asks_ground, "facility": event.facility,
        }.items():  # fmt: skip
            if not needed:
                del self.fields[name]
        for name in ("number", "signed_on", "signed_as"):
            self.fields[name].required = event.decision
        offered: Mapping[str, Choices] = {"grounds": grounds, "circumstances": circumstances}
        for name, rows in offered.items():
            if name in self.fields:
                self.fields[name].choices = list(rows)  # type: ignore[attr-defined]
        if "facility" in self.fields:
            _choose(self.fields["facility"], facilities)
        if "why" in self.fields:
            _choose(self.fields["why"], [(why, REMOVALS[why]) for why in event.why])  # type: ignore[misc]

    def told(self) -> dict[str, Any]:
        """As arguments of services.record_step."""
        said = dict(self.cleaned_data)
        paper = {name: said.pop(name) for name in ("number", "signed_on", "signed_as", "signer")}
        said["paper"] = Signed(**paper) if paper["number"] and paper["signed_on"] else None
        return {name: value for name, value in said.items() if value not in (None, "")} | {
            "paper": said["paper"]
        }


class TransferForm(forms.Form):
    target = forms.TypedChoiceField(label=_("Công an cấp xã nơi chuyển đến"), coerce=int, widget=PlainSelect)
    moved_at = _moment(_("Người đó chuyển đi lúc"))
    number = forms.CharField(label=_("Số thông báo chuyển hồ sơ"), max_length=80)
    signed_on = forms.DateField(label=_("Ngày ký"), widget=DayInput)

    def __init__(self, *given: Any, targets: Choices, **named: Any) -> None:
        super().__init__(*given, **named)
        _choose(self.fields["target"], targets)


class ReferForm(forms.Form):
    what = forms.ChoiceField(label=_("Giới thiệu để"), choices=list(REFERRALS.items()))
    target = forms.TypedChoiceField(label=_("Cơ quan"), coerce=int, widget=PlainSelect)
    consent = forms.CharField(
        label=_("Người đó đồng ý thế nào"),
        max_length=200,
        help_text=_("Giấy đồng ý, hoặc điều luật cho phép."),
    )

    def __init__(self, *given: Any, targets: Choices, **named: Any) -> None:
        super().__init__(*given, **named)
        _choose(self.fields["target"], targets)

    def clean_what(self) -> ReferralFor:
        return ReferralFor(self.cleaned_data["what"])


class ServeForm(forms.Form):
    paper = forms.TypedChoiceField(label=_("Giấy tờ"), coerce=int)
    to = forms.ChoiceField(label=_("Giao cho"), choices=list(DELIVERED_TO.items())[:2])
    how = forms.ChoiceField(label=_("Cách giao"), choices=list(DELIVERED_HOW.items()))
    at = _moment(_("Giao lúc"))
    proof = forms.CharField(
        label=_("Biên bản, giấy tờ chứng minh"),
        max_length=200,
        help_text=_("Ví dụ: biên bản giao nhận số 12."),
    )

    def __init__(self, *given: Any, papers: Choices, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["paper"].choices = list(papers)  # type: ignore[attr-defined]

    def clean_to(self) -> DeliveredTo:
        return DeliveredTo(self.cleaned_data["to"])

    def clean_how(self) -> DeliveredHow:
        return DeliveredHow(self.cleaned_data["how"])


class StageForm(forms.Form):
    on = forms.DateField(label=_("Ngày"), widget=DayInput)


class PastForm(forms.Form):
    kind = forms.ChoiceField(label=_("Biện pháp"), choices=list(EPISODES.items()))
    began = forms.DateField(label=_("Từ ngày"), widget=DayInput)
    ended = forms.DateField(label=_("Đến ngày"), widget=DayInput)
    decision = forms.CharField(label=_("Số, ngày quyết định"), max_length=120)
    place = forms.CharField(label=_("Nơi thực hiện"), max_length=200, required=False)

    def clean_kind(self) -> EpisodeKind:
        return EpisodeKind(self.cleaned_data["kind"])


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Trả lời"), max_length=300, required=False)
