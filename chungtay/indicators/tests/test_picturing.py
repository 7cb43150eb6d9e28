"""Answers as pictures: what they show, what chance leaves of it, and what they never pretend."""

from decimal import Decimal

import pytest

from chungtay.indicators import queries
from chungtay.indicators.queries import Answer, Asked, look
from chungtay.indicators.rules import Geography
from chungtay.indicators.tests.factories import LEAFLETS, enter
from chungtay.pictures.rules import UNKNOWN, Words, table_of
from chungtay.places.models import Outline
from chungtay.places.rules import Kind
from tests.cast import SINCE, TODAY, Cast, Town

pytestmark = pytest.mark.usefixtures("catalogue")
MONTHS = ("2026-M01", "2026-M02")
RELAPSE = "DEMAND.RELAPSE"
SQUARE = "[[[[103.0,21.0],[103.1,21.0],[103.1,21.1],[103.0,21.1],[103.0,21.0]]]]"


def by_commune(cast: Cast, measure: str, **asked: object) -> Answer:
    return look(cast.province, Asked(measure, MONTHS, level=Kind.COMMUNE, **asked), on=TODAY)  # type: ignore[arg-type]


def test_a_league_puts_the_greatest_first_and_who_has_not_reported_last(cast: Cast) -> None:
    enter(cast.officer, "2026-M01", {LEAFLETS: 4})
    enter(cast.officer_next_door, "2026-M01", {LEAFLETS: 6})
    enter(cast.officer, "2026-M02", {LEAFLETS: 9})
    answer = by_commune(cast, LEAFLETS)
    first = queries.draw_league(answer, 0)
    assert first is not None
    assert [(bar.name, bar.value) for bar in first.bars] == [("Xã B", Decimal(6)), ("Xã A", Decimal(4))]
    second = queries.draw_league(answer, queries.latest(answer))
    assert second is not None
    assert [(bar.name, bar.value) for bar in second.bars] == [("Xã A", Decimal(9)), ("Xã B", None)]
    assert second.bars[0].low is None  # leaflets are no chance events


def test_few_people_are_shown_with_the_range_that_chance_leaves_and_are_not_ranked_apart(cast: Cast) -> None:
    enter(cast.officer, "2026-M02", {RELAPSE: 3}, form="XA.THANG")
    enter(cast.officer_next_door, "2026-M02", {RELAPSE: 5}, form="XA.THANG")
    drawn = queries.draw_league(by_commune(cast, RELAPSE), 1)
    assert drawn is not None
    assert [bar.ranks for bar in drawn.bars] == [(1, 2), (1, 2)]
    assert all(bar.low is not None and bar.value is not None and bar.low < bar.value for bar in drawn.bars)


def test_a_share_has_the_range_of_its_counts(cast: Cast) -> None:
    told = {"SUPPLY.POINTS_CLEARED": 15, "SUPPLY.POINTS_OPEN": 133}
    enter(cast.officer, "2026-M02", told)
    drawn = queries.draw_league(by_commune(cast, "POINTS_CLEARED_SHARE"), 1)
    assert drawn is not None
    assert (drawn.bars[0].low, drawn.bars[0].high) == (Decimal("6.24"), Decimal("16.05"))


def test_a_map_shows_a_unit_without_a_number_as_unknown_and_never_as_none(cast: Cast, town: Town) -> None:
    for place in (town.commune_a, town.commune_b):
        Outline.objects.create(place_id=place, valid_from=SINCE, source="test", shape=SQUARE)
    enter(cast.officer, "2026-M02", {LEAFLETS: 0})
    answer = by_commune(cast, LEAFLETS)
    drawn = queries.draw_map(answer, 1, TODAY, lambda row, period: f"/{row.unit}/{period}/")
    assert drawn is not None
    assert {area.name: (area.level == UNKNOWN, area.said) for area in drawn.areas} == {
        "Xã A": (False, "0"), "Xã B": (True, "chưa có báo cáo"),
    }  # fmt: skip
    assert drawn.areas[0].href.endswith("/2026-M02/")
    assert len(table_of(drawn, Words()).rows) == 2
    assert queries.draw_map(answer, 0, TODAY) is None  # nothing was said of January


def test_units_without_outlines_are_no_map(cast: Cast) -> None:
    enter(cast.officer, "2026-M02", {LEAFLETS: 3})
    assert queries.draw_map(by_commune(cast, LEAFLETS, geography=Geography.NEW), 1, TODAY) is None


def test_the_options_of_a_breakdown_are_parts_of_a_whole(cast: Cast) -> None:
    men, women = "DEMAND.FILE.TOTAL:nam.tu_30", "DEMAND.FILE.TOTAL:nu.tu_30"
    enter(cast.officer, "2026-M02", {men: 7, women: 2}, form="XA.THANG")
    asked = Asked("DEMAND.FILE.TOTAL", MONTHS, by="sex")
    drawn = queries.draw_parts(look(cast.province, asked, on=TODAY), 1)
    assert drawn is not None
    assert [(part.name, part.value) for part in drawn.parts] == [("nam", Decimal(7)), ("nữ", Decimal(2))]


def test_two_numbers_make_a_line_and_one_does_not(cast: Cast) -> None:
    enter(cast.officer, "2026-M01", {LEAFLETS: 4})
    assert queries.draw_series(by_commune(cast, LEAFLETS)) is None
    enter(cast.officer, "2026-M02", {LEAFLETS: 4})
    drawn = queries.draw_series(by_commune(cast, LEAFLETS))
    assert drawn is not None
    assert "4 trong 2/2026, như 1/2026" in drawn.title
    assert drawn.points[0].short  # one of two communes
