"""Packs the sources into the small files of data/; run by hand when a source changes.

    python -m chungtay.places.pack SOURCE_FOLDER

The folder holds names/*.csv, provinces/*.geojson, communes_2025/*.geojson and old_era/*.geojson as
data/PROVENANCE.md describes them. The project itself never needs the folder.
"""

import csv
import gzip
import io
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from chungtay.places.packed import OUTLINES, Passing, Version
from chungtay.places.rules import DATA, HORIZON, TWO_LEVELS, Kind, Share

RENAMED_2026 = date(2026, 4, 30)
MERGER_OF_PROVINCES = "202/2025/QH15"
END_OF_DISTRICTS = "203/2025/QH15"
# (province, day) -> the resolution by which it, or communes in it, got another name or type
CHANGES = {("46", date(2025, 1, 1)): "175/2024/QH15", ("75", RENAMED_2026): "30/2026/QH16"}
KINDS = {"tỉnh": Kind.PROVINCE, "huyện": Kind.DISTRICT, "xã": Kind.COMMUNE}
Table = list[dict[str, str]]


def main(folder: Path) -> None:
    old = _old_versions(_read(folder / "names/units_old_2021_2025.csv"))
    new = _read(folder / "names/units_2025.csv")
    moves = _read(folder / "names/map_old_to_2025.csv")
    kept = _kept(old, moves, new)
    versions = [*_end_of_old(old, kept), *_new_versions(new, kept)]
    versions.sort(key=lambda version: (version.kind, version.code, version.start))
    passings = _passings(moves, _read(folder / "names/provinces_63_to_34.csv"))
    _write("units", Version, versions)
    _write("successions", Passing, [passing for passing in passings if passing.old not in kept])
    _write_outlines(folder)


def _read(path: Path) -> Table:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _old_versions(rows: Table) -> list[Version]:
    """The dated lists as versions without gaps: what one list shows holds until another shows otherwise."""
    days = sorted({row["first_seen"] for row in rows} | {row["last_seen"] for row in rows})
    following = dict(zip(days, [*days[1:], TWO_LEVELS.isoformat()], strict=True))
    by_code: dict[str, list[Version]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["first_seen"]):
        earlier = by_code[row["code"]]
        # Seven wards are missing from the list of 1/1/2025: their later state begins where the earlier ends.
        start = (earlier[-1].end if earlier else None) or date.fromisoformat(row["first_seen"])
        earlier.append(
            Version(
                code=row["code"],
                born=earlier[0].born if earlier else start,
                kind=KINDS[row["level"]],
                type_word=row["type"],
                name=row["name"],
                parent=row["parent_code"],
                start=start,
                end=date.fromisoformat(following[row["last_seen"]]),
                ground=CHANGES.get((row["code"], start), ""),
            )
        )
    return [version for versions in by_code.values() for version in versions]


def _kept(old: list[Version], moves: Table, new: Table) -> dict[str, date]:
    """Units that 2025 left whole (all of one, nothing else, the same code): code -> first day."""
    communes = [
        (row["old_commune_code"] or row["old_district_code"], row["new_commune_code"]) for row in moves
    ]
    into, out_of = _both_ways(
        [*communes, *{(row["old_province_code"], row["new_province_code"]) for row in moves}]
    )
    divided = {row["old_commune_code"] for row in moves if row["share"] == Share.PARTIAL}
    codes = {row["code"] for row in new} - divided
    return {
        version.code: version.born
        for version in old
        if version.end == TWO_LEVELS
        and version.code in codes
        and into[version.code] == out_of[version.code] == {version.code}
    }


