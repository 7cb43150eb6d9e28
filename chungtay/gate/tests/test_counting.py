"""Numbers of people come from their files: once each, no name, no zero for files that are not here."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from chungtay.agencies.models import Account
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.cases.queries import list_of
from chungtay.cases.services import receive_file, transfer_file
from chungtay.cases.tests.factories import MINOR, PARENTS, WHO, at, signed, step, treated_at_home
from chungtay.catalogue.models import Cell
from chungtay.figures.models import DataValue, ValueChange
from chungtay.figures.services import Typed, open_submission, save_cells
from chungtay.gate import queries, services
from chungtay.gate.access import counted_here
from chungtay.gate.rules import Count, Head, Stay, counted_cells, counts, once, options_of, tally
from chungtay.people.services import merge_persons, unmerge
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
        heads = [replace(head, form=next(iter(count.forms.values()), "")) for head in heads]
        assert sum(tally(count, heads).values.values()) == len(heads)


@given(st.lists(HEADS))
def test_every_option_is_said_zero_as_well(heads: list[Head]) -> None:
    assert len(tally(BY_SEX_AND_AGE, heads).values) == len(options_of(BY_SEX_AND_AGE, "sex")) * len(
        options_of(BY_SEX_AND_AGE, "age")
    )


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


@pytest.mark.django_db
def test_who_comes_and_who_leaves_explains_what_stands_at_the_end(cast: Cast, police: Actor) -> None:
    """The total of a month is that of the month before, plus who came, minus who left."""
    keeper = police.agency
    treated_at_home(police)
    minor = treated_at_home(police, told=MINOR, parents=PARENTS)
    step(police, minor, "died_or_missing", at(2, month=9), why="died")
    months = [(date(2026, 6, 15), date(2026, 7, 14)), (date(2026, 7, 15), date(2026, 8, 14)), (date(2026, 8, 15), date(2026, 9, 14))]  # fmt: skip
    told = [{count.element: sum(one.values.values()) for count, one in queries.tallies(keeper, *days)} for days in months]  # fmt: skip
    totals = [one["DEMAND.FILE.TOTAL"] for one in told]
    assert totals == [2, 2, 1]
    for before, one in zip([0, *totals], told, strict=False):
        assert one["DEMAND.FILE.TOTAL"] == before + one["DEMAND.FILE.NEW"] - one["DEMAND.FILE.REMOVED"]


@pytest.mark.django_db
def test_rehabilitation_is_counted_by_the_state_of_the_law_and_the_rest_is_typed(
    cast: Cast, police: Actor
) -> None:
    treated_at_home(police)
    start(cast, police)
    services.hand_over(now=COUNTED_ON)
    codes = [f"DEMAND.REHAB.CURRENT:{form}" for form in ("cong_dong", "bat_buoc", "giam_giu")]
    assert said(codes, cast.officer.agency) == {codes[0]: 1, codes[1]: 0}
    assert set(counted_here(cast.officer.agency, PERIOD, codes)) == set(codes[:2])


@pytest.mark.django_db
def test_what_happened_in_a_period_is_counted_only_if_all_of_it_was_seen(cast: Cast, police: Actor) -> None:
    new = ["DEMAND.FILE.NEW:nam"]
    start(cast, police)  # in the middle of the period that ends on 14 July
    assert counted_here(cast.officer.agency, "2026-M07", new) == {}
    assert set(counted_here(cast.officer.agency, PERIOD, new)) == set(new)


def test_every_counted_cell_is_one_of_the_catalogue(catalogue: None) -> None:
    assert counted_cells() <= set(Cell.objects.values_list("code", flat=True))


@pytest.mark.django_db
def test_what_a_commune_still_types_is_held_against_its_files(cast: Cast, police: Actor) -> None:
    treated_at_home(police)
    period, on = "2026-M07", date(2026, 7, 20)
    assert [row.typed for row in queries.list_communes(cast.province, on=on)] == [None]
    made = open_submission(by=cast.officer, now=at(15), data_set="XA.THANG", period=period)
    cells = {code: Decimal(0) for code in BY_SEX_AND_AGE.cells} | {MEN_OF_36: Decimal(3)}
    ids = dict(Cell.objects.filter(code__in=cells).values_list("code", "pk"))
    typed = [Typed(ids[code], 0, number) for code, number in cells.items()]
    save_cells(by=cast.officer, now=at(15), submission=made.pk, cells=typed)
    [row] = queries.list_communes(cast.province, on=on)
    assert row.typed == (period, Decimal(3), Decimal(1))
    with time_machine.travel(at(20), tick=False):
        client = Client()
        client.force_login(Account.objects.get(pk=cast.province.account))
        assert "đếm được 1" in client.get(reverse("gate:counting")).content.decode()


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 20), st.integers(0, 9)), max_size=6))
def test_joined_records_stand_on_a_list_as_one_person_every_day(told: list[tuple[int, int, int]]) -> None:
    """On a day on which any record stands there the person stands once; who came less who left is who stands."""
    start = date(2026, 7, 1)
    stays = [
        Stay(body, start + timedelta(since), start + timedelta(since + length), key, key)
        for key, (body, since, length) in enumerate(told)
    ]
    merged = once(stays)
    for n in range(32):
        day = start + timedelta(n)
        standing = sum(one.since <= day < one.end for one in merged)
        assert standing == any(one.since <= day < one.end for one in stays)
        assert standing == sum(one.since <= day for one in merged) - sum(one.end <= day for one in merged)
    assert all(one.body == stays[one.came].body == stays[one.left].body for one in merged)


@pytest.mark.django_db
def test_two_joined_records_are_one_person_here_and_in_the_province(
    cast: Cast, town: Town, police: Actor
) -> None:
    """Undone, two are counted again: at one body, and at two."""
    there = police_of(town, next_door=True)
    first = treated_at_home(police)
    again = treated_at_home(police, told=WHO | {"name": "Nguyễn Văn Ví Dụ Hai"})
    elsewhere = treated_at_home(there, told=WHO | {"name": "Nguyễn Văn Ví Dụ Ba"})

    def counted() -> list[tuple[int, int, int, int]]:
        days = date(2026, 6, 15), date(2026, 7, 14)
        found = []
        for body in (police.agency, there.agency):
            told = {count.element: sum(one.values.values()) for count, one in queries.tallies(body, *days)}
            found.append((
                int(told["DEMAND.FILE.TOTAL"]), int(told["DEMAND.FILE.NEW"]), int(told["DEMAND.REHAB.CURRENT"]),
                list_of(body, "addicts", on=days[1]).count(),
            ))  # fmt: skip
        return found

    assert counted() == [(2, 2, 2, 2), (1, 1, 1, 1)]
    here = merge_persons(
        by=police, now=at(10), person=first.person_id, other=again.person_id, why="Cùng căn cước"
    )
    assert counted() == [(1, 1, 1, 1), (1, 1, 1, 1)]
    both = merge_persons(
        by=there, now=at(11), person=elsewhere.person_id, other=again.person_id, why="Cùng căn cước"
    )
    assert counted() == [
        (1, 1, 1, 1),
        (0, 0, 0, 1),
    ]  # next door still keeps its file, and it stands on its list
    unmerge(by=there, now=at(12), decision=both.pk)
    unmerge(by=police, now=at(12), decision=here.pk)
    assert counted() == [(2, 2, 2, 2), (1, 1, 1, 1)]
