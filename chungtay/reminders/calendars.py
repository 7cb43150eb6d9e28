"""A feed as phones read it: RFC 5545, written by the icalendar library."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Timezone
from icalendar import Event as Entry

from chungtay.reminders.rules import Event, Known, Recurrence

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_BEGINS, _ENDS = time(16, 30), time(17, 0)  # the last half hour of a working day
_ASK_AGAIN = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Told:
    """What a feed tells of one event, and since when."""

    known: Known
    changed_at: datetime


def as_ics(told: Iterable[Told]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Chung Tay//Nhac viec//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Việc và thời hạn (Chung Tay)"))
    calendar.add("x-wr-timezone", str(VIETNAM))
    calendar.add("refresh-interval", _ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add_component(Timezone.from_tzid(str(VIETNAM), first_date=date(2020, 1, 1)))
    for one in told:
        calendar.add_component(_entry(one))
    return bytes(calendar.to_ical())


def _entry(told: Told) -> Entry:
    event, entry = told.known.event, Entry()
    entry.add("uid", f"{event.uid}@{urlsplit(settings.SITE_ADDRESS).hostname}")
    entry.add("sequence", told.known.sequence)
    entry.add("dtstamp", told.changed_at)
    entry.add("last-modified", told.changed_at)
    entry.add("summary", event.words)
    entry.add("status", "CANCELLED" if told.known.cancelled else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    entry.add("dtstart", _start(event, event.when.first))
    entry.add("dtend", _end(event))
    if event.link:
        entry.add("url", f"{settings.SITE_ADDRESS}{event.link}")
        entry.add("description", _("Hạn của cơ quan anh/chị. Mở để làm và báo cáo: %(link)s") % {
            "link": f"{settings.SITE_ADDRESS}{event.link}"
        })  # fmt: skip
    _recurs(entry, event)
    return entry


def _recurs(entry: Entry, event: Event) -> None:
    when: Recurrence = event.when
    if when.months:
        entry.add("rrule", {
            "freq": "MONTHLY", "interval": when.months, "bymonthday": when.day, "count": when.count,
        })  # fmt: skip
    for name, days in (("exdate", when.but), ("rdate", when.more)):
        if days:
            values = {} if not event.whole_days else {"VALUE": "DATE"}
            entry.add(name, [_start(event, day) for day in days], parameters=values)


def _start(event: Event, day: date) -> date:
    return day if event.whole_days else datetime.combine(day, _BEGINS, VIETNAM)


def _end(event: Event) -> date:
    if event.whole_days:
        return event.when.first + timedelta(days=event.whole_days)
    return datetime.combine(event.when.first, _ENDS, VIETNAM)
