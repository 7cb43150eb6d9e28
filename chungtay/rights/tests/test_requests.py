"""What people ask about what is kept of them: answered with a reason, and what is granted is done."""

from datetime import date
from typing import Any

import pytest

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.cases.models import CaseFile
from chungtay.cases.queries import list_of, visible_to
from chungtay.cases.rules import ReferralFor
from chungtay.cases.services import refer
from chungtay.cases.tests.factories import at, step, treated_at_home
from chungtay.journal.models import Entry
from chungtay.notices.models import Notice
from chungtay.people.models import Person
from chungtay.people.tests.factories import police_of
from chungtay.rights import queries, services
from chungtay.rights.models import Request
from chungtay.rights.rules import LAST_STEP, Answered, Asked
from chungtay.rights.tests.factories import asked_of, codes
from tests.cast import Town

pytestmark = pytest.mark.django_db


def answer(by: Actor, row: CaseFile, request: Request, **told: Any) -> None:
    """Granted on 21 July 2026, unless told otherwise."""
    told = {"answered": Answered.GRANTED, "answer": "Đã sửa (ví dụ).", "now": at(21), **told}
    services.answer_request(by=by, file=row.code, request=request.pk, **told)


def test_who_turns_out_to_have_been_under_12_has_no_file_any_more(town: Town) -> None:
    """Born in 2015 and not in 1990: the file closes, nobody is on a list, and the name is shut at once."""
    police, there = police_of(town), police_of(town, next_door=True)
    row = treated_at_home(police)
    refer(
        by=police, now=at(8), file=row.pk, target=there.agency, what=ReferralFor.WORK, consent="Giấy đồng ý"
    )
    asked = asked_of(police, row)
    answer(police, row, asked, what="born", right="17/05/2015", paper="Giấy khai sinh (ví dụ)")
    row.refresh_from_db()
    assert (row.closed_on, row.state, row.next_due) == (date(2026, 7, 21), "X", None)
    assert row.steps.get(event="found_under_age").number == row.steps.count()
    assert not list_of(police.agency, "addicts", on=date(2026, 7, 21)).exists()
    assert row.listed.get().event == "found_under_age"
    assert Person.objects.get(pk=row.person_id).sealed_at == at(21)
    assert not visible_to(there).exists()
    told = Notice.objects.get(agency=police.agency, link__contains=row.code, reason__contains="111")
    assert "12 tuổi" in told.text
    assert "Ví Dụ" not in told.text


def test_who_was_12_on_the_day_of_the_ground_keeps_the_file(town: Town) -> None:
    police = police_of(town)
    row = treated_at_home(police)
    asked = asked_of(police, row)
    answer(police, row, asked, what="born", right="02/07/2014", paper="Giấy khai sinh (ví dụ)")
    row.refresh_from_db()
    assert (row.closed_on, Person.objects.get(pk=row.person_id).sealed_at) == (None, None)


def test_a_request_is_answered_by_its_day_with_a_reason(town: Town) -> None:
    police = police_of(town)
    row = treated_at_home(police)
    asked = asked_of(police, row)
    assert asked.due_on == date(2026, 8, 3)
    assert [one.pk for one in queries.list_requests_waiting(police)] == [asked.pk]
    with pytest.raises(Refused):
        answer(police, row, asked, answer=" ")
    answer(police, row, asked, answered=Answered.REFUSED, answer="Đã đối chiếu căn cước gốc (ví dụ).")
    assert queries.list_requests_waiting(police) == []
    assert Request.objects.get(pk=asked.pk).answer == "Đã đối chiếu căn cước gốc (ví dụ)."
    with pytest.raises(NotThere):
        answer(police, row, asked)


@pytest.mark.parametrize(
    ("what", "right", "column"),
    [
        ("born", "17/05/1991", "1991-05-17"),
        ("sex", "Nữ", "female"),
        ("present_address", "Bản Ví Dụ 2", "Bản Ví Dụ 2"),
        ("phones", "0900 000 002; 0900 000 003", ["0900 000 002", "0900 000 003"]),
        ("phones", "", None),
        ("numbers", "000090000009", [{"kind": "cccd", "number": "000090000009"}]),
        ("mother", "Lò Thị Mẫu", {"name": "Lò Thị Mẫu"}),
        ("religion", "không", False),
    ],
)
def test_what_is_granted_is_corrected_on_its_paper(town: Town, what: str, right: str, column: Any) -> None:
    police = police_of(town)
    row = treated_at_home(police)
    asked = asked_of(police, row)
    answer(police, row, asked, what=what, right=right, paper="Căn cước gốc (ví dụ)")
    assert getattr(Person.objects.get(pk=row.person_id), what) == column
    asked.refresh_from_db()
    assert (asked.corrected, asked.paper) == (what, "Căn cước gốc (ví dụ)")
    written = [
        one.change for one in Entry.objects.filter(verb__in=["people.changed", "rights.request_answered"])
    ]
    assert right == "" or right not in str(written)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({}, "what_missing"),
        ({"what": "ground", "right": "x", "paper": "BB"}, "what_missing"),
        ({"what": "name", "right": " ", "paper": "BB"}, "right_missing"),
        ({"what": "job", "right": "thợ mộc"}, "paper_missing"),
        ({"what": "sex", "right": "x", "paper": "BB"}, "right_unknown"),
        ({"what": "numbers", "right": "12", "paper": "BB"}, "number_unreadable"),
        ({"what": "born", "right": "31/02/1990", "paper": "BB"}, "born_unreadable"),
    ],
)
def test_a_correction_that_cannot_be_made_is_not_answered_as_made(
    town: Town, told: dict[str, str], code: str
) -> None:
    police = police_of(town)
    row = treated_at_home(police)
    asked = asked_of(police, row)
    with pytest.raises(Refused) as refused:
        answer(police, row, asked, **told)
    assert codes(refused) == [code]
    assert Request.objects.get(pk=asked.pk).answered == ""


def test_an_age_that_is_corrected_changes_what_is_owed_and_a_step_told_wrongly_is_struck(town: Town) -> None:
    police = police_of(town)
    row = treated_at_home(police)
    asked = asked_of(police, row)
    answer(police, row, asked, what="born", right="17/05/2010", paper="Giấy khai sinh (ví dụ)")
    row = queries.get_to_serve(police, row.code)
    assert {one.to for one in queries.list_owed(row, on=date(2026, 7, 21))} == {"person", "parents"}
    answer(police, row, asked_of(police, row), what=LAST_STEP, paper="Biên bản số 3 (ví dụ)")
    last = row.steps.order_by("-number").first()
    assert last is not None
    assert (last.event, last.struck_why) == ("rehab_started", "Biên bản số 3 (ví dụ)")


def test_an_open_file_is_kept_by_law_and_a_closed_one_goes_when_the_person_asks(town: Town) -> None:
    police = police_of(town)
    row = treated_at_home(police)
    asked = asked_of(police, row, Asked.ERASURE)
    with pytest.raises(Refused) as refused:
        answer(police, row, asked)
    assert codes(refused) == ["still_open"]
    step(police, row, "died_or_missing", at(1, month=8), why="died")
    answer(police, row, asked, now=at(2, month=8))
    assert Person.objects.get(pk=row.person_id).name is None
