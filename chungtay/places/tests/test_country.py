"""The data that the project ships, whole: counts, and what must hold on every day."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.base.text import fold
from chungtay.places import queries, services
from chungtay.places.models import FormerName, Outline, Place, PlaceClosure, Succession
from chungtay.places.rules import HORIZON, Kind, Share
from chungtay.places.tests.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]
LAST_OLD_DAY, FIRST_NEW_DAY = date(2025, 6, 30), date(2025, 7, 1)
any_day = st.integers(0, 2200).map(lambda number: HORIZON + timedelta(days=number))


@pytest.mark.parametrize(
    ("on", "provinces", "districts", "communes"),
    [
        (date(2021, 11, 1), 63, 705, 10599),
        (date(2024, 6, 1), 63, 705, 10595),
        (LAST_OLD_DAY, 63, 696, 10035),
        (FIRST_NEW_DAY, 34, None, 3321),
        (date(2026, 5, 1), 34, None, 3321),
    ],
)
def test_the_units_of_a_day_are_as_many_as_the_lists_say(
    on: date, provinces: int, districts: int | None, communes: int
) -> None:
    counts = queries.count_live(on)
    assert (counts["province"], counts.get("district"), counts["commune"]) == (provinces, districts, communes)


def test_no_day_before_the_data_begins_has_units() -> None:
    assert queries.count_live(HORIZON - timedelta(days=1)) == {}


def test_loading_twice_changes_nothing() -> None:
    before = set(Place.objects.values_list("pk", "code", "valid_from"))
    again = services.load_places(now=NOW)
    assert again.changed == 0
    assert set(Place.objects.values_list("pk", "code", "valid_from")) == before


@settings(max_examples=12)
@given(any_day)
def test_on_any_day_every_commune_stands_in_exactly_one_living_province(on: date) -> None:
    living = set(Place.objects.filter(queries.alive(on), kind=Kind.COMMUNE).values_list("pk", flat=True))
    above = PlaceClosure.objects.filter(
        queries.alive(on),
        queries.alive(on, "ancestor__"),
        descendant__kind=Kind.COMMUNE,
        ancestor__kind=Kind.PROVINCE,
    )
    counts = Counter(above.values_list("descendant", flat=True))
    assert counts == dict.fromkeys(living, 1)


@settings(max_examples=6)
@given(any_day)
def test_on_any_day_the_closure_equals_the_parents_repeated(on: date) -> None:
    rows = list(PlaceClosure.objects.filter(queries.alive(on)).values_list("descendant", "ancestor", "depth"))
    parent = {child: above for child, above, depth in rows if depth == 1}
    assert len(parent) == sum(depth == 1 for *_, depth in rows)
    expected = set()
    for child, _, depth in rows:
        if depth == 0:
            here, steps = child, 0
            expected.add((child, here, steps))
            while here in parent:
                here, steps = parent[here], steps + 1
                expected.add((child, here, steps))
    assert set(rows) == expected


def test_no_two_units_bear_one_code_on_one_day() -> None:
    ends: dict[str, date] = {}
    for code, start, end in Place.objects.order_by("code", "valid_from").values_list(
        "code", "valid_from", "valid_to"
    ):
        assert code not in ends or ends[code] <= start
        ends[code] = end or date.max


def test_every_unit_that_ended_with_the_old_era_has_a_successor() -> None:
    ended = Place.objects.filter(valid_to=FIRST_NEW_DAY)
    assert ended.filter(into=None).count() == 0
    assert Counter(ended.values_list("kind", flat=True))[Kind.DISTRICT] == 696


def test_every_commune_of_the_new_era_has_an_origin_or_was_left_whole() -> None:
    new = Place.objects.filter(queries.alive(FIRST_NEW_DAY), kind=Kind.COMMUNE)
    assert new.filter(valid_from=FIRST_NEW_DAY, out_of=None).count() == 0
    assert new.filter(valid_from__lt=FIRST_NEW_DAY).count() == 132


def test_every_old_province_goes_wholly_to_one_new_one() -> None:
    for province in queries.provinces(LAST_OLD_DAY):
        heirs = queries.heirs(province.pk, FIRST_NEW_DAY)
        assert len(heirs) == 1
        assert [step.share for step in queries.successors(province.pk)] in ([], [Share.FULL])


def test_no_commune_draws_from_two_new_provinces() -> None:
    """The successor of a commune stands in the successor of its province."""
    rows = PlaceClosure.objects.filter(ancestor__kind=Kind.PROVINCE, depth__gt=0)
    old_home = dict(rows.filter(queries.alive(LAST_OLD_DAY)).values_list("descendant", "ancestor"))
    new_home = dict(rows.filter(queries.alive(FIRST_NEW_DAY)).values_list("descendant", "ancestor"))
    passed = dict(Succession.objects.filter(old__kind=Kind.PROVINCE).values_list("old", "new"))
    for old, new in Succession.objects.filter(old__kind=Kind.COMMUNE).values_list("old", "new"):
        assert new_home[new] == passed.get(old_home[old], old_home[old])


def test_a_unit_passes_either_whole_to_one_or_in_parts_to_several() -> None:
    shares: dict[int, list[str]] = defaultdict(list)
    for old, share in Succession.objects.values_list("old", "share"):
        shares[old].append(share)
    assert all(s == [Share.FULL] or (len(s) > 1 and set(s) == {Share.PARTIAL}) for s in shares.values())


def test_every_succession_names_its_resolution() -> None:
    grounds = set(Succession.objects.values_list("ground", flat=True))
    assert grounds == {
        "202/2025/QH15",
        "203/2025/QH15",
        *(f"{number}/NQ-UBTVQH15" for number in range(1654, 1688)),
    }


def test_a_name_and_what_follows_from_it_agree() -> None:
    for model in (Place, FormerName):
        for type_word, name, whole in model.objects.values_list("type_word", "name", "full_name"):
            assert whole.casefold() == f"{type_word} {name}".casefold()


def test_marks_alone_tell_eight_pairs_of_communes_of_one_province_apart() -> None:
    """And the search gives each of the two first when it is typed with its marks."""
    names: dict[tuple[int, str], set[str]] = defaultdict(set)
    for province in queries.provinces(FIRST_NEW_DAY):
        for commune in queries.children(province.pk, FIRST_NEW_DAY):
            names[province.pk, fold(commune.full_name)].add(commune.full_name)
    pairs = {key: pair for key, pair in names.items() if len(pair) > 1}
    assert len(pairs) == 8
    for (home, key), pair in pairs.items():
        assert {unit.full_name for unit in queries.find_places(key, FIRST_NEW_DAY, within=home)} >= pair
        for name in pair:
            assert queries.find_places(name, FIRST_NEW_DAY, within=home)[0].full_name == name


def test_renamings_of_2026_hold_from_their_day() -> None:
    before, after = date(2026, 4, 29), date(2026, 4, 30)
    old, new = queries.place_at("75", before), queries.place_at("75", after)
    assert old is not None
    assert new is not None
    assert (old.pk, old.full_name, new.full_name) == (new.pk, "Tỉnh Đồng Nai", "Thành phố Đồng Nai")
    types = [Counter(c.type_word for c in queries.children(old.pk, on)) for on in (before, after)]
    assert types[1]["phường"] - types[0]["phường"] == 10
    assert FormerName.objects.filter(ground="30/2026/QH16").count() == 11


def test_provinces_of_both_eras_have_outlines_of_an_open_licence() -> None:
    for on, number in ((LAST_OLD_DAY, 63), (FIRST_NEW_DAY, 34)):
        rows = Outline.objects.filter(queries.alive(on), place__kind=Kind.PROVINCE, source="odm")
        assert rows.count() == number


def test_a_map_of_the_country_names_the_archipelagos() -> None:
    drawing = queries.draw_map(queries.provinces(FIRST_NEW_DAY), FIRST_NEW_DAY)
    assert drawing is not None
    assert len(drawing.units) == 34
    assert [words for _, _, words in drawing.labels] == ["Quần đảo Hoàng Sa", "Quần đảo Trường Sa"]
