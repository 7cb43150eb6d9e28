"""Template tags and filters of the face: {% load face %}. What they say is decided in formats.py."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django import template
from django.http import HttpRequest, QueryDict
from django.template.context import Context
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy

from chungtay.base.seams import Seam, ask
from chungtay.site import formats, icons
from chungtay.site.verbs import VERBS

register = template.Library()


class Badge(NamedTuple):
    tone: str
    icon: str
    word: Promise


BADGES = {
    "not_started": Badge("muted", "not-started", gettext_lazy("chưa bắt đầu")),
    "doing": Badge("info", "doing", gettext_lazy("đang làm")),
    "done": Badge("done", "done", gettext_lazy("xong")),
    "overdue": Badge("late", "late", gettext_lazy("quá hạn")),
    "due_soon": Badge("soon", "soon", gettext_lazy("sắp đến hạn")),
    "not_reported": Badge("muted", "not-reported", gettext_lazy("không báo cáo")),
    "waiting": Badge("soon", "waiting", gettext_lazy("chờ xác nhận")),
    "rejected": Badge("muted", "rejected", gettext_lazy("không nhận")),
}


@register.simple_tag
def icon(name: str, *, small: bool = False, large: bool = False, label: str = "") -> SafeString:
    """{% icon "search" %}; hidden from screen readers unless it carries a label of its own."""
    size = " icon-small" if small else " icon-large" if large else ""
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" {}>{}</svg>',
        size,
        spoken,
        mark_safe(icons.strokes(name)),  # noqa: S308 - strokes come from the package's own files
    )


@register.simple_tag
def badge(state: str, label: str = "") -> SafeString:
    """{% badge task.state %}: sign and word of a work state; another word may be given."""
    tone, sign, word = BADGES[state]
    return format_html('<span class="badge {}">{}{}</span>', tone, icon(sign, small=True), label or word)


@register.simple_tag(takes_context=True)
def today(context: Context) -> SafeString:
    """{% today %}: "thứ Sáu, 12/06/2026", the day of the request."""
    day = _today(context)
    return format_html(
        '<time datetime="{}">{}, {}</time>', day.isoformat(), formats.weekday(day), formats.exact_date(day)
    )


@register.simple_tag(takes_context=True)
def people_date(context: Context, day: date | datetime | None, *, finished: bool = False) -> SafeString:
    """{% people_date task.due finished=task.is_done %}: "còn 3 ngày · thứ Sáu 12/6", exact in the title."""
    if day is None:
        return format_html('<span class="muted">{}</span>', gettext("không có hạn"))
    due = _day(day)
    said = formats.spoken_date(due, _today(context), finished=finished)
    distance = format_html("<strong>{}</strong><i> · </i>", said.distance) if said.distance else ""
    return format_html(
        '<time class="date {}" datetime="{}" title="{}">{}<span>{}</span></time>',
        said.tone,
        due.isoformat(),
        formats.exact_date(due),
        distance,
        said.day,
    )


@register.filter
def exact_date(day: date | datetime | None) -> str:
    """{{ plan.issued_on|exact_date }}: 09/06/2026; empty for no date."""
    return "" if day is None else formats.exact_date(_day(day))


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime) -> SafeString:
    """{% moment entry.at %}: "14:05 hôm nay" or "14:05 thứ Sáu 12/6", in the time of Việt Nam."""
    local = timezone.localtime(at)
    day = local.date()
    said = gettext("hôm nay") if day == _today(context) else formats.short_date(day, _today(context))
    clock = f"{local:%H:%M}"
    exact = f"{clock} {formats.exact_date(day)}"
    return format_html('<time datetime="{}" title="{}">{} {}</time>', local.isoformat(), exact, clock, said)


@register.filter
def number(value: Decimal | int | None) -> SafeString | str:
    """{{ value|number }}: 1.234,5. Nothing reported is a dash that says so; zero is 0."""
    return _not_reported() if value is None else formats.number(value)


@register.filter
def trimmed(value: Decimal) -> Decimal:
    """{{ amount|trimmed|number }}: without the zeros that a column adds; 6420.00 is 6420, 99.50 is 99.5."""
    return formats.trimmed(value)


@register.filter
def money(dong: Decimal | int | None) -> SafeString:
    """{{ dong|money }}: in triệu đồng, the exact đồng in the title."""
    if dong is None:
        return _not_reported()
    return format_html(
        '<data value="{}" title="{}">{}</data>', dong, formats.exact_money(dong), formats.money(dong)
    )


@register.filter
def millions(dong: Decimal | int | None) -> SafeString:
    """{{ dong|millions }}: the triệu of a column that names its unit, the exact đồng in the title."""
    if dong is None:
        return _not_reported()
    said = formats.number(formats.trimmed(Decimal(dong) / formats.MILLION))
    return format_html('<data value="{}" title="{}">{}</data>', dong, formats.exact_money(dong), said)


@register.filter
def percent(value: Decimal | int | None) -> SafeString | str:
    """{{ task.progress|percent }}: 62,5%, from 62.5."""
    return _not_reported() if value is None else formats.percent(value)


@register.simple_tag(takes_context=True)
def timeline_bar(
    context: Context, begin: date | None, end: date, first: date, last: date, *, label: str, tone: str = ""
) -> SafeString:
    """{% timeline_bar task.start task.due plan.start plan.end label=words %}: a bar on a line, and today.

    Without a begin only the due day is marked. The label says in words what the bar shows.
    """
    at = formats.share_of_span(begin, first, last) if begin else formats.share_of_span(end, first, last) - 1
    to = formats.share_of_span(end, first, last)
    now = formats.share_of_span(_today(context), first, last)
    return format_html(
        '<svg class="timeline" viewBox="0 0 100 28" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="track" y="13" width="100" height="2"/>'
        '<rect class="span {}" x="{}" y="9" width="{}" height="10"/>'
        '<line class="now" x1="{now}" x2="{now}" y1="2" y2="26" vector-effect="non-scaling-stroke"/></svg>',
        label,
        tone,
        at,
        max(to - at, 1),
        now=now,
    )


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: Any) -> str:
    """{% query_with page=2 sort=None %}: the query of this address so changed; None takes a name out."""
    query = _query(context)
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def query_without(context: Context, name: str, value: object) -> str:
    """{% query_without "agency" 7 %}: the query of this address without this one value, on its first page."""
    query = _query(context)
    query.setlist(name, [kept for kept in query.getlist(name) if kept != str(value)])
    query.pop("page", None)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def sort_of(context: Context, key: str) -> str:
    """{% sort_of "due" as order %}: how the list is sorted by this key now, "ascending", "descending" or ""."""
    sort = _query(context).get("sort", "")
    return {key: "ascending", f"-{key}": "descending"}.get(sort, "")


@register.simple_tag(takes_context=True)
def seam(context: Context, name: str, thing: object = None) -> SafeString:
    """{% seam "task_page" task %}: what rooms above add here; drawn by their own templates, so safe as it comes."""
    return SafeString("".join(ask(Seam(name), context["request"], thing)))


@register.filter
def verb_word(verb: str) -> str:
    """{{ entry.verb|verb_word }}: what an entry of the journal is called; other words stay as they are."""
    return str(VERBS.get(verb, verb))


def _not_reported() -> SafeString:
    words = gettext("không báo cáo")
    return format_html('<span class="none" title="{}">—<span class="unseen"> {}</span></span>', words, words)


def _query(context: Context) -> QueryDict:
    request: HttpRequest = context["request"]
    return request.GET.copy()


def _today(context: Context) -> date:
    """The day of the request; pages drawn outside a request (an error, a test) take the clock's."""
    request = context.get("request")
    day: date | None = getattr(request, "today", None)
    return day or timezone.localdate()


def _day(day: date | datetime) -> date:
    return timezone.localtime(day).date() if isinstance(day, datetime) else day
