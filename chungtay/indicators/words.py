"""What the pages call things."""

from decimal import Decimal

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from chungtay.indicators.rules import Blank, Geography, Standing
from chungtay.pictures.rules import Words
from chungtay.places.rules import Kind

BLANKS = {
    Blank.NOT_REPORTED: gettext_lazy("chưa có báo cáo"),
    Blank.OTHER_PERIOD: gettext_lazy("không báo cáo theo kỳ này"),
    Blank.NOT_ADDED: gettext_lazy("không cộng được"),
    Blank.DIVIDED_BY_ZERO: gettext_lazy("mẫu số bằng 0"),
    Blank.HELD_BACK: gettext_lazy("số nhỏ về người, không nêu"),
}
GEOGRAPHIES = {
    Geography.NEW: gettext_lazy("Đơn vị hiện nay"),
    Geography.OLD: gettext_lazy("Đơn vị trước 01/7/2025"),
}
LEVELS = {
    Kind.PROVINCE: gettext_lazy("Tỉnh, thành phố"),
    Kind.DISTRICT: gettext_lazy("Huyện, quận"),
    Kind.COMMUNE: gettext_lazy("Xã, phường"),
}
SPANS = {
    "month": gettext_lazy("Từng tháng trong năm"),
    "quarter": gettext_lazy("Từng quý trong năm"),
    "half": gettext_lazy("6 tháng, 9 tháng, cả năm"),
    "year": gettext_lazy("Năm năm liền"),
}
WHY_NOT = {
    "apart": gettext_lazy(
        "Các chất, các dạng khác nhau không bao giờ được cộng với nhau. Hãy xem theo từng mục."
    ),
    "units": gettext_lazy("Các mục tính bằng đơn vị khác nhau nên không cộng được. Hãy xem theo từng mục."),
}
STANDINGS = {
    Standing.REACHED: gettext_lazy("Đã đạt"),
    Standing.ON_COURSE: gettext_lazy("Đúng lộ trình"),
    Standing.BEHIND: gettext_lazy("Chậm so với lộ trình"),
    Standing.MISSED: gettext_lazy("Không đạt khi đến hạn"),
    Standing.UNKNOWN: gettext_lazy("Chưa đủ số liệu để kết luận"),
}


def number_words(value: Decimal) -> str:
    """1.234,5 in Vietnamese, 1,234.5 in English: for the words of a picture."""
    return f"{value:,f}" if get_language() == "en" else Words().number(value)


def period_words(period: str) -> str:
    """
    >>> period_words("2026-M03"), period_words("2026")
    ('3/2026', '2026')
    """
    year, _dash, code = period.partition("-")
    if code.startswith("M"):
        return f"{int(code[1:])}/{year}"
    if code.startswith("Q"):
        return _("Quý %(quarter)s/%(year)s") % {"quarter": code[1:], "year": year}
    if code:
        return _("%(months)s tháng %(year)s") % {"months": 6 if code == "H1" else 9, "year": year}
    return year
