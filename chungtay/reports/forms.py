"""The shapes of what is told to the room."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.base.web import DayInput, VietnameseSelect
from chungtay.reports.rules import kinds
from chungtay.reports.words import PARTS

MEASURES = "cac-chi-so"  # the list of measures on the page, from which the browser offers
_MANY = {"rows": 5}
_NOBODY = _("Không ghi tên hay thông tin của người nghiện, người tố giác.")


class OpenForm(forms.Form):
    kind = forms.ChoiceField(label=_("Loại báo cáo"), widget=VietnameseSelect)
    year = forms.IntegerField(label=_("Năm"), min_value=2015, max_value=2100)
    part = forms.IntegerField(
        label=_("Tháng hoặc quý"), required=False, min_value=1, max_value=12,
        help_text=_("Cần cho báo cáo tháng, đột xuất (1–12) và báo cáo quý (1–4)."),
    )  # fmt: skip
    about = forms.CharField(
        label=_("Báo cáo về việc gì"), required=False, max_length=300,
        help_text=_("Chỉ cần cho báo cáo đột xuất, chuyên đề."),
    )  # fmt: skip
    plan = forms.TypedChoiceField(
        label=_("Kế hoạch"), required=False, coerce=int, empty_value=None, widget=VietnameseSelect,
        help_text=_("Chỉ cần cho báo cáo tổng kết một kế hoạch."),
    )  # fmt: skip

    def __init__(self, *given: Any, plans: Iterable[tuple[int, str]], today: date, **named: Any) -> None:
        super().__init__(*given, **named)
        self.initial = {"year": today.year, "kind": "sau_thang"}
        closable = list(plans)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (code, kind.name) for code, kind in kinds().items() if closable or not kind.of_plan
        ]
        self.fields["plan"].choices = [("", "—"), *closable]  # type: ignore[attr-defined]
        if not closable:
            del self.fields["plan"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        known = kinds().get(said.get("kind", ""))
        most = PARTS.get(known.period) if known else None
        if most and not 1 <= (said.get("part") or 0) <= most:
            self.add_error("part", _("Hãy ghi số từ 1 đến %(most)s.") % {"most": most})
        if known and known.of_plan and not said.get("plan"):
            self.add_error("plan", _("Hãy chọn kế hoạch cần tổng kết."))
        if known and known.about and not said.get("about"):
            self.add_error("about", _("Hãy ghi báo cáo về việc gì."))
        return {**said, "part": said.get("part") or 1}


class PassageForm(forms.Form):
    text = forms.CharField(
        label=_("Nội dung"), required=False, widget=forms.Textarea(attrs=_MANY),
        help_text=_("Để trống thì lấy lại câu soạn sẵn."),
    )  # fmt: skip
    left_out = forms.BooleanField(label=_("Bỏ đoạn này khỏi báo cáo"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class AskForm(forms.Form):
    units = forms.TypedMultipleChoiceField(
        label=_("Hỏi các đơn vị"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    due_on = forms.DateField(label=_("Gửi trước ngày"), widget=DayInput)

    def __init__(self, *given: Any, units: Iterable[tuple[int, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["units"].choices = list(units)  # type: ignore[attr-defined]


class ContributeForm(forms.Form):
    result = forms.CharField(
        label=_("Kết quả nổi bật"), required=False, widget=forms.Textarea(attrs=_MANY), help_text=_NOBODY
    )
    cause = forms.CharField(
        label=_("Tồn tại, hạn chế và nguyên nhân"), required=False, widget=forms.Textarea(attrs=_MANY)
    )
    proposal = forms.CharField(
        label=_("Kiến nghị, đề xuất"), required=False, widget=forms.Textarea(attrs=_MANY)
    )


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label=_("Đơn vị cần sửa gì"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class AgreeForm(forms.Form):
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=60, help_text=_("Ví dụ: BC-CAT."))
    signed_as = forms.CharField(
        label=_("Thẩm quyền, chức vụ"), max_length=300, help_text=_("Ví dụ: KT. GIÁM ĐỐC – PHÓ GIÁM ĐỐC.")
    )
    signed_by = forms.CharField(label=_("Người ký"), max_length=200)


class IssueForm(forms.Form):
    number = forms.IntegerField(label=_("Số văn bản"), min_value=1)
    dated = forms.DateField(label=_("Ngày ban hành"), widget=DayInput)


class SectionForm(forms.Form):
    section = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Ý kiến về mục này"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_NOBODY,
    )


class SettleForm(forms.Form):
    remark = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=_("Đã xử lý thế nào"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class TiesForm(forms.Form):
    """The measure (its code) of each target of the plan; what its words suggest is to be confirmed."""

    def __init__(self, *given: Any, ties: Iterable[tuple[Any, str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        for target, tied, suggested in ties:
            self.fields[f"target-{target.pk}"] = forms.CharField(
                label=target.text, required=False, max_length=120, initial=tied or suggested,
                widget=forms.TextInput(attrs={"list": MEASURES, "spellcheck": "false"}),
                help_text=_("Gợi ý từ câu chữ, hãy kiểm tra.") if suggested and not tied else "",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        return {"ties": {int(name.partition("-")[2]): code.strip() for name, code in said.items()}}


class SignedForm(forms.Form):
    """The cleaned value is what ``take_signed`` asks for."""

    file = forms.FileField(label=_("Tệp PDF đã ký số"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        file = said.get("file")
        return {"name": file.name, "content": file.read()} if file else said


class OutlineForm(forms.Form):
    text = forms.CharField(
        label=_("Dàn bài"), widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "lang": "vi"})
    )


class OutlineFileForm(forms.Form):
    file = forms.FileField(
        label=_("Dàn bài sửa bằng Word (.docx)"),
        help_text=_("Tệp được đọc vào ô dàn bài ở trên để xem thử; chưa ghi."),
    )


class LayoutForm(forms.Form):
    """The cleaned value is what ``keep_layout`` asks for."""

    file = forms.FileField(
        label=_("Tệp Word mẫu của cơ quan (.docx)"),
        help_text=_(
            "Được điền thử bằng số liệu hôm nay; chỗ không điền được sẽ được chỉ ra và tệp chưa được ghi."
        ),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        file = said.get("file")
        return {"name": file.name, "content": file.read()} if file else said


class RootForm(forms.Form):
    name = forms.CharField(label=_("Tên gọi"), required=False, max_length=300)
    file = forms.FileField(label=_("Chứng thư số gốc (.cer, .crt, .pem)"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        file = said.get("file")
        return {"name": said.get("name", ""), "content": file.read()} if file else said
