"""A picture says what its numbers say: drawn, as a table, in words, on the page and on paper."""

import json
import re
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.pictures.rules import (
    SENTENCES,
    Area,
    AreaMap,
    Bar,
    Chart,
    League,
    Part,
    Parts,
    Point,
    Range,
    TimeSeries,
    Words,
    as_json,
    chart_of,
    classes_of,
    linked,
    png_of,
    range_of_count,
    range_of_share,
    ranks,
    svg_of,
    table_of,
    words_of,
)

WORDS = Words()
NUMBERS = st.integers(0, 10**9).map(lambda tenths: Decimal(tenths) / 10)
MAYBE = st.none() | NUMBERS
SERIES = st.lists(st.builds(Point, st.just("1/2026"), MAYBE, MAYBE, st.booleans()), max_size=14)


def series(*values: int | None, wanted: int | None = None) -> TimeSeries:
    goal = None if wanted is None else Decimal(wanted)
    return TimeSeries(
        "Tăng", "buổi", [Point(f"{at}/2026", None if one is None else Decimal(one), goal) for at, one in enumerate(values, 1)]
    )  # fmt: skip


def league(*values: int | None) -> League:
    return League(
        "Xếp",
        "người",
        [Bar(f"Xã {at}", None if one is None else Decimal(one)) for at, one in enumerate(values)],
    )


A_MAP = AreaMap(
    "Nơi nhiều", "người", 800, 600,
    [Area("Xã A & B", "M0 0h10v10z", 1, "3", "/xa/1/?nam=2026&x=1"), Area("Xã C", "M20 0h10v10z", 0, "chưa có số liệu")],
    [(1, "1 đến 5"), (0, "chưa có số liệu")],
)  # fmt: skip
A_WHOLE = Parts("Ba phần", "người", [Part("một", Decimal(3)), Part("hai", Decimal(1))])
EVERY: list[Chart] = [
    series(1, None, 3, 4, wanted=9),
    series(),
    series(None),
    league(9, 5, None),
    league(),
    A_MAP,
    A_WHOLE,
]


def drawn(chart: Chart) -> ET.Element:
    return ET.fromstring(svg_of(chart, WORDS))  # noqa: S314  our own


@pytest.mark.parametrize("chart", EVERY)
def test_the_policy_of_the_page_lets_every_picture_through(chart: Chart) -> None:
    said = svg_of(chart, WORDS)
    assert not re.search(r"<style|\sstyle=|<script|\son\w+=", said)
    assert 'aria-hidden="true"' in said
    assert drawn(chart).attrib["viewBox"]


@pytest.mark.parametrize("chart", EVERY)
def test_every_picture_has_words_and_a_png_for_paper(chart: Chart) -> None:
    assert words_of(chart, WORDS)
    assert png_of(chart).startswith(b"\x89PNG")


@pytest.mark.parametrize("chart", EVERY)
def test_every_picture_is_kept_as_json_and_comes_back_as_it_was(chart: Chart) -> None:
    back = chart_of(json.loads(json.dumps(as_json(chart))))
    assert svg_of(back, WORDS) == svg_of(chart, WORDS)
    assert table_of(back, WORDS) == table_of(chart, WORDS)


def test_a_picture_on_paper_leads_nowhere() -> None:
    assert "<a " not in svg_of(linked(A_MAP, lambda _href: ""), WORDS)


def test_what_is_held_back_is_told_apart_from_what_was_not_reported() -> None:
    chart = League("", "người", [Bar("A", Decimal(9)), Bar("B", None), Bar("C", None, held=True)])
    assert [row[1] for row in table_of(chart, WORDS).rows] == ["9", "chưa có số liệu", "không nêu (số nhỏ)"]
    assert words_of(chart, WORDS).endswith("1 nơi chưa có số liệu. 1 nơi có số nhỏ về người nên không nêu.")