def _both_ways(pairs: Iterable[tuple[str, str]]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    into: dict[str, set[str]] = defaultdict(set)
    out_of: dict[str, set[str]] = defaultdict(set)
    for old, new in pairs:
        into[old].add(new)
        out_of[new].add(old)
    return into, out_of


def _end_of_old(old: list[Version], kept: Mapping[str, date]) -> Iterator[Version]:
    """A kept province goes on as it is; a kept commune gets another parent, so its version ends."""
    for version in old:
        goes_on = version.kind == Kind.PROVINCE and version.code in kept and version.end == TWO_LEVELS
        yield replace(version, end=None) if goes_on else version


def _new_versions(rows: Table, kept: Mapping[str, date]) -> Iterator[Version]:
    resolutions = {row["province"]: row["number"] for row in _read(DATA / "resolutions.csv")}
    for row in rows:
        kind, code, type_word = KINDS[row["level"]], row["code"], row["type_2025_07_01"]
        if kind == Kind.PROVINCE and code in kept:
            continue
        home = row["province_code"] or code
        version = Version(
            code=code,
            born=kept.get(code, TWO_LEVELS),
            kind=kind,
            type_word=type_word,
            name=row["full_name_2025_07_01"][len(type_word) + 1 :],
            parent=row["province_code"],
            start=TWO_LEVELS,
            end=None,
            ground=MERGER_OF_PROVINCES if kind == Kind.PROVINCE else resolutions[home],
        )
        renamed = row["full_name_from_2026_04_30_if_changed"]
        if renamed:
            yield replace(version, end=RENAMED_2026)
            version = replace(
                version,
                type_word=renamed.removesuffix(row["name"]).strip().casefold(),
                name=row["name"],
                start=RENAMED_2026,
                ground=CHANGES.get((home, RENAMED_2026), ""),
            )
        yield version


def _passings(moves: Table, provinces: Table) -> Iterator[Passing]:
    resolutions = {row["province"]: row["number"] for row in _read(DATA / "resolutions.csv")}
    for row in provinces:
        yield Passing(row["old_code"], row["new_code"], TWO_LEVELS, Share.FULL, MERGER_OF_PROVINCES, "both")
    heirs: dict[str, dict[str, str]] = defaultdict(dict)
    for row in moves:
        old, new = row["old_commune_code"], row["new_commune_code"]
        heirs[row["old_district_code"]][new] = "communes" if old else row["evidence"]
        if old:
            ground = resolutions[row["new_province_code"]]
            yield Passing(old, new, TWO_LEVELS, Share(row["share"]), ground, row["evidence"])
    # A district went to the communes that took its communes; wholly, where that was a single one.
    for old, news in sorted(heirs.items()):
        share = Share.FULL if len(news) == 1 else Share.PARTIAL
        for new, evidence in sorted(news.items()):
            yield Passing(old, new, TWO_LEVELS, share, END_OF_DISTRICTS, evidence)


def _write(name: str, shape: type[Any], rows: Sequence[Any]) -> None:
    names = [field.name for field in fields(shape)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(
        ["" if getattr(row, name) is None else getattr(row, name) for name in names] for row in rows
    )
    _gzip(DATA / f"{name}.csv.gz", text.getvalue())


def _write_outlines(folder: Path) -> None:
    odm, old, new = "provinces/alt_odm_{}_ccbysa.geojson", (HORIZON, TWO_LEVELS), (TWO_LEVELS, None)
    _pack_outlines("provinces_old", folder / odm.format(63), "odm", *old, code="code")
    _pack_outlines("provinces_2025", folder / odm.format(34), "odm", *new, code="to")
    _pack_outlines(
        "11_old", folder / "old_era/11_dien_bien_communes_c2013.geojson", "choisy", *old, code="code"
    )
    _pack_outlines("11_2025", folder / "communes_2025/11_dien_bien.geojson", "sapnhap", *new, code="code")


def _pack_outlines(name: str, path: Path, source: str, start: date, end: date | None, *, code: str) -> None:
    """GeoJSON with only the codes, four decimals of a degree (11 m), and when and whence the outlines are."""
    rows = json.loads(path.read_text(encoding="utf-8"))["features"]
    known = sorted((row for row in rows if row["properties"][code]), key=lambda row: row["properties"][code])
    features = [
        {
            "type": "Feature",
            "properties": {"code": row["properties"][code]},
            "geometry": {**row["geometry"], "coordinates": _rounded(row["geometry"]["coordinates"])},
        }
        for row in known
    ]
    whole = {
        "type": "FeatureCollection",
        "source": source,
        "valid_from": start.isoformat(),
        "valid_to": end and end.isoformat(),
        "features": features,
    }
    _gzip(OUTLINES / f"{name}.geojson.gz", json.dumps(whole, separators=(",", ":")))


def _rounded(part: Any) -> Any:
    if not isinstance(part[0], list):
        return [round(number, 4) for number in part[:2]]
    points = [_rounded(inner) for inner in part]
    return [point for place, point in enumerate(points) if place == 0 or point != points[place - 1]]


def _gzip(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
