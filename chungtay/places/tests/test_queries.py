"""What is read for a day: the tree, names, who became whom, search, maps."""

from datetime import date

import pytest

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.places import queries
from chungtay.places.models import Place
from chungtay.places.queries import PlaceOn
from chungtay.places.rules import Kind, Share

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("three_provinces")]
OLD, NEW = date(2025, 6, 30), date(2025, 7, 1)


def at(code: str, on: date) -> PlaceOn:
    found = queries.place_at(code, on)
    assert found is not None
    return found


def names(places: list[PlaceOn]) -> list[str]:
    return [place.full_name for place in places]


@pytest.mark.parametrize(
    ("on", "districts", "communes"),
    [(date(2024, 6, 1), 10, 129), (OLD, 10, 129), (NEW, 0, 45), (date(2026, 5, 1), 0, 45)],
)
def test_dien_bien_has_129_communes_in_ten_districts_and_then_45(
    on: date, districts: int, communes: int
) -> None:
    province = at("11", on)
    counts = queries.count_below([province.pk], on)[province.pk]
    assert (counts.get("district", 0), counts["commune"]) == (districts, communes)
    assert len(queries.children(province.pk, on)) == (districts or communes)
    assert queries.subtree_ids(province.pk, on).count() == 1 + districts + communes


def test_a_province_left_whole_stays_the_same_unit() -> None:
    assert at("11", OLD).pk == at("11", NEW).pk
    assert queries.heirs(at("11", OLD).pk, NEW) == [at("11", NEW).pk]


def test_a_merged_province_with_an_old_code_is_another_unit() -> None:
    old, new = at("24", OLD), at("24", NEW)
    assert (old.full_name, new.full_name) == ("Tỉnh Bắc Giang", "Tỉnh Bắc Ninh")
    assert old.pk != new.pk
    assert queries.heirs(old.pk, NEW) == queries.heirs(at("27", OLD).pk, NEW) == [new.pk]


def test_a_renamed_province_has_its_name_of_the_day() -> None:
    before, after = at("46", date(2024, 12, 31)), at("46", date(2025, 1, 1))
    assert (before.full_name, after.full_name) == ("Tỉnh Thừa Thiên Huế", "Thành phố Huế")
    assert before.pk == after.pk
    assert names(queries.find_places("thua thien", date(2024, 1, 1), kind="province")) == [
        "Tỉnh Thừa Thiên Huế"
    ]
    assert queries.find_places("thua thien", NEW, kind=Kind.PROVINCE) == []


def test_a_district_that_became_a_town_is_one_unit_with_two_names() -> None:
    before, after = at("222", date(2024, 1, 31)), at("222", date(2024, 2, 1))
    assert (before.full_name, after.full_name) == ("Huyện Việt Yên", "Thị xã Việt Yên")
    assert before.pk == after.pk
    assert [name.full_name for name in queries.former_names(after.pk)] == ["Huyện Việt Yên"]


def test_ancestors_come_from_the_top_and_only_while_the_unit_is() -> None:
    commune = queries.find_places("xã Mường Nhé", OLD, within=at("11", OLD).pk)[0]
    assert names(queries.ancestors(commune.pk, OLD)) == ["Tỉnh Điện Biên", "Huyện Mường Nhé"]
    assert queries.ancestors(commune.pk, NEW) == []
    assert queries.children(commune.pk, NEW) == []


def test_a_commune_knows_what_it_was_made_of_and_by_what() -> None:
    commune = queries.find_places("Mường Nhé", NEW)[0]
    steps = [step for step in queries.predecessors(commune.pk) if step.place.kind == Kind.COMMUNE]
    assert sorted(step.place.full_name for step in steps) == ["Xã Chung Chải", "Xã Mường Nhé", "Xã Nậm Vì"]
    assert {(step.share, step.ground, step.on) for step in steps} == {(Share.FULL, "1661/NQ-UBTVQH15", NEW)}


