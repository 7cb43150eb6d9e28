"""A file from its opening through the steps of the law."""

from dataclasses import replace
from datetime import date

import pytest

from chungtay.base.problems import NotThere, Refused
from chungtay.cases.models import CaseFile
from chungtay.cases.queries import list_of
from chungtay.cases.services import open_file
from chungtay.cases.tests.factories import MINOR, PARENTS, WHO, at, opened, step, treated_at_home
from chungtay.people.models import Person
from chungtay.people.tests.factories import police_of, write_down
from tests.cast import Cast, Town

pytestmark = pytest.mark.django_db


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_voluntary_file_says_what_is_due_next_and_why(town: Town) -> None:
    police = police_of(town)
    row = opened(police, at(2))
    assert (row.state, row.next_due, row.waits) == ("A0", None, "A0")
    step(police, row, "determined_addicted", at(5))
    step(police, row, "result_told", at(5, hour=10))
    assert (row.state, row.next_clock, row.next_due) == ("A1", "register_voluntary", at(6, hour=10))
    row = treated_at_home(police, told=WHO | {"name": "Người Khác Ví Dụ"})
    assert (row.state, row.regime, row.last_day) == ("V1", "2025", date(2028, 7, 6))
    assert list(row.listed.values_list("name", "since")) == [("addicts", date(2026, 7, 5))]


def test_no_file_is_opened_without_a_ground_or_its_paper(town: Town) -> None:
    police = police_of(town)
    for ground, paper in (("rumour", "Giấy số 1"), ("own_request", " ")):
        with pytest.raises(Refused) as refused:
            open_file(by=police, now=at(2), ground=ground, on=date(2026, 7, 2), paper=paper, told=WHO)
        assert codes(refused)[0] in ("no_ground", "no_paper")
    assert not CaseFile.objects.exists()
    assert not Person.objects.exists()


def test_nobody_under_12_gets_a_file(town: Town) -> None:
    with pytest.raises(Refused) as refused:
        opened(police_of(town), at(2), told=WHO | {"born": "03/07/2014"}, parents=PARENTS)
    assert codes(refused) == ["under_age"]
    assert not CaseFile.objects.exists()


def test_the_parents_have_their_part_at_a_minors_steps(town: Town) -> None:
    police = police_of(town)
    with pytest.raises(Refused) as refused:
        opened(police, at(2), told=MINOR)
    assert codes(refused) == ["parents_missing"]
    row = treated_at_home(police, told=MINOR, parents=PARENTS)
    assert row.state == "V1"
    assert not row.clocks.filter(clock="order_monitoring").exists()


def test_a_person_has_one_open_file(town: Town) -> None:
    police = police_of(town)
    row = opened(police, at(2))
    with pytest.raises(Refused) as refused:
        opened(police, at(3), told=None, person=row.person_id)
    assert codes(refused) == ["file_open"]


def test_whom_an_emergency_opened_nobody_keeps_because_of_it(town: Town) -> None:
    """Else a reader of some hours would see the person for as long as the file lasts."""
    there, reader = police_of(town), police_of(town, next_door=True)
    person = write_down(there).pk
    reader = replace(reader, opened=frozenset({f"person:{person}"}))
    with pytest.raises(NotThere):
        opened(reader, at(3), told=None, person=person)
    assert not CaseFile.objects.exists()


def test_only_the_keeper_writes(town: Town, cast: Cast) -> None:
    row = opened(police_of(town), at(2))
    for other in (police_of(town, next_door=True), cast.province):
        with pytest.raises(NotThere):
            step(other, row, "determined_addicted", at(5))


def test_a_step_out_of_order_is_refused_and_leaves_nothing(town: Town) -> None:
    police = police_of(town)
    row = opened(police, at(2))
    for event, when, code in (
        ("court_applied", at(3), "no_such_step"), ("determined_addicted", at(1), "out_of_order"),
        ("left_prison", at(3), "no_such_step"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            step(police, row, event, when)
        assert codes(refused) == [code]
    assert row.steps.count() == 1


def test_compulsory_rehab_needs_a_ground_that_is_not_too_old(town: Town) -> None:
    police = police_of(town)
    row = treated_at_home(police)
    for told, code in (
        ({"grounds": ["stopped_voluntary"]}, "last_act_missing"), ({"last_act": date(2026, 7, 10)}, "no_ground"),
        ({"grounds": ["stopped_voluntary"], "last_act": date(2026, 7, 10), "circumstances": ["pregnant"]}, "excluded"),
        ({"grounds": ["rumour"], "last_act": date(2026, 7, 10)}, "no_ground"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            step(police, row, "compulsory_file_opened", at(20), **told)
        assert codes(refused) == [code]
    with pytest.raises(Refused) as refused:
        step(police, row, "compulsory_file_opened", at(11, month=10), grounds=["stopped_voluntary"], last_act=date(2026, 7, 10))  # fmt: skip
    assert codes(refused) == ["limitation"]


def test_custody_stops_the_year_of_management_and_release_goes_on(town: Town) -> None:
    police = police_of(town)
    row = opened(police, at(2), ground="positive_test")
    step(police, row, "residence_verified", at(2, hour=15))
    step(police, row, "notice_received", at(2, hour=16))
    step(police, row, "management_decided", at(3))
    assert row.last_day == date(2027, 7, 2)
    assert row.next_clock == "measure_ends"
    step(police, row, "taken_into_custody", at(10))
    step(police, row, "end_decision_sent", at(10, hour=14))
    assert (str(row.last_day), row.waits) == ("None", "still")
    step(police, row, "released", at(20))
    assert row.last_day == date(2027, 7, 12)
    assert [one.pk for one in list_of(police.agency, "users", on=date(2027, 7, 12))] == [row.pk]
    assert not list_of(police.agency, "users", on=date(2027, 7, 13))


def test_rehab_begun_under_the_old_law_keeps_its_term(town: Town) -> None:
    row = open_file(
        by=police_of(town), now=at(2), ground="transition", on=date(2026, 3, 1), paper="Quyết định số 9 (ví dụ)",
        told=WHO, at=at(1, month=3), state="V1", last_day=date(2026, 11, 30),
    )  # fmt: skip
    assert (row.regime, row.last_day, row.next_clock) == ("2021", date(2026, 11, 30), "precompletion_notice")
