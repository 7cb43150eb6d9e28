"""What a new day off moves, shown before it is in force; and what the worker finds after a change of law."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from chungtay.amendments.services import refresh_clocks, rehearse_change
from chungtay.cases.models import CaseFile, RunningClock
from chungtay.cases.queries import due_of, find_closed
from chungtay.cases.services import put_in_force
from chungtay.cases.tests.factories import WHO, at, opened, step
from chungtay.law.rules import calendar
from chungtay.law.rules.calendar import DaysOff
from chungtay.people.tests.factories import police_of
from tests.cast import NOW, Cast, Town

pytestmark = pytest.mark.django_db
DRAFT = """
[start_voluntary]
does = "Bắt đầu"
starts = "có quyết định"
[[start_voluntary.row]]
regime = "2025"
from = 2026-07-01
limit = 5
unit = "working_days"
who = "Người cai nghiện"
article = "Dự thảo"
source = ["ND163"]
verified = false
"""


@pytest.fixture
def row(town: Town) -> CaseFile:
    """Decided on Monday 6 July: to begin by Wednesday."""
    police = police_of(town)
    made = opened(police, at(2))
    for event, day in (("determined_addicted", 5), ("home_rehab_decided", 6), ("monitoring_ordered", 6)):
        step(police, made, event, at(day))
    step(police, made, "device_fitted", at(6, hour=10))
    assert (made.next_clock, made.next_due) == (
        "start_voluntary",
        at(8, hour=23).replace(minute=59, second=59),
    )
    return made


def test_a_day_off_is_rehearsed_and_then_moves_the_clocks(row: CaseFile, cast: Cast) -> None:
    holiday = calendar.of(
        [*calendar.national().rows, DaysOff(date(2026, 7, 7), date(2026, 7, 7), "Nghỉ (ví dụ)")]
    )
    [moved] = rehearse_change(by=cast.province, calendar=holiday)
    assert (moved.code, moved.name, str(moved.why)) == (row.code, "start_voluntary", "holidays")
    row.refresh_from_db()
    assert row.next_due == at(8, hour=23).replace(minute=59, second=59)
    assert put_in_force(by=cast.province, now=NOW, moved=[moved]) == 1
    row.refresh_from_db()
    assert row.next_due == at(9, hour=23).replace(minute=59, second=59)
    assert refresh_clocks(NOW) == 1
    assert rehearse_change(by=cast.stranger, calendar=holiday) == []


def test_the_page_shows_what_moves_before_it_writes(row: CaseFile, cast: Cast, client: object) -> None:
    from chungtay.agencies.models import Account

    client.force_login(Account.objects.get(pk=cast.province.account))  # type: ignore[attr-defined]
    told = {
        "name": "Nghỉ (ví dụ)",
        "first": "2026-07-07",
        "last": "2026-07-07",
        "ground": "Thông báo 1 (ví dụ)",
    }
    page = client.post(reverse("amendments:changes"), told).content.decode()  # type: ignore[attr-defined]
    assert row.code in page
    assert WHO["name"] not in page
    assert RunningClock.objects.get(clock="start_voluntary").due.day == 8
    assert client.post(reverse("amendments:changes"), told | {"act": "apply"}).status_code == 302  # type: ignore[attr-defined]
    assert RunningClock.objects.get(clock="start_voluntary").due.day == 9
    assert refresh_clocks(NOW) == 0


def test_a_draft_of_the_law_is_tried_from_the_command_line(row: CaseFile, tmp_path: Path) -> None:
    draft, told = tmp_path / "draft.toml", StringIO()
    draft.write_text(DRAFT, encoding="utf-8")
    call_command("clocks", draft=draft, stdout=told)
    assert told.getvalue().split("\t")[0::4] == [row.code, "rule\n"]
    call_command("clocks", stdout=told)
    assert told.getvalue().endswith("0 clocks moved\n")


def test_the_reminders_hear_of_clocks_by_the_number_of_the_file(row: CaseFile) -> None:
    body = frozenset({row.keeper_id})
    found = list(due_of(body, date(2026, 7, 7), date(2026, 7, 8)))
    assert [(one.on, one.legal) for one in found] == [(date(2026, 7, 8), True)]
    assert row.code in found[0].words
    assert WHO["name"] not in found[0].words
    assert list(due_of(body, date(2026, 7, 7), date(2026, 7, 7))) == []


def test_in_an_emergency_a_file_is_found_by_its_number_within_the_province(row: CaseFile, cast: Cast) -> None:
    found = find_closed(cast.officer, f" {row.code.lower()} ", NOW)
    assert found
    assert (found.thing, found.owner) == (row.pk, row.keeper_id)
    assert find_closed(cast.stranger, row.code, NOW) is None
    assert find_closed(cast.officer, "HS26-0000-0000", NOW) is None
