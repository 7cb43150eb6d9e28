"""A list is looked at, tried, taken whole and taken back whole by the worker; its cells do not stay."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.notices.models import Job
from chungtay.notices.rules import JobCancelled, JobLost
from chungtay.notices.tests.factories import job_states, work_off
from chungtay.people import queries, services
from chungtay.people.models import Bringing, Person
from chungtay.people.rules import Ground, ListAct
from chungtay.people.services import ListTaker, bringing, taking
from chungtay.people.tests.factories import TESTED, police_of
from tests.cast import NOW, Town, second_seat

HEADS = ["STT", "Họ và tên", "Năm sinh", "Số CCCD"]
TWO = [["1", "Nguyễn Văn Ví Dụ", "1990", "000090000001"], ["2", "Trần Thị Mẫu", "1985", "000085000002"]]
BY: dict[str, Any] = {"way": "positive_test_2021", "on": TESTED, "paper": "Phiếu số 01 (ví dụ)"}
CHILD = ["3", "Trẻ Em Ví Dụ", "2020", ""]


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
    """What the room of files would do: a file for each person, numbered; and no more. ``used``: worked on since."""

    def __init__(self) -> None:
        self.opened = 0
        self.used: set[str] = set()

    def ways(self, on: date) -> list[tuple[str, str]]:
        return [("positive_test_2021", f"Xét nghiệm dương tính, trước {on.year}")]

    def take(
        self, *, by: Actor, now: Any, way: str, on: date, paper: str, told: dict[str, Any], until: Any, parents: str
    ) -> str:  # fmt: skip
        self.opened += 1
        subject = f"file:{self.opened}"
        services.register_person(by=by, now=now, ground=Ground(way, on, paper, subject), told=told)
        return subject

    def take_back(self, *, by: Actor, now: Any, subjects: list[str]) -> None:
        if self.used & set(subjects):
            raise Refused(Problem("list_used", "Đã làm tiếp."))
        for row in Person.objects.filter(keepings__because__in=subjects):
            because = row.keepings.get().because
            services.withdraw_person(by=by, now=now, person=row.pk, because=because)


def join_files(monkeypatch: pytest.MonkeyPatch) -> Files:
    made = Files()
    monkeypatch.setattr(bringing, "_TAKERS", [ListTaker(made.ways, made.take, made.take_back)])
    return made


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    return join_files(monkeypatch)


@pytest.fixture
def police(town: Town) -> Actor:
    return police_of(town)


def begun(by: Actor, *rows: list[str]) -> Bringing:
    return services.begin_list(by=by, now=NOW, content=workbook(HEADS, *rows, merged=True))


def done(by: Actor, row: Bringing, act: ListAct, **told: Any) -> str:
    """The worker does it; the state of its job."""
    services.start_list(
        by=by, now=NOW, bringing=row.pk, act=act, **({} if act is ListAct.UNDO else BY) | told
    )
    work_off()
    row.refresh_from_db()
    return job_states()[-1]


def names(by: Actor) -> list[str | None]:
    return sorted(person.name or "" for person in queries.visible_to(by))


def test_a_list_is_tried_taken_and_taken_back(police: Actor, files: Files) -> None:
    row = begun(police, *TWO)
    assert done(police, row, ListAct.TRY) == "done"
    assert [(line.row, line.errors) for line in queries.list_tried(police, row.pk)] == [(4, []), (5, [])]
    assert not Person.objects.exists()
    assert done(police, row, ListAct.TAKE) == "done"
    assert names(police) == ["Nguyễn Văn Ví Dụ", "Trần Thị Mẫu"]
    assert (row.grid, row.files) == (None, 2)
    assert queries.list_lines(police, row.pk) == []
    assert done(police, row, ListAct.UNDO) == "done"
    assert not Person.objects.exists()
    with pytest.raises(Refused):
        services.start_list(by=police, now=NOW, bringing=row.pk, act=ListAct.UNDO)


def test_nothing_is_taken_that_was_not_tried_just_so(police: Actor, files: Files) -> None:
    row = begun(police, *TWO)
    take: dict[str, Any] = {"by": police, "now": NOW, "bringing": row.pk, "act": ListAct.TAKE, **BY}
    with pytest.raises(Refused):
        services.start_list(**take)
    done(police, row, ListAct.TRY)
    with pytest.raises(Refused):
        services.start_list(**take | {"paper": "Phiếu khác (ví dụ)"})
    services.start_list(**take)
    with pytest.raises(Refused) as refused:
        services.start_list(**take)
    assert [problem.code for problem in refused.value.problems] == ["list_busy"]


def test_what_is_wrong_stands_at_its_cell_and_stops_the_list_or_is_left_out(
    police: Actor, files: Files
) -> None:
    again = ["4", "NGUYEN VAN VI DU", "1990", "000090000001"]
    row = begun(police, *TWO, CHILD, again)
    done(police, row, ListAct.TRY)
    wrong = [(at, one.code, one.place, one.values.get("row")) for at, one in queries.list_found(row)]
    assert wrong == [(6, "under_age", "C6", None), (7, "known", "B7", 4)]
    assert [line.row for line in queries.list_tried(police, row.pk)] == [6, 7, 4, 5]
    with pytest.raises(Refused):
        services.start_list(by=police, now=NOW, bringing=row.pk, act=ListAct.TAKE, **BY)
    assert not Person.objects.exists()
    assert done(police, row, ListAct.TAKE, only_right=True) == "done"
    assert len(row.taken) == Person.objects.count() == 2
    assert [at for at, _problem in queries.list_found(row)] == [6, 7]


class Stepping:
    """A worker that is stopped at its second batch."""

    def __init__(self, row: Bringing, stop: type[Exception]) -> None:
        self.subject, self.checks, self.stop = f"list:{row.pk}", 0, stop

    def step(self, progress: float, word: str) -> None:
        """Nobody asks how far it is."""

    def check(self) -> None:
        self.checks += 1
        if self.checks == 2:
            raise self.stop


@pytest.fixture
def ready(police: Actor, files: Files, monkeypatch: pytest.MonkeyPatch) -> Bringing:
    """Tried, and to be taken one line at a time."""
    monkeypatch.setattr(taking, "_BATCH", 1)
    row = begun(police, *TWO, ["3", "Lê Văn Ví Dụ", "1970", "000070000003"])
    done(police, row, ListAct.TRY)
    services.start_list(by=police, now=NOW, bringing=row.pk, act=ListAct.TAKE, **BY)
    return row


def test_who_stops_the_taking_of_a_list_leaves_nothing_of_it(ready: Bringing) -> None:
    with pytest.raises(JobCancelled):
        taking.run_list(Stepping(ready, JobCancelled))
    assert not Person.objects.exists()
    ready.refresh_from_db()
    assert (ready.taken, ready.reached, ready.taken_at, ready.tried_at) == ([], 0, None, None)


def test_another_worker_goes_on_where_the_first_was_lost(ready: Bringing, police: Actor) -> None:
    with pytest.raises(JobLost):
        taking.run_list(Stepping(ready, JobLost))
    assert Person.objects.count() == 1
    work_off()
    assert names(police) == ["Lê Văn Ví Dụ", "Nguyễn Văn Ví Dụ", "Trần Thị Mẫu"]


def test_a_job_that_waits_is_stopped_on_the_page(ready: Bringing, police: Actor) -> None:
    services.stop_list(by=police, now=NOW, bringing=ready.pk)
    assert work_off() == 0
    assert job_states() == ["done", "cancelled"]


def test_a_list_is_not_taken_back_once_one_of_its_files_is_used(
    ready: Bringing, police: Actor, files: Files
) -> None:
    work_off()
    ready.refresh_from_db()
    files.used.add(ready.taken[0])
    assert done(police, ready, ListAct.UNDO) == "failed"
    assert Job.objects.latest("pk").error_text == "Đã làm tiếp."
    assert Person.objects.count() == len(ready.taken) == 3


def test_a_list_is_for_the_body_that_brought_it(ready: Bringing, town: Town) -> None:
    neighbour = police_of(town, next_door=True)
    asks: list[Callable[[], object]] = [
        lambda: services.start_list(by=neighbour, now=NOW, bringing=ready.pk, act=ListAct.TRY, **BY),
        lambda: services.stop_list(by=neighbour, now=NOW, bringing=ready.pk),
        lambda: queries.list_tried(neighbour, ready.pk),
    ]
    for ask in asks:
        with pytest.raises(NotThere):
            ask()


def test_who_looks_after_a_hamlet_has_only_the_lists_they_brought(
    police: Actor, files: Files, town: Town
) -> None:
    """Where the people of a list live is not known yet, and the colleague's may live anywhere."""
    colleague = second_seat(police, "congan.a2").pk
    hamlet = replace(police, account=colleague, places=frozenset({town.commune_a}))
    own, other = begun(hamlet, *TWO), begun(police, CHILD)
    assert len(queries.list_lines(hamlet, own.pk)) == 2
    assert queries.list_lines(police, own.pk)
    for row in (own, other):
        Bringing.objects.filter(pk=row.pk).update(grid=None, taken_at=NOW)
    assert queries.list_bringings(hamlet) == [own]
    assert queries.list_bringings(police) == [other, own]
    with pytest.raises(NotThere):
        queries.get_bringing(hamlet, other.pk)


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


def test_the_cells_of_a_list_that_nobody_took_are_forgotten(police: Actor, files: Files) -> None:
    row = begun(police, *TWO, CHILD)
    done(police, row, ListAct.TRY)
    bringing.drop_old_lists(NOW + timedelta(hours=23))
    assert queries.list_lines(police, row.pk)
    bringing.drop_old_lists(NOW + timedelta(hours=25))
    assert queries.list_lines(police, row.pk) == []
    row.refresh_from_db()
    assert row.found is None


@pytest.mark.parametrize("content", [b"", b"not a workbook", workbook(["Tháng", "Số vụ"], ["1", "2"])])
def test_what_is_no_list_of_people_is_refused_in_words(police: Actor, content: bytes) -> None:
    with pytest.raises(Refused):
        services.begin_list(by=police, now=NOW, content=content)
