"""Nobody is written down without a ground, and who is, is seen by who keeps the file."""

from dataclasses import replace
from datetime import date

import pytest

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.journal.models import Entry
from chungtay.people import queries, services
from chungtay.people.models import Person
from chungtay.people.rules import Born, Ground, read_born
from chungtay.people.tests.factories import GROUND, TESTED, police_of, write_down
from tests.cast import NOW, Town


@pytest.fixture
def police(town: Town) -> Actor:
    return police_of(town)


@pytest.fixture
def neighbour(town: Town) -> Actor:
    return police_of(town, next_door=True)


def test_who_is_written_down_is_seen_by_the_body_that_keeps_the_file_and_by_nobody_else(
    police: Actor, neighbour: Actor
) -> None:
    person = write_down(police)
    found = queries.get_person(police, person.pk)
    assert (found.name, found.born, found.birth_year) == ("Nguyễn Văn Ví Dụ", "1990-05-17", 1990)
    for other in (neighbour, replace(police, powers=police.powers - {"people.read"})):
        with pytest.raises(NotThere):
            queries.get_person(other, person.pk)


@pytest.mark.parametrize(
    ("ground", "code"),
    [
        (Ground("a rumour", TESTED, "Tin báo", "case:1"), "no_ground"),
        (Ground("positive_test", TESTED, "Phiếu", "case:1"), "no_ground"),  # of a law not yet in force
        (replace(GROUND, paper=" "), "no_paper"),
        (replace(GROUND, because=""), "no_paper"),
        (replace(GROUND, on=date(2026, 3, 3)), "ground_ahead"),
    ],
)
def test_nobody_is_written_down_without_a_ground(police: Actor, ground: Ground, code: str) -> None:
    with pytest.raises(Refused) as refused:
        write_down(police, ground=ground)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("born", "young"), [("21/02/2014", True), ("20/02/2014", False), ("2014", True), ("2013", False)]
)
def test_a_child_under_12_is_led_to_who_protects_children(police: Actor, born: str, young: bool) -> None:
    if not young:
        assert write_down(police, born=born).pk
        return
    with pytest.raises(Refused) as refused:
        write_down(police, born=born)
    assert refused.value.problems[0].code == "under_age"
    assert "111" in refused.value.problems[0].message


def test_a_day_of_birth_may_be_known_in_part() -> None:
    assert read_born("5/1990") == read_born("1990-05") == Born(1990, 5)
    assert [read_born(text) for text in ("31/02/1990", "không rõ", "")] == [None, None, None]
    assert (Born(1990).written, Born(1990, 5).written, str(Born(1990, 5, 7))) == (
        "1990",
        "05/1990",
        "1990-05-07",
    )
    assert Born(2008, 2, 29).age(date(2026, 2, 27)) == 17
    assert Born(2008, 2, 29).age(date(2026, 2, 28)) == 18  # as the law counts it
    assert Born(2008).age(date(2026, 12, 30)) == 17


def test_a_correction_is_kept_without_what_it_says(police: Actor) -> None:
    person = write_down(police)
    services.change_person(
        by=police, now=NOW, person=person.pk, told={"name": "Nguyễn Văn Mẫu", "born": "1991"}
    )
    found = queries.get_person(police, person.pk)
    assert (found.name, found.birth_year) == ("Nguyễn Văn Mẫu", 1991)
    told = str(list(Entry.objects.filter(subject=f"person:{person.pk}").values_list("change", "title")))
    assert "name" in told
    assert "Nguyễn" not in told


def test_a_file_that_goes_takes_the_sight_of_the_person_along(police: Actor, neighbour: Actor) -> None:
    person = write_down(police).pk
    services.keep_person(by=police, now=NOW, person=person, agency=neighbour.agency, because="case:1")
    services.end_keeping(by=police, now=NOW, person=person, agency=police.agency, because="case:1")
    assert queries.get_person(neighbour, person).pk == person
    with pytest.raises(NotThere):
        queries.get_person(police, person)


def test_what_is_sealed_comes_back_and_what_is_erased_does_not(police: Actor) -> None:
    person = write_down(police).pk
    services.seal_person(by=police, now=NOW, person=person, ground="Điều 27.3")
    assert not queries.visible_to(police).exists()
    services.unseal_person(by=police, now=NOW, person=person, ground="Điều 27.3")
    assert queries.get_person(police, person).name
    services.erase_person(by=police, now=NOW, person=person, ground="Điều 27.3")
    row = Person.objects.get(pk=person)
    assert (row.name, row.mother, row.numbers, row.birth_year, row.tokens.count()) == (
        None,
        None,
        None,
        1990,
        0,
    )
    with pytest.raises(NotThere):
        services.unseal_person(by=police, now=NOW, person=person, ground="Điều 27.3")
