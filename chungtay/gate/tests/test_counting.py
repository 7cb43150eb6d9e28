"""Numbers of people come from their files: once each, no name, no zero for files that are not here."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.cases.services import receive_file, transfer_file
from chungtay.cases.tests.factories import MINOR, PARENTS, WHO, at, signed, treated_at_home
from chungtay.figures.models import DataValue, ValueChange
from chungtay.gate import queries, services
from chungtay.gate.access import counted_here
from chungtay.gate.rules import Count, Head, counts, options_of, tally
from chungtay.people.tests.factories import police_of
from tests.cast import Cast, Town

BY_SEX_AND_AGE = Count("DEMAND.FILE.TOTAL", "addicts", ("sex", "age"))
MEN_OF_36 = "DEMAND.FILE.TOTAL:nam.tu_30"
HEADS = st.builds(
    Head, st.integers(0, 110), st.sampled_from(["male", "female"]), st.sampled_from(["01", "04"])
)
COUNTED_ON = at(20)
PERIOD = "2026-M08"  # 15 July to 14 August


@given(st.lists(HEADS))
def test_everybody_is_in_exactly_one_cell(heads: list[Head]) -> None:
    for count in counts():
        assert sum(tally(count, heads).values.values()) == len(heads)


@given(st.lists(HEADS))
def test_every_option_is_said_zero_as_well(heads: list[Head]) -> None:
    assert len(tally(BY_SEX_AND_AGE, heads).values) == len(options_of("sex")) * len(options_of("age"))


@given(st.lists(HEADS), st.integers(1, 3))
def test_who_is_not_fully_written_down_keeps_the_count_back(heads: list[Head], unknown: int) -> None:
    told = tally(BY_SEX_AND_AGE, [*heads, *[Head(30, "", "01")] * unknown])
    assert (told.values, told.unknown) == ({}, unknown)


def said(cells: Iterable[str], agency: int) -> dict[str, Decimal | None]:
    rows = DataValue.objects.filter(
        submission__agency=agency, cell__code__in=list(cells), submission__period=PERIOD
    )
    return dict(rows.values_list("cell__code", "value"))


@pytest.fixture
def police(town: Town, catalogue: None) -> Actor:
    return police_of(town)


@pytest.mark.django_db
def test_nothing_is_counted_before_a_person_says_that_the_files_are_all_here(
    cast: Cast, police: Actor
) -> None:
    treated_at_home(police)
    assert services.hand_over(now=COUNTED_ON) == 0
    assert said([MEN_OF_36], cast.officer.agency) == {}


@pytest.mark.django_db
def test_the_heads_of_a_list_are_written_into_the_form_of_the_commune(cast: Cast, police: Actor) -> None:
    treated_at_home(police)
    treated_at_home(police, told=MINOR, parents=PARENTS)
    start(cast, police)
    services.hand_over(now=COUNTED_ON)
    told = said(
        [MEN_OF_36, "DEMAND.FILE.TOTAL:nu.14_16", "DEMAND.FILE.TOTAL:nam.duoi_14"], cast.officer.agency
    )
    assert told == {MEN_OF_36: 1, "DEMAND.FILE.TOTAL:nu.14_16": 1, "DEMAND.FILE.TOTAL:nam.duoi_14": 0}
    assert set(counted_here(cast.officer.agency, PERIOD, [MEN_OF_36, "PROPAGANDA.LEAFLETS"])) == {MEN_OF_36}


@pytest.mark.django_db
def test_who_moves_is_counted_once_where_the_file_is(cast: Cast, town: Town, police: Actor) -> None:
    there = police_of(town, next_door=True)
    row = treated_at_home(police)
    for body in (police, there):
        start(cast, body)
    services.hand_over(now=COUNTED_ON)
    sent = transfer_file(
        by=police, now=at(21), file=row.pk, target=there.agency, moved_at=at(20), paper=signed(at(21))
    )
    receive_file(by=there, now=at(21, hour=15), transfer=sent.pk)
    services.hand_over(now=at(22))
    both = [said([MEN_OF_36], one.agency)[MEN_OF_36] for one in (cast.officer, cast.officer_next_door)]
    assert both == [0, 1]


@pytest.mark.django_db
def test_no_name_crosses_the_wall(cast: Cast, police: Actor) -> None:
    row = treated_at_home(police)
    start(cast, police)
    services.hand_over(now=COUNTED_ON)
    crossed = " ".join(str(value) for one in ValueChange.objects.values() for value in one.values())
    assert WHO["name"] not in crossed
    assert row.code not in crossed


@pytest.mark.django_db
def test_only_who_keeps_the_catalogue_decides_and_only_at_home(cast: Cast, police: Actor) -> None:
    for actor in (cast.officer, cast.leader, cast.stranger, police):
        with pytest.raises(NotThere):
            start(cast, police, by=actor)
    with pytest.raises(Refused):
        services.stop_counting(by=cast.province, now=COUNTED_ON, place=place_of(police))
    start(cast, police)
    assert [row.since for row in queries.list_communes(cast.province, on=COUNTED_ON.date())] == [
        date(2026, 7, 1)
    ]
    assert queries.list_communes(cast.stranger, on=COUNTED_ON.date()) == []
    services.stop_counting(by=cast.province, now=COUNTED_ON, place=place_of(police))
    assert services.hand_over(now=COUNTED_ON) == 0


def start(cast: Cast, police: Actor, by: Actor | None = None, now: datetime = COUNTED_ON) -> None:
    services.start_counting(by=by or cast.province, now=now, place=place_of(police), since=date(2026, 7, 1))


def place_of(actor: Actor) -> int:
    assert actor.place is not None
    return actor.place
