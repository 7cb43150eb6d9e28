"""Packing a small invented country: gaps closed, what was left whole goes on, what merged ends."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from chungtay.places import pack, packed
from chungtay.places.packed import Version

OLD_HEAD = "level,code,name,full_name,type,parent_code,first_seen,last_seen,current_on_2025_06_30"
OLD = """
tỉnh,96,Mẫu,Tỉnh Mẫu,tỉnh,,2021-11-01,2025-03-01,1
huyện,964,Một,Huyện Một,huyện,96,2021-11-01,2025-03-01,1
xã,32001,A,Xã A,xã,964,2021-11-01,2025-03-01,1
xã,32002,B,Xã B,xã,964,2021-11-01,2024-11-01,0
xã,32002,B,Phường B,phường,964,2025-03-01,2025-03-01,1
xã,32003,C,Xã C,xã,964,2021-11-01,2025-03-01,1
xã,32004,D,Xã D,xã,964,2025-01-01,2025-01-01,0"""
NEW_HEAD = (
    "level,code,name,full_name_2025_07_01,full_name_from_2026_04_30_if_changed,type_2025_07_01,province_code"
)
NEW = """
tỉnh,96,Mẫu,Tỉnh Mẫu,,tỉnh,
xã,32001,A,Xã A,Phường A,xã,96
xã,32002,B,Xã B,,xã,96"""
MOVES_HEAD = (
    "old_commune_code,old_commune,old_district_code,old_district,old_province_code,old_province,"
    "new_commune_code,new_commune,new_province_code,new_province,share,evidence"
)
MOVES = """
32001,Xã A,964,Huyện Một,96,Tỉnh Mẫu,32001,Xã A,96,Tỉnh Mẫu,full,both
32002,Phường B,964,Huyện Một,96,Tỉnh Mẫu,32002,Xã B,96,Tỉnh Mẫu,full,both
32003,Xã C,964,Huyện Một,96,Tỉnh Mẫu,32002,Xã B,96,Tỉnh Mẫu,full,both"""
PROVINCES = "old_code,old_name,new_code,new_name,new_name_from_2026_04_30\n96,Tỉnh Mẫu,96,Tỉnh Mẫu,\n"


def outlined(code: str, value: str | None) -> str:
    square = [[[105.00001, 9.0], [105.00002, 9.0], [105.1, 9.1], [105.0, 9.1], [105.00001, 9.0]]]
    feature = {"properties": {code: value}, "geometry": {"type": "Polygon", "coordinates": square}}
    return json.dumps({"features": [feature, {**feature, "properties": {code: None}}]})


@pytest.fixture
def packed_country(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    source, data = tmp_path / "source", tmp_path / "data"
    written = {
        "names/units_old_2021_2025.csv": OLD_HEAD + OLD,
        "names/units_2025.csv": NEW_HEAD + NEW,
        "names/map_old_to_2025.csv": MOVES_HEAD + MOVES,
        "names/provinces_63_to_34.csv": PROVINCES,
        "provinces/alt_odm_63_ccbysa.geojson": outlined("code", "96"),
        "provinces/alt_odm_34_ccbysa.geojson": outlined("to", "96"),
        "old_era/11_dien_bien_communes_c2013.geojson": outlined("code", "32001"),
        "communes_2025/11_dien_bien.geojson": outlined("code", "32001"),
    }
    for name, text in written.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text, encoding="utf-8")
    data.mkdir()
    (data / "resolutions.csv").write_text("province,number\n96,1655/NQ-UBTVQH15\n", encoding="utf-8")
    monkeypatch.setattr(pack, "DATA", data)
    monkeypatch.setattr(packed, "DATA", data)
    monkeypatch.setattr(pack, "OUTLINES", data / "outlines")
    pack.main(source)
    return data


def versions(code: str) -> list[Version]:
    return [version for version in packed.read_versions() if version.code == code]


def test_a_unit_left_whole_goes_on_under_another_parent_and_name(packed_country: Path) -> None:
    said = [(v.born, v.type_word, v.parent, v.start, v.end) for v in versions("32001")]
    born = date(2021, 11, 1)
    assert said == [
        (born, "xã", "964", born, date(2025, 7, 1)),
        (born, "xã", "96", date(2025, 7, 1), date(2026, 4, 30)),
        (born, "phường", "96", date(2026, 4, 30), None),
    ]


def test_a_merged_unit_ends_though_its_code_goes_on(packed_country: Path) -> None:
    assert [(v.born, v.end) for v in versions("32002")][1:] == [
        (date(2021, 11, 1), date(2025, 7, 1)),
        (date(2025, 7, 1), None),
    ]


def test_a_gap_between_lists_is_closed_by_the_later_state(packed_country: Path) -> None:
    before, after, _ = versions("32002")
    assert before.end == after.start == date(2025, 1, 1)


def test_a_unit_seen_in_one_list_lives_until_the_next(packed_country: Path) -> None:
    assert [(v.start, v.end) for v in versions("32004")] == [(date(2025, 1, 1), date(2025, 3, 1))]


def test_only_what_ended_passes_and_a_district_passes_with_its_communes(packed_country: Path) -> None:
    said = [(p.old, p.new, p.share, p.ground) for p in packed.read_passings()]
    assert said == [
        ("32002", "32002", "full", "1655/NQ-UBTVQH15"),
        ("32003", "32002", "full", "1655/NQ-UBTVQH15"),
        ("964", "32001", "partial", "203/2025/QH15"),
        ("964", "32002", "partial", "203/2025/QH15"),
    ]


def test_outlines_are_rounded_and_without_a_code_left_out(packed_country: Path) -> None:
    path = packed_country / "outlines" / "11_2025.geojson.gz"
    outlines = list(packed.read_outlines(path))
    assert [(outline.code, outline.source, outline.start) for outline in outlines] == [
        ("32001", "sapnhap", date(2025, 7, 1))
    ]
    assert outlines[0].shape == [[[[105.0, 9.0], [105.1, 9.1], [105.0, 9.1], [105.0, 9.0]]]]


def test_packing_twice_gives_the_same_bytes(packed_country: Path) -> None:
    text = gzip.decompress((packed_country / "units.csv.gz").read_bytes())
    assert gzip.compress(text, compresslevel=9, mtime=0) == (packed_country / "units.csv.gz").read_bytes()