def test_a_district_passed_to_the_communes_that_took_its_communes() -> None:
    district = at("096", OLD)
    assert district.full_name == "Huyện Mường Nhé"
    heirs = queries.heirs(district.pk, NEW)
    assert {step.place.pk for step in queries.successors(district.pk)} == set(heirs)
    assert all(names(queries.ancestors(heir, NEW)) == ["Tỉnh Điện Biên"] for heir in heirs)


@pytest.mark.parametrize("typed", ["muong ang", "MƯỜNG ẢNG", "Mường  Ảng", "huyện mường ảng", "H. Mường Ảng"])
def test_search_finds_with_and_without_marks(typed: str) -> None:
    assert "Huyện Mường Ảng" in names(queries.find_places(typed, OLD))


def test_search_keeps_to_kind_and_place() -> None:
    province, district = at("11", OLD), at("097", OLD)
    assert {place.kind for place in queries.find_places("muong", OLD, kind="district")} == {Kind.DISTRICT}
    within = queries.find_places("muong", OLD, within=district.pk)
    assert {place.pk for place in within} <= set(queries.subtree_ids(district.pk, OLD))
    assert len(queries.find_places("muong", OLD, within=province.pk, limit=3)) == 3


@pytest.mark.parametrize("typed", ["", "   ", "…", "không có xã nào như thế"])
def test_search_for_nothing_finds_nothing(typed: str) -> None:
    assert queries.find_places(typed, OLD) == []


def test_the_tree_fits_inside_another_query() -> None:
    province = at("11", NEW)
    communes = Place.objects.filter(pk__in=queries.subtree_ids(province.pk, NEW), kind=Kind.COMMUNE)
    assert communes.count() == 45


def test_a_unit_that_is_not_there_says_so() -> None:
    with pytest.raises(NotThere):
        queries.get_place(0)
    assert queries.place_at("99999", NEW) is None


def test_the_day_shown_is_the_nearest_on_which_the_unit_was() -> None:
    old = at("24", OLD)
    assert queries.day_of(old, date(2026, 1, 1)) == OLD
    assert queries.day_of(old, date(2020, 1, 1)) == date(2021, 11, 1)
    assert queries.day_of(at("24", NEW), OLD) == NEW


@pytest.mark.parametrize(
    ("on", "drawn", "legend"),
    [(OLD, 129, [(0, "xã"), (1, "phường"), (2, "thị trấn")]), (NEW, 45, [(0, "xã"), (1, "phường")])],
)
def test_a_province_is_drawn_with_its_communes_in_both_eras(
    on: date, drawn: int, legend: list[tuple[int, str]]
) -> None:
    drawing = queries.map_around(at("11", on), on)
    assert drawing is not None
    assert (len(drawing.units), drawing.legend, len(drawing.credits)) == (drawn, legend, 1)
    assert all(unit.path.startswith("M") and unit.path.endswith("z") for unit in drawing.units)


def test_a_commune_is_drawn_among_its_neighbours() -> None:
    commune = queries.find_places("Mường Nhé", NEW)[0]
    drawing = queries.map_around(commune, NEW)
    assert drawing is not None
    assert [unit.place.pk for unit in drawing.units if unit.chosen] == [commune.pk]


def test_a_map_takes_the_classes_of_its_caller() -> None:
    province = at("11", NEW)
    drawing = queries.draw_map([province], NEW, levels={province.pk: 4})
    assert drawing is not None
    assert ([unit.level for unit in drawing.units], drawing.legend) == ([4], [])


def test_what_has_no_outline_is_not_drawn() -> None:
    assert queries.draw_map(queries.children(at("46", NEW).pk, NEW), NEW) is None
    assert queries.outline(at("46", NEW).pk, NEW) is not None
    assert queries.outline(at("474", OLD).pk, OLD) is None


def test_only_the_power_over_a_place_manages_it(keeper: Actor) -> None:
    assert queries.may_manage(keeper, queries.find_places("Mường Nhé", NEW)[0].pk)
    assert not queries.may_manage(keeper, at("46", NEW).pk)
