"""The shape of a review."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.breakglass.kinds import KINDS
from chungtay.breakglass.rules import Verdict


class OpenForm(forms.Form):
    kind = forms.ChoiceField(label=_("Cần mở"))
    code = forms.CharField(max_length=120)
    reason = forms.CharField(
        label=_("Vì sao phải mở ngay"),
        help_text=_("Cơ quan giữ và người rà soát đọc được. Không ghi tên, tuổi, địa chỉ của người dân."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        kinds = list(KINDS.values())
        self.fields["kind"].choices = [(kind.name, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["code"].label = str(kinds[0].code) if len(kinds) == 1 else _("Số, ký hiệu")


class ReviewForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Việc mở này"),
        choices=[
            (Verdict.JUSTIFIED, _("có lý do chính đáng")),
            (Verdict.UNJUSTIFIED, _("không có lý do chính đáng; đóng lại ngay")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Nhận xét"),
        help_text=_("Bắt buộc khi không chính đáng. Người đã mở và cơ quan giữ đọc được."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
