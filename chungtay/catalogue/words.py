"""The closed lists in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.catalogue.rules import Aggregation, Better, PeriodKind, ValueKind

AGGREGATIONS: dict[str, Promise] = {
    Aggregation.SUM: _("Cộng các kỳ, cộng các địa bàn"),
    Aggregation.LAST: _("Lấy kỳ cuối, cộng các địa bàn"),
    Aggregation.MAXIMUM: _("Lấy số cao nhất, không cộng"),
    Aggregation.NONE: _("Không cộng: mỗi số đứng riêng"),
}
VALUE_KINDS: dict[str, Promise] = {
    ValueKind.COUNT: _("Số đếm (số nguyên)"),
    ValueKind.MEASURE: _("Số đo (có phần lẻ)"),
    ValueKind.MONEY: _("Số tiền (đồng)"),
}
PERIOD_KINDS: dict[str, Promise] = {
    PeriodKind.MONTH: _("tháng"),
    PeriodKind.QUARTER: _("quý"),
    PeriodKind.HALF: _("6 tháng"),
    PeriodKind.NINE_MONTHS: _("9 tháng"),
    PeriodKind.YEAR: _("năm"),
}
BETTER: dict[str, Promise] = {
    Better.HIGHER: _("cao hơn là tốt"),
    Better.LOWER: _("thấp hơn là tốt"),
    Better.NEITHER: _("không nói lên tốt hay xấu"),
}
# Who may be asked for a form of the province's own, by kind/level of agency.
REPORTERS: dict[str, Promise] = {
    "peoples_committee/commune": _("UBND xã, phường"),
    "police/commune": _("Công an xã, phường"),
    "police/province": _("Công an tỉnh"),
    "department/province": _("Sở, ban, ngành tỉnh"),
    "front/province": _("Mặt trận Tổ quốc tỉnh"),
    "mass_organisation/province": _("Đoàn thể tỉnh"),
    "border_guard/province": _("Bộ đội Biên phòng tỉnh"),
    "customs/province": _("Hải quan"),
    "procuracy/province": _("Viện kiểm sát nhân dân tỉnh"),
    "court/province": _("Tòa án nhân dân tỉnh"),
    "facility/province": _("Cơ sở điều trị, cai nghiện"),
}
