"""Shapes of input about bodies, and the words of their kinds and levels."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.agencies.rules import AgencyKind, AgencyLevel

KIND_WORDS = {
    AgencyKind.PEOPLES_COMMITTEE: _("Ủy ban nhân dân"),
    AgencyKind.POLICE: _("Công an"),
    AgencyKind.MILITARY: _("Quân sự"),
    AgencyKind.BORDER_GUARD: _("Bộ đội Biên phòng"),
    AgencyKind.CUSTOMS: _("Hải quan"),
    AgencyKind.DEPARTMENT: _("Sở, phòng, ban"),
    AgencyKind.PARTY: _("Cơ quan Đảng"),
    AgencyKind.FRONT: _("Mặt trận Tổ quốc"),
    AgencyKind.MASS_ORGANISATION: _("Đoàn thể"),
    AgencyKind.COURT: _("Tòa án"),
    AgencyKind.PROCURACY: _("Viện kiểm sát"),
    AgencyKind.FACILITY: _("Cơ sở điều trị, cai nghiện, y tế"),
    AgencyKind.STEERING_COMMITTEE: _("Ban Chỉ đạo"),
    AgencyKind.GROUP: _("Nhóm cơ quan"),
    AgencyKind.OTHER: _("Khác"),
}

LEVEL_WORDS = {
    AgencyLevel.CENTRAL: _("Trung ương"),
    AgencyLevel.PROVINCE: _("Cấp tỉnh"),
    AgencyLevel.DISTRICT: _("Cấp huyện"),
    AgencyLevel.COMMUNE: _("Cấp xã"),
}


class AgencyForm(forms.Form):
    name = forms.CharField(label=_("Tên đầy đủ"), max_length=300)
    short_name = forms.CharField(label=_("Tên gọi tắt"), max_length=120, required=False)
    kind = forms.ChoiceField(
        label=_("Loại"), choices=[(kind.value, word) for kind, word in KIND_WORDS.items()]
    )
    level = forms.ChoiceField(
        label=_("Cấp"),
        choices=[(level.value, word) for level, word in LEVEL_WORDS.items()],
        initial="province",
    )
    place = forms.CharField(
        label=pgettext_lazy("one", "Địa bàn"),
        required=False,
        help_text=_("Gõ tên tỉnh, huyện hoặc xã. Để trống nếu trùng địa bàn của bạn."),
    )
    valid_from = forms.DateField(label=_("Có từ ngày"), widget=forms.DateInput(attrs={"type": "date"}))


class DayForm(forms.Form):
    """The day for which bodies are listed; empty or no day at all means today."""

    on = forms.DateField(label=_("Vào ngày"), required=False)


class AliasForm(forms.Form):
    text = forms.CharField(
        label=_("Cách viết khác"),
        max_length=300,
        help_text=_("Văn bản viết tên cơ quan thế này thì hệ thống hiểu là cơ quan này."),
    )