@given(SERIES)
def test_a_series_is_never_drawn_over_a_gap_and_its_table_has_every_moment(points: list[Point]) -> None:
    chart = TimeSeries("", "", points)
    strokes = [one for one in drawn(chart).iter() if one.get("class") == "p-stroke"]
    joined = sum(one.attrib["d"].count("L") for one in strokes)
    assert joined == sum(a.value is not None and b.value is not None for a, b in pairwise(points))
    assert len(table_of(chart, WORDS).rows) == len(points)


def test_what_was_not_reported_is_said_and_never_drawn_as_zero() -> None:
    chart = league(5, None)
    bars = [one for one in drawn(chart).iter() if one.get("class") == "p-bar"]
    assert len(bars) == 1
    assert table_of(chart, WORDS).rows[1][1] == "chưa có số liệu"
    assert "1 nơi chưa có số liệu" in words_of(chart, WORDS)


def test_the_target_stands_beside_its_line_and_in_the_words() -> None:
    chart = series(1, 2, 3, wanted=12)
    assert "phải đạt 12" in svg_of(chart, WORDS)
    assert "Mức phải đạt 12" in words_of(chart, WORDS)
    assert table_of(chart, WORDS).head == ["Kỳ", "Số", "Mức phải đạt"]


def test_a_name_with_a_sign_of_the_markup_stays_a_name_and_a_link_stays_one_link() -> None:
    found = drawn(A_MAP)
    links = [one.get("href") for one in found.iter() if one.tag.endswith("}a")]
    assert links == ["/xa/1/?nam=2026&x=1"]
    assert any((one.text or "").startswith("Xã A & B") for one in found.iter())


def test_a_long_league_draws_its_head_and_leaves_the_rest_to_the_table() -> None:
    chart = league(*range(40, 0, -1))
    assert len([one for one in drawn(chart).iter() if one.get("class") == "p-bar"]) == chart.most
    assert "25 nơi khác" in svg_of(chart, WORDS)
    assert len(table_of(chart, WORDS).rows) == 40


@given(st.lists(NUMBERS))
def test_each_number_of_a_map_is_in_exactly_one_of_at_most_five_classes(values: list[Decimal]) -> None:
    found = classes_of(values)
    assert len(found) <= 5
    assert all(sum(one.holds(value) for one in found) == 1 for value in values)


@given(st.integers(1, 5000), st.data())
def test_a_share_lies_within_its_range_and_the_range_within_the_possible(
    of: int, data: st.DataObject
) -> None:
    cases = data.draw(st.integers(0, of))
    low, high = range_of_share(Decimal(cases), Decimal(of))
    assert 0 <= low <= round(Decimal(100 * cases) / of, 2) + Decimal("0.01")
    assert round(Decimal(100 * cases) / of, 2) - Decimal("0.01") <= high <= 100


def test_the_ranges_are_those_that_the_literature_gives() -> None:
    # Wilson for 15 of 148 as in R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I; Poisson limits of
    # 10 events: 4.80 and 18.39, which Byar's approximation meets to the second digit.
    assert range_of_share(Decimal(15), Decimal(148)) == (Decimal("6.24"), Decimal("16.05"))
    low, high = range_of_count(Decimal(10))
    assert abs(low - Decimal("4.80")) < Decimal("0.03")
    assert abs(high - Decimal("18.39")) < Decimal("0.03")


@given(st.lists(st.tuples(NUMBERS, NUMBERS).map(lambda pair: Range(min(pair), max(pair))), min_size=1))
def test_who_overlaps_is_not_told_apart(ranges: list[Range]) -> None:
    told = ranks(ranges)
    assert all(1 <= first <= last <= len(ranges) for first, last in told)
    for (one, mine), (other, theirs) in pairwise(zip(ranges, told, strict=True)):
        if one.low > other.high:
            assert mine[0] < theirs[1]
            assert mine[0] <= theirs[0]
        elif other.low <= one.high:
            assert mine[0] <= theirs[1]
            assert theirs[0] <= mine[1]


def test_every_sentence_can_be_said_in_another_language() -> None:
    other = Words(say=lambda sentence: sentence.upper() if "{" not in sentence else sentence)
    assert table_of(series(1, 2), other).head == [SENTENCES["h_period"].upper(), SENTENCES["h_value"].upper()]
