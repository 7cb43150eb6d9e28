"""Closed files are sealed and erased on their days, and not while something holds them."""

from datetime import date, timedelta

import pytest

from chungtay.base.actor import Actor
from chungtay.base.problems import Refused
from chungtay.cases.models import CaseFile
from chungtay.cases.tests.factories import at, step, treated_at_home
from chungtay.journal.models import Entry
from chungtay.notices.ticks import TICKS
from chungtay.people.models import Person
from chungtay.people.tests.factories import police_of
from chungtay.rights import queries, services
from chungtay.rights.rules import Ended
from chungtay.rights.tests.factories import chief_of, codes, complain, signed_in
from tests.cast import Town

pytestmark = pytest.mark.django_db


def closed(by: Actor) -> CaseFile:
    """A file that death has closed on 1 August 2026."""
    row = treated_at_home(by)
    step(by, row, "died_or_missing", at(1, month=8), why="died")
    return row


def test_a_closed_file_is_sealed_and_erased_on_its_days_and_not_before(town: Town) -> None:
    police = police_of(town)
    row = closed(police)
    with pytest.raises(Refused) as refused:
        services.seal_closed(by=police, now=at(29, month=10), file=row.code)
    assert codes(refused) == ["not_yet"]
    assert queries.list_endings(police, on=date(2026, 10, 29)) == []
    services.seal_closed(by=police, now=at(30, month=10), file=row.code)
    assert Person.objects.get(pk=row.person_id).sealed_at is not None
    with pytest.raises(Refused):
        services.erase_closed(by=police, now=at(31, month=7, year=2028), file=row.code)
    services.erase_closed(by=police, now=at(1, month=8, year=2028), file=row.code)
    assert Person.objects.get(pk=row.person_id).name is None


def test_the_worker_seals_on_the_day_and_erases_what_nobody_has_erased_in_thirty_more(town: Town) -> None:
    police = police_of(town)
    row = closed(police)
    every, turn = TICKS["rights.end"]
    assert every <= timedelta(days=1)
    assert turn(at(29, month=10)) == 0
    assert turn(at(30, month=10)) == 1
    assert turn(at(31, month=10)) == 0
    person = Person.objects.get(pk=row.person_id)
    assert (person.sealed_at, person.name) == (at(30, month=10), "Nguyễn Văn Ví Dụ")
    client = signed_in(police)
    assert "Nguyễn Văn Ví Dụ" not in client.get(f"/ho-so/{row.code}/").content.decode()
    assert client.get(f"/quyen/{row.code}/mau/V-22/").status_code == 404
    assert turn(at(30, month=8, year=2028)) == 0
    [owed] = queries.due_of(frozenset({police.agency}), date(2028, 8, 1), date(2028, 8, 1))
    assert (owed.on, row.code in owed.words) == (date(2028, 8, 1), True)
    assert turn(at(31, month=8, year=2028)) == 1
    assert Person.objects.get(pk=row.person_id).name is None
    assert turn(at(1, month=9, year=2028)) == 0
    written = Entry.objects.filter(verb__in=["people.sealed", "people.erased"]).order_by("number")
    assert [one.name for one in written] == ["lịch niêm phong, xóa tên"] * 2


def test_the_worker_leaves_a_file_that_something_holds(town: Town) -> None:
    police, chief = police_of(town), chief_of(town)
    row = closed(police)
    now = at(5, month=8)
    made = complain(police, row, chief, told_on=date(2026, 8, 1), filed_on=now.date(), now=now)
    assert services.end_due(at(1, month=11)) == 0
    services.settle_complaint(
        by=chief, now=at(2, month=11), complaint=made.pk, ended=Ended.WITHDRAWN, on=date(2026, 11, 2), number="7",
        answer="Người khiếu nại rút đơn (ví dụ).",
    )  # fmt: skip
    assert services.end_due(at(2, month=11)) == 1


def test_an_open_complaint_holds_the_file_as_it_is(town: Town) -> None:
    police, chief = police_of(town), chief_of(town)
    row = closed(police)
    made = complain(
        police, row, chief, told_on=date(2026, 8, 1), filed_on=date(2026, 8, 5), now=at(5, month=8)
    )
    with pytest.raises(Refused) as refused:
        services.seal_closed(by=police, now=at(30, month=10), file=row.code)
    assert codes(refused) == ["held"]
    assert [one.held for one in queries.list_endings(police, on=date(2026, 10, 30))] == ["complaint"]
    assert made.settled_on is None
