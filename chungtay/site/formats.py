"""Dates, numbers and money as people write them, in the active language (Vietnamese or English)."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

WEEKDAYS = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)
MINUS = "\N{MINUS SIGN}"
MILLION = Decimal(1_000_000)
SMALL_CHANGE = Decimal(10_000)
# Beyond this many days nobody counts days; "khoảng 3 tháng" is what people say.
DAYS_THAT_PEOPLE_COUNT = 60


@dataclass(frozen=True, slots=True)
class SpokenDate:
    """A date as people say it: how far it is (may be empty), the day, and how it weighs."""

    distance: str
    day: str
    tone: str  # "late" | "soon" | ""


def exact_date(day: date) -> str:
    """09/06/2026, in both languages: official papers know no other order."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def weekday(day: date) -> str:
    return str(WEEKDAYS[day.weekday()])


def short_date(day: date, today: date) -> str:
    """thứ Sáu 12/6; with the year when it is not this one."""
    year = "" if day.year == today.year else f"/{day.year}"
    return f"{weekday(day)} {day.day}/{day.month}{year}"


def spoken_date(day: date, today: date, *, finished: bool = False, soon_days: int = 7) -> SpokenDate:
    """How a due day is said on the given day; of finished work only the day matters."""
    if finished:
        return SpokenDate("", short_date(day, today), "")
    left = (day - today).days
    tone = "late" if left < 0 else "soon" if left <= soon_days else ""
    return SpokenDate(_distance(left), short_date(day, today), tone)


def _distance(left: int) -> str:
    if left == 0:
        return gettext("hôm nay")
    if left == 1:
        return gettext("ngày mai")
    days = abs(left)
    if days <= DAYS_THAT_PEOPLE_COUNT:
        if left > 0:
            return ngettext("còn %(count)s ngày", "còn %(count)s ngày", days) % {"count": days}
        return ngettext("quá hạn %(count)s ngày", "quá hạn %(count)s ngày", days) % {"count": days}
    months = round(days / 30.44)
    if left > 0:
        return gettext("còn khoảng %(count)s tháng") % {"count": months}
    return gettext("quá hạn khoảng %(count)s tháng") % {"count": months}


def share_of_span(day: date, first: date, last: date) -> float:
    """Where a day lies between two others, 0 to 100; what lies outside stands at the nearer end."""
    if last <= first:
        return 100.0
    share = (day - first) / (last - first) * 100
    return round(min(max(share, 0.0), 100.0), 2)


def number(value: Decimal | int) -> str:
    """1.234,5 in Vietnamese, 1,234.5 in English; every digit that is stored, none invented."""
    digits = f"{abs(Decimal(value)):f}"
    whole, _, fraction = digits.partition(".")
    thousands, point = (",", ".") if get_language() == "en" else (".", ",")
    grouped = f"{int(whole):,}".replace(",", thousands)
    sign = MINUS if value < 0 else ""
    return f"{sign}{grouped}{point}{fraction}" if fraction else f"{sign}{grouped}"


def money(dong: Decimal | int) -> str:
    """An amount of đồng said in triệu đồng, two decimals at most; small change stays in đồng."""
    if abs(Decimal(dong)) < SMALL_CHANGE:
        return exact_money(dong)
    million = (Decimal(dong) / MILLION).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return gettext("%(amount)s triệu đồng") % {"amount": number(trimmed(million))}


def exact_money(dong: Decimal | int) -> str:
    return gettext("%(amount)s đồng") % {"amount": number(trimmed(Decimal(dong)))}


def percent(value: Decimal | int) -> str:
    """62,5% from 62.5: values are stored in hundredths, as plans state them."""
    return f"{number(value)}%"


def trimmed(value: Decimal) -> Decimal:
    """Without zeros behind the point: 12,50 triệu says no more than 12,5."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
