"""The calendar that a phone subscribes to, read back by the library and by dateutil."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from dateutil.rrule import rruleset, rrulestr  # type: ignore[import-untyped]
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from chungtay.agencies.models import Account
from chungtay.base.problems import NotThere
from chungtay.notices.rules import Act, Due
from chungtay.plans.models import Occurrence, Plan, Share
from chungtay.plans.rules import ShareState
from chungtay.plans.services import end_plan, report_progress, set_due
from chungtay.reminders.models import Feed, FeedEvent
from chungtay.reminders.rules import Recurrence, events_of, recurrence
from chungtay.reminders.services import close_feed, open_feed, read_feed
from tests.cast import NOW, PASSWORD, Cast

LATER = NOW + timedelta(hours=6)
CHECKS = "Kiểm tra cơ sở kinh doanh có điều kiện"  # every month, of the finance department


def events(token: str, now: datetime = NOW) -> dict[str, Any]:
    """The events of a feed by their words."""
    calendar = Calendar.from_ical(read_feed(token=token, now=now))
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


def days_of(event: Any) -> list[date]:
    """Every day of an event, as dateutil reckons them from its lines."""
    lines = event.to_ical().decode().split("\r\n")
    kept = [line for line in lines if line.startswith(("DTSTART", "RRULE", "RDATE", "EXDATE"))]
    if not any(line.startswith(("RRULE", "RDATE")) for line in kept):
        return [event.decoded("DTSTART")]
    turns = rrulestr("\n".join(kept), forceset=True)
    assert isinstance(turns, rruleset)
    return [turn.date() for turn in ([] if "RRULE" in event else [event.decoded("DTSTART")]) + list(turns)]


def test_a_recurring_duty_is_one_event_with_its_rule_in_the_time_of_viet_nam(cast: Cast, plan: Plan) -> None:
    event = events(open_feed(by=cast.department_next_door, now=NOW))[CHECKS]
    wanted = Share.objects.filter(
        agency=cast.department_next_door.agency,
        task__text=CHECKS,
        due_on__lte=NOW.date() + timedelta(days=400),
    )
    assert days_of(event) == list(wanted.order_by("due_on").values_list("due_on", flat=True))
    assert event["RRULE"]["FREQ"] == ["MONTHLY"]
    start = event.decoded("DTSTART")
    assert (str(start.tzinfo), start.utcoffset(), start.hour) == ("Asia/Ho_Chi_Minh", timedelta(hours=7), 16)


def test_the_time_zone_and_the_days_of_the_law_come_along(cast: Cast, plan: Plan) -> None:
    content = read_feed(token=open_feed(by=cast.officer, now=NOW), now=NOW)
    calendar = Calendar.from_ical(content)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Ho_Chi_Minh"]
    found = {str(event["UID"]).split("@")[0]: event for event in calendar.walk("VEVENT")}
    assert days_of(found["legal.estimate.september"])[:2] == [date(2026, 9, 30), date(2027, 9, 30)]
    assert days_of(found["legal.window.month"])[:3] == [
        date(2026, 1, 14),
        date(2026, 2, 14),
        date(2026, 3, 14),
    ]
    month = found["legal.month"]
    assert (month.decoded("DTSTART"), month.decoded("DTEND")) == (date(2026, 6, 1), date(2026, 7, 1))


def test_a_change_raises_the_number_and_what_is_over_is_cancelled(cast: Cast, plan: Plan) -> None:
    token, words = open_feed(by=cast.department, now=NOW), "Lập kế hoạch tuyên truyền"
    first = events(token)[words]
    assert events(token, LATER)[words].to_ical() == first.to_ical()
    occurrence = Occurrence.objects.get(task__text=words)
    set_due(
        by=cast.province,
        now=LATER,
        occurrence=occurrence.pk,
        due_on=date(2026, 4, 15),
        ground="Công văn ví dụ",
    )
    moved = events(token, LATER)[words]
    assert (moved["UID"], int(moved["SEQUENCE"])) == (first["UID"], 1)
    assert moved.decoded("DTSTART").date() == date(2026, 4, 15)
    assert moved.decoded("DTSTAMP") > first.decoded("DTSTAMP")
    end_plan(by=cast.province, now=LATER, plan=plan.pk, ground="Hết hiệu lực (ví dụ)")
    gone = events(token, LATER)[words]
    assert (str(gone["STATUS"]), int(gone["SEQUENCE"])) == ("CANCELLED", 2)
    assert words not in events(token, LATER + timedelta(days=61))


def test_a_turn_that_is_done_leaves_the_series(cast: Cast, plan: Plan) -> None:
    token = open_feed(by=cast.department_next_door, now=NOW)
    before = days_of(events(token)[CHECKS])
    share = Share.objects.filter(agency=cast.department_next_door.agency, due_on=before[1]).get()
    report_progress(
        by=cast.department_next_door, now=NOW, share=share.pk, state=ShareState.DONE, percent=None, note="",
        seen=share.revision,
    )  # fmt: skip
    after = events(token)[CHECKS]
    assert days_of(after) == [before[0], *before[2:]]
    assert int(after["SEQUENCE"]) == 1


def test_a_token_is_shown_once_kept_as_a_hash_and_taken_back(cast: Cast, plan: Plan) -> None:
    client = Client()
    client.login(username="soyte", password=PASSWORD)
    page = client.post("/nhac-viec/", {"feed": "open"}).content.decode()
    token = page.split("/lich/")[1].split(".ics")[0]
    assert token not in client.get("/nhac-viec/").content.decode()
    assert token not in str(list(Feed.objects.values())) + str(list(FeedEvent.objects.values()))
    phone = Client()
    answer = phone.get(f"/lich/{token}.ics")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    again = phone.get(f"/lich/{token}.ics", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    newer = open_feed(by=cast.department, now=NOW)
    assert phone.get(f"/lich/{token}.ics").status_code == 404
    assert phone.get(f"/lich/{newer}.ics").status_code == 200
    client.post("/nhac-viec/", {"feed": "close"})
    assert phone.get(f"/lich/{newer}.ics").status_code == 404


def test_a_feed_tells_no_name_and_nothing_of_other_bodies(cast: Cast, plan: Plan) -> None:
    content = read_feed(token=open_feed(by=cast.officer, now=NOW), now=NOW).decode()
    assert cast.officer.name not in content
    assert "xa.a" not in content
    assert CHECKS not in events(open_feed(by=cast.officer, now=NOW))


def test_after_an_administrator_set_the_password_a_feed_waits_until_its_person_has_chosen_one(
    cast: Cast, plan: Plan
) -> None:
    token, person = open_feed(by=cast.officer, now=NOW), Account.objects.filter(pk=cast.officer.account)
    person.update(must_change_password=True)
    with pytest.raises(NotThere):
        read_feed(token=token, now=NOW)
    person.update(must_change_password=False)
    assert events(token)


def test_a_closed_account_has_no_feed_and_who_left_an_empty_one(cast: Cast, plan: Plan) -> None:
    token = open_feed(by=cast.closed, now=NOW)
    with pytest.raises(NotThere):
        read_feed(token=token, now=NOW)
    assert events(open_feed(by=cast.postless, now=NOW)) == {}
    close_feed(by=cast.postless, now=NOW)
    close_feed(by=cast.postless, now=NOW)


@given(st.lists(st.dates(date(2026, 1, 1), date(2029, 12, 31)), min_size=1, max_size=12))
def test_any_days_are_told_exactly(days: list[date]) -> None:
    assert told_days(recurrence(days)) == sorted(set(days))


@given(
    st.integers(1, 31),
    st.sampled_from([1, 3, 6, 12]),
    st.integers(2, 24),
    st.sets(st.integers(1, 22), max_size=4),
)
def test_a_regular_duty_is_told_by_a_rule(day: int, months: int, count: int, done: set[int]) -> None:
    """Days 29 to 31 that some months lack are listed, as the law of months would bend them."""
    firsts = [date(2026 + (n * months) // 12, (n * months) % 12 + 1, 1) for n in range(count)]
    if day <= 28:
        days = [first.replace(day=day) for first in firsts]
        left = [one for n, one in enumerate(days) if n in (0, count - 1) or n not in done]
        found = recurrence(left)
        assert told_days(found) == left
        if 2 * len(left) >= count:
            assert found.months > 0


def told_days(when: Recurrence) -> list[date]:
    """The days of a recurrence as dateutil reckons them."""
    if not when.months:
        return [when.first, *when.more]
    words = f"FREQ=MONTHLY;INTERVAL={when.months};BYMONTHDAY={when.day};COUNT={when.count}"
    turns = rrulestr(words, dtstart=datetime.combine(when.first, datetime.min.time()))
    return [turn.date() for turn in turns if turn.date() not in when.but]


def test_what_only_waits_stands_in_no_calendar() -> None:
    dues = [Due(f"x:{act}", 1, act, date(2026, 6, 12), f"việc {act}", "/") for act in Act]
    assert {event.words for event in events_of(dues)} == {"việc do", "việc submit", "việc help"}
