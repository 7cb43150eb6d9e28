"""The shape of what people send; what it means is decided in rules and services."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.budgets.queries import SIDES, Asked
from chungtay.budgets.rules import parse_amount, sources
from chungtay.budgets.services import Allotment, Paper

Choices = Iterable[tuple[Any, str]]
UNITS = {
    "đồng": _("đồng"),
    "nghìn đồng": _("nghìn đồng"),
    "triệu đồng": _("triệu đồng"),
    "tỷ đồng": _("tỷ đồng"),
}


class AmountField(forms.Field):
    """An amount in đồng, typed as people write it: 15.000.000, 15 triệu, 1,5 tỷ."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("help_text", _("Ví dụ: 15.000.000 hoặc 15 triệu hoặc 1,5 tỷ."))
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 60}), **given)

    def to_python(self, value: Any) -> int | None:
        if not value:
            return None
        amount = parse_amount(str(value)[:60])
        if amount is None:
            raise forms.ValidationError(_("Hãy viết số tiền chẵn đồng, ví dụ 15.000.000 hoặc 15 triệu."))
        return amount


class PaperForm(forms.Form):
    """The paper that every movement rests on."""

    paper = forms.CharField(
        label=_("Số, ký hiệu văn bản hoặc chứng từ"),
        max_length=120,
        help_text=_("Ví dụ: 15/QĐ-UBND, UNC số 27."),
    )
    on = forms.DateField(
        label=_("Ngày của văn bản"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    ground = forms.CharField(
        label=_("Nội dung"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Không ghi tên hay thông tin của người nghiện, người tố giác."),
    )  # fmt: skip

    def said_paper(self) -> Paper:
        given = self.cleaned_data
        return Paper(given["paper"], given["on"], given["ground"])


class AllotForm(PaperForm):
    line = forms.TypedChoiceField(label=_("Dòng kinh phí"), coerce=int)
    year = forms.TypedChoiceField(label=_("Năm"), coerce=int)
    source = forms.ChoiceField(label=_("Nguồn"))
    agency = forms.TypedChoiceField(label=_("Cơ quan được phân bổ"), coerce=int)
    place = forms.TypedChoiceField(
        label=_("Địa bàn thực hiện"), coerce=int, required=False, empty_value=None,
        help_text=_("Để trống nếu chi cho toàn tỉnh."),
    )  # fmt: skip
    amount = AmountField(label=_("Số tiền"))
    field_order = ["line", "year", "source", "agency", "place", "amount", "paper", "on", "ground"]

    def __init__(
        self,
        *args: Any,
        lines: Choices,
        years: Iterable[int],
        agencies: Choices,
        places: Choices,
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        choices: dict[str, list[tuple[Any, Any]]] = {
            "line": list(lines), "year": [(year, str(year)) for year in years],
            "source": [(code, _(name)) for code, name in sources().items()], "agency": list(agencies),
            "place": [("", _("Toàn tỉnh")), *places],
        }  # fmt: skip
        for name, offered in choices.items():
            cast(Any, self.fields[name]).choices = offered

    def said_part(self) -> Allotment:
        given = self.cleaned_data
        return Allotment(
            given["line"], given["year"], given["source"], given["agency"], given["amount"], given["place"]
        )


class AdjustForm(PaperForm):
    """From one line and year to another; with a decision, only one of the two."""

    giver = forms.ChoiceField(label=_("Giảm ở dòng, năm"), required=False)
    taker = forms.ChoiceField(label=_("Tăng ở dòng, năm"), required=False)
    amount = AmountField(label=_("Số tiền"))
    by_decision = forms.BooleanField(
        label=_("Quyết định của cấp duyệt dự toán cho phép đổi tổng"), required=False
    )
    field_order = ["giver", "taker", "amount", "by_decision", "paper", "on", "ground"]

    def __init__(self, *args: Any, cells: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        for name in ("giver", "taker"):
            cast(Any, self.fields[name]).choices = [("", _("không có")), *cells]

    def said_changes(self) -> dict[tuple[int, int], int]:
        """By line and year, in đồng; the same cell on both sides changes nothing."""
        changes: dict[tuple[int, int], int] = {}
        for name, sign in (("giver", -1), ("taker", 1)):
            if chosen := self.cleaned_data[name]:
                line, year = (int(part) for part in chosen.split("-"))
                changes[line, year] = changes.get((line, year), 0) + sign * self.cleaned_data["amount"]
        return changes


class MoveForm(PaperForm):
    amount = AmountField(label=_("Số tiền"))
    field_order = ["amount", "promised", "paper", "on", "ground"]


class DisburseForm(MoveForm):
    promised = AmountField(
        label=_("Trong đó đã cam kết trước"), required=False,
        help_text=_("Phần này không còn tính là đang cam kết. Để trống nếu không có."),
    )  # fmt: skip


class QuantityForm(forms.Form):
    code = forms.CharField(
        label=_("Mã, dùng trong công thức"),
        max_length=40,
        help_text=_("Chữ thường không dấu, ví dụ xa_loai_1."),
    )
    label = forms.CharField(label=_("Tên"), max_length=120, help_text=_("Ví dụ: xã trọng điểm loại I."))
    value = forms.DecimalField(
        label=_("Số lượng"), min_value=0, max_digits=16, decimal_places=4, localize=True
    )
    since = forms.DateField(
        label=_("Tính từ ngày"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    paper = forms.CharField(label=_("Theo văn bản"), max_length=120)


class FormulaForm(forms.Form):
    formula = forms.CharField(
        label=_("Công thức cho mỗi năm"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ví dụ: 20 triệu × xa_loai_1 + 5 triệu × (xa_con_lai + xa_khong_te_nan). Để trống nếu không có."),
    )  # fmt: skip


class SheetForm(forms.Form):
    file = forms.FileField(label=_("Tệp .xlsx"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))


class NewBudgetForm(forms.Form):
    """A budget that is entered: its name, and its table as a file or as a pasted block."""

    title = forms.CharField(label=_("Tên bảng kinh phí"), max_length=300)
    pasted = forms.CharField(
        label=_("Dán bảng từ Excel"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "wrap": "off"}),
        help_text=_("Chép cả dòng tiêu đề: TT, Nội dung, Tổng cộng (nếu có), rồi mỗi năm một cột."),
    )  # fmt: skip
    unit = forms.ChoiceField(
        label=_("Đơn vị tính của bảng dán"), initial="triệu đồng",
        choices=list(UNITS.items()),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Hoặc tệp .xlsx theo mẫu, tính bằng đồng"), required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("file") and not (given.get("pasted") or "").strip():
            self.add_error("pasted", _("Hãy dán bảng vào đây, hoặc chọn tệp .xlsx."))
        return given


class AskForm(forms.Form):
    """What the address of the money page asks; what it does not understand asks nothing."""

    by = forms.ChoiceField(required=False, choices=[(side, side) for side in SIDES])
    budget = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    line = forms.IntegerField(required=False)
    year = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    source = forms.ChoiceField(required=False)
    agency = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    place = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)

    def __init__(self, data: Any, **offered: Choices) -> None:
        super().__init__(data)
        for name, choices in {"source": sources().items(), **offered}.items():
            said = [(key, _(words) if name == "source" else words) for key, words in choices]
            cast(Any, self.fields[name]).choices = [("", _("Tất cả")), *said]

    def asked(self) -> Asked:
        self.full_clean()
        kept = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return Asked(**kept)
