"""The days of complaints and reading, what is owed, and the forms: pure rules."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.law.rules.moments import VIETNAM
from chungtay.rights.rules import (
    Against,
    Course,
    Happened,
    Reader,
    Served,
    check_filing,
    check_served,
    closed_by,
    ending_of,
    erased_by_itself,
    filled,
    must_be_served,
    next_due,
    owed,
    places_of,
    printed_forms,
    read_until,
    reading_ends,
    telling_rows,
)
from chungtay.rights.rules.forms import BLANK, PLACES, FormLayout

COURSE = Course(Against.DECISION, 1, told_on=date(2026, 8, 3), filed_on=date(2026, 10, 30))
THURSDAY = datetime(2026, 9, 10, 15, 0, tzinfo=VIETNAM)


def due_on(course: Course) -> tuple[str, date]:
    found = next_due(course)
    assert found is not None
    return found.clock.name, found.due.date()


def test_a_complaint_is_taken_up_then_settled_then_may_go_on() -> None:
    assert due_on(COURSE) == ("accept_complaint", date(2026, 11, 9))
    taken = replace(COURSE, accepted_on=date(2026, 11, 5))
    assert due_on(taken) == ("settle_complaint", date(2026, 12, 5))
    assert due_on(replace(taken, complicated=True)) == ("settle_complex_complaint", date(2026, 12, 20))
    assert due_on(replace(taken, settled_on=date(2026, 12, 5))) == ("complain_again", date(2027, 1, 4))
    second = replace(taken, instance=2, accepted_on=date(2027, 1, 10))
    assert due_on(second) == ("settle_second_complaint", date(2027, 2, 24))
    assert next_due(replace(second, settled_on=date(2027, 2, 1))) is None


def test_a_complaint_about_a_court_has_the_courts_days() -> None:
    course = Course(Against.COURT, 1, told_on=THURSDAY.date(), filed_on=THURSDAY.date())
    assert due_on(course) == ("court_on_complaint", date(2026, 9, 14))


def test_a_late_complaint_is_taken_in_only_where_something_kept_the_person_from_it() -> None:
    late = replace(COURSE, filed_on=date(2026, 11, 2))
    today = date(2026, 11, 2)
    assert [one.code for one in check_filing(late, text="Không đồng ý", today=today)] == ["filed_late"]
    assert check_filing(late, text="Không đồng ý", today=today, excuse="Nằm viện đến 01/11") == []
    assert [one.code for one in check_filing(COURSE, text=" ", today=today)] == ["text_missing"]


def test_the_file_is_read_for_three_working_days_and_a_minors_parents_read_too() -> None:
    served = Served(Reader.PERSON, THURSDAY)
    assert read_until(served).date() == date(2026, 9, 15)
    later = Served(Reader.PARENTS, THURSDAY + timedelta(days=1))
    assert reading_ends([served, later]) == read_until(later)
    assert must_be_served(17) == (Reader.PERSON, Reader.PARENTS)
    assert must_be_served(18) == (Reader.PERSON,)


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ({}, []),
        ({"proof": " "}, ["proof_missing"]),
        ({"refused": True}, ["witness_missing"]),
        ({"refused": True, "witness": "Người chứng kiến (ví dụ)"}, []),
        ({"reader": Reader.PARENTS, "age": 18}, ["parents_of_adult"]),
        ({"at": THURSDAY + timedelta(hours=1)}, ["served_ahead"]),
    ],
)
def test_copies_are_served_with_a_proof_to_who_may_read(told: dict[str, object], codes: list[str]) -> None:
    asked = {
        "reader": Reader.PERSON,
        "age": 17,
        "proof": "BB 01",
        "refused": False,
        "witness": "",
        "at": THURSDAY,
    }
    found = check_served(**{**asked, **told}, now=THURSDAY)  # type: ignore[arg-type]
    assert [one.code for one in found] == codes


def test_what_a_minor_is_told_the_parents_are_told() -> None:
    step = Happened(3, "determined_addicted", date(2026, 9, 1))
    assert [one.to for one in owed([step], age=15, told=set())] == ["person", "parents"]
    assert [one.to for one in owed([step], age=40, told=set())] == ["person"]
    assert (
        owed([step], age=15, told={(3, "addiction_result", "person"), (3, "addiction_result", "parents")})
        == []
    )
    assert owed([replace(step, on=date(2026, 6, 1))], age=15, told=set()) == []  # by the old law


def test_every_row_of_what_is_told_names_an_event_of_the_law_once() -> None:
    events = [event for row in telling_rows() for event in row.after]
    assert len(events) == len(set(events))


def test_a_closed_file_is_sealed_after_the_days_of_complaint_and_erased_two_years_later() -> None:
    ending = ending_of(date(2026, 8, 3))
    assert (ending.sealed_on, ending.erased_on) == (date(2026, 11, 1), date(2028, 8, 3))
    assert ending.gone_on == date(2028, 9, 2)


@given(st.dates(date(2022, 1, 1), date(2050, 1, 1)))
def test_nothing_is_erased_before_it_was_sealed(closed: date) -> None:
    ending = ending_of(closed)
    assert closed < ending.sealed_on < ending.erased_on < ending.gone_on


@given(st.dates(date(2022, 1, 1), date(2050, 1, 1)), st.integers(-1, 1))
def test_the_latest_day_of_closing_is_found_for_every_day(closed: date, off: int) -> None:
    ending = ending_of(closed)
    assert (closed_by(ending.sealed_on + timedelta(days=off))[0] >= closed) is (off >= 0)
    assert (closed_by(ending.erased_on + timedelta(days=off))[1] >= closed) is (off >= 0)
    assert (erased_by_itself(ending.gone_on + timedelta(days=off)) >= closed) is (off >= 0)


WANTED = "III-02 III-04 III-05 III-06 III-07 III-08 III-09 V-20 V-21 V-22 V-23 V-24 V-25 V-26 V-27 V-28 V-37 V-52 V-53 V-56"


def test_the_forms_whose_articles_are_known_are_printed() -> None:
    assert sorted(printed_forms()) == WANTED.split()


@pytest.mark.parametrize("form", printed_forms().values(), ids=lambda form: form.code)
def test_a_form_has_only_places_that_a_file_can_fill_and_is_signed(form: object) -> None:
    assert isinstance(form, type(printed_forms()["III-04"]))
    assert places_of(form) <= PLACES
    assert form.signer or form.signers
    assert bool(form.symbol) is (form.layout is not FormLayout.APPLICATION)
    assert form.summary or form.lines


def test_what_is_not_known_is_left_to_be_written() -> None:
    assert filled("{name}, {why}", {"name": "Ví Dụ"}) == f"Ví Dụ, {BLANK}"
