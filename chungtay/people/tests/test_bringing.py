"""A list is looked at, tried, taken whole and taken back whole; its cells do not stay."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.people import queries, services
from chungtay.people.models import Bringing, Person
from chungtay.people.rules import Ground
from chungtay.people.services import ListTaker, bringing
from chungtay.people.tests.factories import TESTED, police_of
from tests.cast import NOW, Town

HEADS = ["STT", "Họ và tên", "Năm sinh", "Số CCCD"]
TWO = [["1", "Nguyễn Văn Ví Dụ", "1990", "000090000001"], ["2", "Trần Thị Mẫu", "1985", "000085000002"]]
BY: dict[str, Any] = {"ground": "positive_test_2021", "on": TESTED, "paper": "Phiếu số 01 (ví dụ)"}


def workbook(*rows: list[str], merged: bool = False) -> bytes:
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Danh sách")
    if merged:
        sheet.merge_range(0, 0, 0, 3, "DANH SÁCH (VÍ DỤ)")
    for n, row in enumerate(rows, start=2):
        for at, cell in enumerate(row):
            sheet.write(n, at, cell)
    sheet.write_datetime(n + 1, 4, NOW.replace(tzinfo=None))
    book.close()
    return file.getvalue()


class Files:
    """What the room of files would do: a file for each person, numbered; and no more."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def take(self, *, by: Actor, now: Any, ground: str, on: date, paper: str, told: dict[str, Any]) -> str:
        subject = f"file:{len(self.opened) + 1}"
        services.register_person(by=by, now=now, ground=Ground(ground, on, paper, subject), told=told)
        self.opened.append(subject)
        return subject

    def take_back(self, *, by: Actor, now: Any, subjects: list[str]) -> None:
        for row in Person.objects.filter(keepings__because__in=subjects):
            services.erase_person(by=by, now=now, person=row.pk, ground="Hoàn tác danh sách (ví dụ)")


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    made = Files()
    monkeypatch.setattr(bringing, "_TAKERS", [ListTaker(made.take, made.take_back)])
    return made


@pytest.fixture
def police(town: Town) -> Actor:
    return police_of(town)


def test_a_list_is_tried_taken_and_taken_back(police: Actor, files: Files) -> None:
    row = services.begin_list(by=police, now=NOW, content=workbook(HEADS, *TWO, merged=True))
    lines = services.try_list(by=police, now=NOW, bringing=row.pk, **BY)
    assert [(line.row, line.errors) for line in lines] == [(4, []), (5, [])]
    assert not Person.objects.exists()
    files.opened.clear()
    services.take_list(by=police, now=NOW, bringing=row.pk, **BY)
    assert sorted(person.name for person in queries.visible_to(police)) == [
        "Nguyễn Văn Ví Dụ",
        "Trần Thị Mẫu",
    ]
    assert Bringing.objects.get().grid is None
    assert queries.list_lines(police, row.pk) == []
    services.undo_list(by=police, now=NOW, bringing=row.pk)
    assert not queries.visible_to(police).exists()
    with pytest.raises(Refused):
        services.undo_list(by=police, now=NOW, bringing=row.pk)


def test_a_wrong_line_stops_the_list_or_is_left_out(police: Actor, files: Files) -> None:
    child = ["3", "Trẻ Em Ví Dụ", "2020", ""]
    again = ["4", "NGUYEN VAN VI DU", "1990", "000090000001"]
    row = services.begin_list(by=police, now=NOW, content=workbook(HEADS, *TWO, child, again))
    with pytest.raises(Refused) as refused:
        services.take_list(by=police, now=NOW, bringing=row.pk, **BY)
    assert {problem.code for problem in refused.value.problems} == {"under_age", "known"}
    assert not Person.objects.exists()
    files.opened.clear()
    taken = services.take_list(by=police, now=NOW, bringing=row.pk, only_right=True, **BY)
    assert len(taken.taken) == Person.objects.count() == 2


def test_columns_are_as_a_person_says(police: Actor, files: Files) -> None:
    row = services.begin_list(
        by=police, now=NOW, content=workbook([*HEADS[:3], "Ghi chú"], ["1", "Ví Dụ", "1990", "Thôn Một"])
    )
    with pytest.raises(Refused):
        services.set_columns(by=police, now=NOW, bringing=row.pk, columns={1: "", 2: "born"})
    services.set_columns(
        by=police, now=NOW, bringing=row.pk, columns={1: "name", 2: "born", 3: "present_address"}
    )
    (line,) = queries.list_lines(police, row.pk)
    assert line.told == {"present_address": "Thôn Một", "name": "Ví Dụ", "born": "1990"}


def test_the_cells_of_a_list_that_nobody_took_are_forgotten(police: Actor, town: Town) -> None:
    row = services.begin_list(by=police, now=NOW, content=workbook(HEADS, *TWO))
    with pytest.raises(NotThere):
        queries.list_lines(police_of(town, next_door=True), row.pk)
    bringing.drop_old_lists(NOW + timedelta(hours=23))
    assert queries.list_lines(police, row.pk)
    bringing.drop_old_lists(NOW + timedelta(hours=25))
    assert queries.list_lines(police, row.pk) == []


@pytest.mark.parametrize("content", [b"", b"not a workbook", workbook(["Tháng", "Số vụ"], ["1", "2"])])
def test_what_is_no_list_of_people_is_refused_in_words(police: Actor, content: bytes) -> None:
    with pytest.raises(Refused):
        services.begin_list(by=police, now=NOW, content=content)
