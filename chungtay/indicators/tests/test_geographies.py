"""A figure of any year in the units of any year: the totals are the same, to the last unit."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.catalogue.rules import Aggregation
from chungtay.indicators.rules import Frame, Parcel, allocate, parcels, weights
from chungtay.indicators.tests.lands import (
    AFTER,
    BEFORE,
    LATER,
    PERIOD,
    answer,
    countries,
    country,
    engine_of,
    question,
    reported,
    value,
)
from chungtay.places.rules import Kind

SLOWLY = settings(max_examples=25)
NOWHERE = Path("/nowhere/columnar")


@SLOWLY
@given(st.data(), st.sampled_from([Aggregation.SUM, Aggregation.LAST]))
def test_every_geography_and_level_adds_up_to_the_same_total(data: st.DataObject, how: Aggregation) -> None:
    land = data.draw(countries())
    engine = engine_of(NOWHERE, data.draw(reported(land)))
    totals = set()
    for level in (None, Kind.PROVINCE, Kind.COMMUNE):
        for day in (BEFORE, AFTER):
            rows = answer(engine, question(how), land, level, day, in_parts=how is Aggregation.LAST)
            totals.add(sum(amount or 0 for amount in rows.values()))
    assert len(totals) == 1


@SLOWLY
@given(st.data())
def test_the_highest_is_the_same_in_every_geography(data: st.DataObject) -> None:
    land = data.draw(countries())
    engine = engine_of(NOWHERE, data.draw(reported(land)))
    highest = {
        max((amount or 0 for amount in answer(engine, question(Aggregation.MAXIMUM), land, level, day).values()), default=0)
        for level in (None, Kind.PROVINCE, Kind.COMMUNE)
        for day in (BEFORE, AFTER)
    }  # fmt: skip
    assert len(highest) == 1


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 50), min_size=1, max_size=9).filter(any))
def test_parts_sum_to_the_whole_and_none_is_more_than_one_off(amount: int, shares: list[int]) -> None:
    parts = allocate(amount, shares)
    assert sum(parts) == amount
    for part, share in zip(parts, shares, strict=True):
        assert abs(part * sum(shares) - amount * share) < sum(shares)


@SLOWLY
@given(st.integers(0, 10**6), st.lists(st.integers(1, 30), min_size=2, max_size=4))
def test_the_sql_allocates_as_the_rule_does(amount: int, sizes: list[int]) -> None:
    land = country([0], [0], [0], [(0, piece) for piece in range(len(sizes))])
    land.parcels = [Parcel(parcel.units, size) if len(parcel.units) > 1 and parcel.units[0] == 1000 else parcel
                    for parcel, size in zip(land.parcels, [0] * (len(land.parcels) - len(sizes)) + sizes, strict=True)]  # fmt: skip
    own = [land.parcels[number] for number in land.of[1000]]
    engine = engine_of(NOWHERE, [value(1, land, 1000, amount=amount * 1000)])
    rows = answer(engine, question(Aggregation.SUM), land, Kind.COMMUNE, AFTER)
    assert [rows[parcel.units[1]] for parcel in own] == [
        1000 * part for part in allocate(amount, weights(own))
    ]


def test_a_unit_is_divided_by_size_only_where_every_piece_has_one() -> None:
    codes = {1: "a", 2: "b", 3: "c"}
    known = parcels(codes, [(1, 2), (1, 3)], {("a", "b"): 3, ("a", "c"): 1})
    half_known = parcels(codes, [(1, 2), (1, 3)], {("a", "b"): 3})
    assert (weights(known), weights(half_known)) == ([3, 1], [1, 1])


def test_what_is_merged_whole_is_exact_and_what_was_divided_is_marked() -> None:
    land = country([0, 1], [0, 0, 1], [0, 0], [(0, 0), (1, 0), (1, 1), (2, 1)])
    frame = land.frame(Kind.COMMUNE, AFTER)
    assert frame.whole[1000] == 2000
    assert {part.place for part in frame.parts if part.divided} == {1001}
    assert not land.frame(Kind.PROVINCE, AFTER).parts


def test_the_last_value_of_a_year_of_change_counts_no_ground_twice() -> None:
    land = country([0], [0, 0], [0], [(0, 0), (1, 0)])
    said = [
        value(1, land, 1000, amount=10_000, period=PERIOD),
        value(2, land, 1001, amount=20_000, period=PERIOD),
        value(3, land, 2000, amount=33_000, period=LATER),
    ]
    engine = engine_of(NOWHERE, said)
    asked = question(Aggregation.LAST)
    assert answer(engine, asked, land, Kind.COMMUNE, AFTER, in_parts=True) == {2000: 33_000}
    assert sum(answer(engine, asked, land, Kind.COMMUNE, BEFORE, in_parts=True).values()) == 33_000  # type: ignore[arg-type]


def test_what_a_province_reported_itself_stands_beside_its_communes() -> None:
    land = country([0], [0], [0], [(0, 0)])
    engine = engine_of(NOWHERE, [value(1, land, 200, amount=5000, period=LATER), value(2, land, 2000, amount=2000, period=LATER)])  # fmt: skip
    rows = answer(engine, question(Aggregation.SUM), land, Kind.COMMUNE, AFTER)
    assert rows == {200: 5000, 2000: 2000}
    assert land.frame(Kind.COMMUNE, AFTER).own == {200}


def test_ground_without_an_heir_stays_with_the_province_it_lay_in() -> None:
    land = country([0], [0], [0], [])
    frame: Frame = land.frame(Kind.COMMUNE, AFTER)
    assert frame.whole[1000] == 200


def test_one_value_stands_for_itself_and_two_are_never_added() -> None:
    land = country([0], [0, 0], [0], [(0, 0), (1, 1)])
    said = [value(1, land, 1000, amount=4000), value(2, land, 1001, amount=5000)]
    engine = engine_of(NOWHERE, said)
    asked = question(Aggregation.NONE, cells=[1])
    assert answer(engine, asked, land, Kind.COMMUNE, AFTER) == {2000: 4000, 2001: 5000}
    assert answer(engine, asked, land, Kind.PROVINCE, AFTER) == {200: None}


@pytest.mark.parametrize("how", [Aggregation.SUM, Aggregation.LAST])
def test_a_reason_is_no_zero(how: Aggregation) -> None:
    land = country([0], [0], [0], [(0, 0)])
    engine = engine_of(NOWHERE, [value(1, land, 1000, amount=None)])
    assert answer(engine, question(how), land, None, AFTER) == {0: None}
    engine = engine_of(NOWHERE, [value(1, land, 1000, amount=0)])
    assert answer(engine, question(how), land, None, AFTER) == {0: 0}
