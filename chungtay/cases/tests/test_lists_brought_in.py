"""A list that a commune keeps becomes files by the law's own grounds, and is taken back while nobody works on them."""

from datetime import date
from typing import Any

import pytest

from chungtay.base.actor import Actor
from chungtay.cases.models import CaseFile, FileCounter, ListEntry
from chungtay.cases.queries import list_of
from chungtay.cases.rules import list_ways, split_way
from chungtay.cases.services import add_paper
from chungtay.cases.tests.factories import at, signed
from chungtay.notices.models import Job
from chungtay.notices.tests.factories import work_off
from chungtay.people import queries as people
from chungtay.people import services as lists
from chungtay.people.models import Person
from chungtay.people.rules import ListAct
from chungtay.people.tests.factories import police_of
from chungtay.people.tests.test_bringing import workbook
from tests.cast import Town

pytestmark = pytest.mark.django_db
HEADS = ["STT", "Họ và tên", "Năm sinh", "Số quyết định", "Ngày quyết định", "Đến ngày", "Ý kiến của cha mẹ"]
AN = ["1", "Nguyễn Văn Ví Dụ", "1990", "03/QĐ (ví dụ)", "01/03/2026", "30/11/2027", ""]
MAI = ["2", "Trần Thị Mẫu", "1985", "04/QĐ (ví dụ)", "10/04/2026", "", ""]
CHILD = ["3", "Lê Thị Ví Dụ", "03/09/2015", "05/QĐ (ví dụ)", "20/05/2026", "", ""]


def asked(by: Actor, row: Any, act: ListAct, **told: Any) -> None:
    way = {} if act is ListAct.UNDO else {"way": "transition.V1"}
    lists.start_list(by=by, now=at(1), bringing=row.pk, act=act, **way | told)
    work_off()
    row.refresh_from_db()


@pytest.fixture
def police(town: Town) -> Actor:
    return police_of(town)


@pytest.fixture
def row(police: Actor) -> Any:
    """A list of three who were in rehab at home when the law changed, tried."""
    made = lists.begin_list(by=police, now=at(1), content=workbook(HEADS, AN, MAI, CHILD))
    asked(police, made, ListAct.TRY)
    return made


def test_each_ground_of_the_law_is_offered_with_the_measure_that_runs() -> None:
    ways = dict(list_ways(date(2026, 11, 22)))
    assert "own_request" in ways
    assert "Đang có biện pháp theo luật cũ vào ngày 01/7/2026" in ways["transition.V1"]
    assert not any(way.startswith("positive_test_2021") for way in ways)
    assert [split_way(way) for way in ("own_request", "transition.V1")] == [
        ("own_request", ""),
        ("transition", "V1"),
    ]


def test_people_of_a_list_get_files_with_their_clocks(police: Actor, row: Any) -> None:
    assert [(at, one.code, one.place) for at, one in people.list_found(row)] == [(6, "under_age", "C6")]
    assert not CaseFile.objects.exists()
    assert not FileCounter.objects.exists()
    asked(police, row, ListAct.TAKE, only_right=True)
    files = list(CaseFile.objects.order_by("code"))
    assert [(file.state, file.regime, file.ground_paper, file.last_day) for file in files] == [
        ("V1", "2021", "03/QĐ (ví dụ)", date(2027, 11, 30)),
        ("V1", "2021", "04/QĐ (ví dụ)", date(2027, 4, 9)),
    ]
    assert all(file.next_due or file.waits for file in files)
    assert [file.pk for file in list_of(police.agency, "addicts", on=date(2026, 7, 2)).order_by("code")] == [
        file.pk for file in files
    ]


def test_the_parents_of_a_minor_have_their_part_in_a_list_too(police: Actor) -> None:
    alone, with_mother = (
        [number, name, "03/09/2010", "Đơn (ví dụ)", "02/07/2026", "", said]
        for number, name, said in (("1", "Lê Thị Ví Dụ", ""), ("2", "Phạm Văn Mẫu", "Ý kiến của mẹ (ví dụ)"))
    )
    made = lists.begin_list(by=police, now=at(3), content=workbook(HEADS, alone, with_mother))
    asked(police, made, ListAct.TRY, way="own_request")
    assert [(at, one.code, one.place) for at, one in people.list_found(made)] == [
        (4, "parents_missing", "G4")
    ]


def test_a_list_is_taken_back_without_a_trace_but_in_the_journal(police: Actor, row: Any) -> None:
    asked(police, row, ListAct.TAKE, only_right=True)
    asked(police, row, ListAct.UNDO)
    assert Job.objects.latest("pk").state == "done"
    assert not any(model.objects.exists() for model in (CaseFile, Person, ListEntry))


def test_a_list_whose_files_are_worked_on_is_not_taken_back(police: Actor, row: Any) -> None:
    asked(police, row, ListAct.TAKE, only_right=True)
    first = CaseFile.objects.order_by("code")[0]
    add_paper(by=police, now=at(3), file=first.pk, paper=signed(at(2)))
    asked(police, row, ListAct.UNDO)
    job = Job.objects.latest("pk")
    assert (job.state, job.error_code) == ("failed", "list_used")
    assert CaseFile.objects.count() == 2
