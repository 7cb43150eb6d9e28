"""The same person written twice is found, with reasons; a person decides, and takes it back."""

from dataclasses import replace

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.notices.models import Notice
from chungtay.people import queries, services
from chungtay.people.rules import Born, Reason, Seen, compare, plain_phone, words_of
from chungtay.people.tests.factories import police_of, write_down
from chungtay.places.models import Place, Succession
from chungtay.places.rules import Kind, Share
from tests.cast import NOW, TODAY, Town, plant

AN = Seen(
    name="Nguyễn Văn Ví Dụ", born=Born(1990, 5, 7), sex="male", numbers=frozenset({"000090000001"}),
    communes=frozenset({1}), aliases=("Tý Ví Dụ",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("slip", "reason"),
    [
        ({"name": "NGUYEN VAN VI DU"}, Reason.NAME_MARKS),
        ({"name": "Nguyễn Văn Vy Giụ"}, Reason.NAME_SOUNDS),
        ({"name": "Ví Dụ Nguyễn Văn"}, Reason.NAME_ORDER),
        ({"name": "Nguyễn Ví Dụ"}, Reason.NAME_PART),
        ({"name": "Nguyễn Văn Ví Dục"}, Reason.NAME_SLIP),
        ({"name": "Tý Ví Dụ"}, Reason.NAME_ALIAS),
        ({"born": Born(1990, 7, 5)}, Reason.BORN_SWAPPED),
        ({"born": Born(1991, 5, 7)}, Reason.BORN_SLIP),
        ({"born": Born(1990)}, Reason.BORN_YEAR),
        ({"numbers": frozenset({"000090000010"})}, Reason.NUMBER_SLIP),
        ({"communes": frozenset({2})}, Reason.COMMUNE_HEIR),
    ],
)
def test_each_likely_slip_has_its_reason_and_leaves_a_word_to_be_found_by(
    slip: dict[str, object], reason: Reason
) -> None:
    other = replace(AN, **slip)  # type: ignore[arg-type]
    likeness = compare(other, AN, heirs=frozenset({1}))
    assert reason in likeness.reasons
    assert likeness.listed
    unnumbered = replace(other, numbers=frozenset())
    assert words_of(unnumbered) & words_of(AN)


def test_two_people_of_one_name_are_not_alike_for_that() -> None:
    other = replace(
        AN, born=Born(1971, 2, 3), numbers=frozenset({"000071000009"}), communes=frozenset({9}), aliases=()
    )
    assert not compare(other, AN).listed


def test_a_card_of_nine_signs_says_nothing_against_one_of_twelve() -> None:
    old = replace(AN, numbers=frozenset({"012345678"}))
    assert Reason.NUMBER_OTHER not in compare(old, AN).reasons


names = st.lists(
    st.sampled_from("Nguyễn Trần Văn Thị Đức Hùng Lan Giàng Quỳnh".split()), min_size=1, max_size=4
)
records = st.builds(
    Seen,
    name=names.map(" ".join),
    born=st.none() | st.builds(Born, st.integers(1950, 2012), st.integers(1, 12), st.integers(1, 28)),
    numbers=st.frozensets(st.sampled_from(["000090000001", "000090000010", "012345678"])),
    communes=st.frozensets(st.integers(1, 3)),
)


@given(records, records)
def test_likeness_looks_the_same_from_both_sides(one: Seen, other: Seen) -> None:
    assert compare(one, other) == compare(other, one)


@given(records)
def test_a_record_is_like_itself_and_finds_itself(seen: Seen) -> None:
    assert compare(seen, seen).points > 0
    assert words_of(seen)


def test_telephones_are_one_however_they_are_written() -> None:
    assert plain_phone("+84 900 000 001") == plain_phone("0900.000.001") == "0900000001"


@pytest.fixture
def police(town: Town) -> Actor:
    return police_of(town)


@pytest.fixture
def neighbour(town: Town) -> Actor:
    return police_of(town, next_door=True)


def test_a_record_of_another_body_is_found_and_tells_no_more_than_who_keeps_it(
    police: Actor, neighbour: Actor
) -> None:
    person = write_down(police)
    sought = Seen(name="Nguyen Van Vi Du", born=Born(1990, 5, 17))
    (alike,) = queries.find_alike(neighbour, sought, on=TODAY)
    assert (alike.person, alike.keepers, alike.open) == (person.pk, ("Công an xã A",), False)
    assert queries.find_alike(police, sought, on=TODAY)[0].open
    with pytest.raises(NotThere):
        queries.find_alike(replace(neighbour, powers=frozenset()), sought, on=TODAY)


def test_a_commune_that_went_into_another_is_still_the_same_neighbourhood(police: Actor, town: Town) -> None:
    old = plant("X101OLD", Kind.COMMUNE, "xã", "A cũ", (town.province,))
    Place.objects.filter(pk=old).update(valid_to="2025-07-01")
    Succession.objects.create(
        old_id=old,
        new_id=town.commune_a,
        share=Share.FULL,
        on="2025-07-01",
        ground="ví dụ",
        evidence="ví dụ",
    )
    person = write_down(police, commune=old, born="1990", numbers=None, phones=None)
    sought = Seen(name="Nguyễn Văn Ví Dụ", born=Born(1991), communes=frozenset({town.commune_a}))
    (alike,) = queries.find_alike(police, sought, on=TODAY)
    assert alike.person == person.pk
    assert Reason.COMMUNE_HEIR in alike.likeness.reasons


def test_who_is_the_same_is_decided_by_a_person_and_taken_back(police: Actor, neighbour: Actor) -> None:
    mine, theirs = write_down(police), write_down(neighbour, name="Nguyen Van Vi Du")
    assert [one.person for one in queries.find_like_person(police, mine, on=TODAY)] == [theirs.pk]
    decision = services.merge_persons(
        by=police, now=NOW, person=mine.pk, other=theirs.pk, why="Đối chiếu CCCD"
    )
    assert queries.records_of(theirs.pk) == {mine.pk, theirs.pk}
    told = Notice.objects.get(
        agency=neighbour.agency
    )  # who decided knows; the other keeper is told, without a name
    assert (told.link, "Ví Dụ" in told.text) == (reverse("people:person", args=[theirs.pk]), False)
    assert queries.find_like_person(police, mine, on=TODAY) == []
    with pytest.raises(Refused):
        services.keep_apart(by=police, now=NOW, person=mine.pk, other=theirs.pk, why="Hai người")
    services.unmerge(by=neighbour, now=NOW, decision=decision.pk)
    assert queries.records_of(theirs.pk) == {theirs.pk}
    assert Notice.objects.filter(agency=police.agency, text__startswith="Không còn").count() == 1
    services.keep_apart(by=police, now=NOW, person=mine.pk, other=theirs.pk, why="Hai người khác nhau")
    assert queries.find_like_person(police, mine, on=TODAY) == []
    assert queries.records_of(mine.pk) == {mine.pk}


def test_nobody_decides_about_people_whom_others_keep(police: Actor, neighbour: Actor) -> None:
    mine, theirs = write_down(police), write_down(neighbour)
    with pytest.raises(NotThere):
        services.merge_persons(by=neighbour, now=NOW, person=mine.pk, other=theirs.pk, why="Không có quyền")


def test_what_was_opened_in_an_emergency_is_read_and_nothing_is_decided_about_it(
    police: Actor, neighbour: Actor
) -> None:
    mine, other = write_down(police), write_down(police, name="Nguyễn Văn Ví Dục")
    decision = services.merge_persons(
        by=police, now=NOW, person=mine.pk, other=other.pk, why="Đối chiếu CCCD"
    )
    reader = replace(neighbour, opened=frozenset({f"person:{mine.pk}"}))
    assert queries.get_person(reader, mine.pk) == mine
    with pytest.raises(NotThere):
        services.unmerge(by=reader, now=NOW, decision=decision.pk)
    assert queries.records_of(mine.pk) == {mine.pk, other.pk}
    services.unmerge(by=police, now=NOW, decision=decision.pk)


def test_what_is_sealed_is_no_longer_found(police: Actor) -> None:
    person = write_down(police)
    services.seal_person(by=police, now=NOW, person=person.pk, ground="Điều 27.3")
    assert queries.find_alike(police, AN, on=TODAY) == []
