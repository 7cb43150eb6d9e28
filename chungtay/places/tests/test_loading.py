"""Loading: again and again, in slices, with villages, with outlines from a file."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from chungtay.base.actor import Actor
from chungtay.journal.models import Entry
from chungtay.places import loading, queries, services
from chungtay.places.models import FormerName, Outline, Place, PlaceClosure, Succession
from chungtay.places.packed import read_versions
from chungtay.places.tests.conftest import NOW

pytestmark = pytest.mark.django_db
NEW = date(2025, 7, 1)


def test_a_slice_brings_the_provinces_it_passed_into_and_came_from(three_provinces: None) -> None:
    on = date(2025, 6, 30)
    assert [place.code for place in queries.provinces(on)] == ["11", "24", "27", "46"]
    assert [place.code for place in queries.provinces(NEW)] == ["11", "24", "46"]


def test_what_was_bent_is_set_right_and_nothing_else_is_touched(three_provinces: None) -> None:
    province = queries.place_at("11", NEW)
    assert province is not None
    Place.objects.filter(pk=province.pk).update(full_name="Tỉnh Khác")
    PlaceClosure.objects.filter(ancestor=province.pk, depth=2).delete()
    gone = 129
    assert services.load_places(now=NOW, provinces=("11",)).changed == 1 + gone
    assert queries.get_place(province.pk).full_name == "Tỉnh Điện Biên"
    assert services.load_places(now=NOW, provinces=("11",)).changed == 0


def test_loading_is_told_in_the_journal_only_when_something_changed(three_provinces: None) -> None:
    before = Entry.objects.filter(verb="places.loaded").count()
    services.load_places(now=NOW, provinces=("11", "24", "46"))
    assert Entry.objects.filter(verb="places.loaded").count() == before


def test_villages_survive_a_load(keeper: Actor) -> None:
    commune = queries.find_places("xã Mường Nhé", NOW.date())[0].pk
    village = services.add_village(
        by=keeper, now=NOW, commune=commune, kind="bản", name="Nà Sự", valid_from=date(2026, 1, 1)
    )
    services.rename_village(
        by=keeper, now=NOW, village=village, kind="bản", name="Nà Sự 1", on=date(2026, 2, 1)
    )
    assert services.load_places(now=NOW, provinces=("11",)).changed == 0
    assert len(queries.ancestors(village, NOW.date())) == 2
    assert FormerName.objects.filter(place=village).exists()


def test_a_village_follows_its_commune_to_another_parent(keeper: Actor) -> None:
    commune = queries.find_places("xã Mường Nhé", NOW.date())[0].pk
    village = services.add_village(
        by=keeper, now=NOW, commune=commune, kind="bản", name="Nà Sự", valid_from=date(2026, 1, 1)
    )
    PlaceClosure.objects.filter(descendant=village, depth=2).delete()
    services.load_places(now=NOW, provinces=("11",))
    assert queries.ancestors(village, NOW.date())[0].code == "11"


def test_a_village_ends_with_its_commune(keeper: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    commune = queries.find_places("xã Mường Nhé", NOW.date())[0]
    village = services.add_village(
        by=keeper, now=NOW, commune=commune.pk, kind="bản", name="Nà Sự", valid_from=date(2026, 1, 1)
    )
    end = date(2027, 1, 1)
    newer = [
        replace(version, end=end) if version.code == commune.code and version.end is None else version
        for version in read_versions()
    ]
    monkeypatch.setattr(loading, "read_versions", lambda: newer)
    services.load_places(now=NOW, provinces=("11",))
    assert queries.get_place(village).valid_to == end
    assert len(queries.ancestors(village, date(2026, 12, 31))) == 2
    assert queries.ancestors(village, end) == []


def test_a_full_load_takes_away_what_the_data_no_longer_says(three_provinces: None) -> None:
    old, new = queries.place_at("11", NEW), queries.place_at("46", NEW)
    assert old is not None
    assert new is not None
    Succession.objects.create(old_id=old.pk, new_id=new.pk, on=NEW, share="full", ground="-", evidence="-")
    PlaceClosure.objects.create(ancestor_id=old.pk, descendant_id=new.pk, depth=1, valid_from=NEW)
    FormerName.objects.create(
        place_id=new.pk, type_word="tỉnh", name="Sai", full_name="Tỉnh Sai", key="tinh sai", valid_from=NEW,
        valid_to=date(2025, 8, 1),
    )  # fmt: skip
    services.load_places(now=NOW)
    assert not Succession.objects.filter(old=old.pk).exists()
    assert queries.ancestors(new.pk, NEW) == []
    assert queries.get_place(new.pk, NEW).full_name == "Thành phố Huế"


def test_outlines_of_another_province_come_from_a_file(three_provinces: None, tmp_path: Path) -> None:
    commune = queries.children(queries.place_at("46", NEW).pk, NEW)[0]  # type: ignore[union-attr]
    square = [[[107.5, 16.4], [107.6, 16.4], [107.6, 16.5], [107.5, 16.4]]]
    collection = {
        "type": "FeatureCollection", "source": "tỉnh", "valid_from": "2025-07-01", "valid_to": None,
        "features": [
            {"properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": square}}
            for code in (commune.code, "99999")
        ],
    }  # fmt: skip
    path = tmp_path / "hue.geojson"
    path.write_text(json.dumps(collection), encoding="utf-8")
    assert services.load_outlines(now=NOW, path=path) == 1
    assert services.load_outlines(now=NOW, path=path) == 0
    assert queries.outline(commune.pk, NEW) == [square]


@pytest.mark.parametrize("content", ["", "{}", '{"features": []}', "không phải JSON"])
def test_a_file_that_holds_no_outlines_is_refused_with_its_name(content: str, tmp_path: Path) -> None:
    before = Outline.objects.count()
    path = tmp_path / "sai.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=r"sai\.geojson"):
        call_command("load_places", outlines=path)
    assert Outline.objects.count() == before


def test_the_command_loads_and_says_how_much(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_places", provinces="12")
    assert "dòng thay đổi" in capsys.readouterr().out
    assert queries.place_at("12", NEW) is not None
