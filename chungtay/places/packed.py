"""Reads the small files of data/ (their making is pack.py, their origin data/PROVENANCE.md)."""

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from chungtay.places.rules import DATA, Kind, Share

OUTLINES = DATA / "outlines"


@dataclass(frozen=True, slots=True)
class Version:
    """A unit under one name and one parent, from ``start`` to the day before ``end``.

    ``born`` tells apart units that bore one code one after the other; ``ground``: by what this version began.
    """

    code: str
    born: date
    kind: Kind
    type_word: str
    name: str
    parent: str
    start: date
    end: date | None
    ground: str


@dataclass(frozen=True, slots=True)
class Passing:
    """An old unit became, or gave a part to, a new one on that day. Both are codes."""

    old: str
    new: str
    on: date
    share: Share
    ground: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Outlined:
    """The outline of a unit; ``shape`` is the coordinates of a GeoJSON MultiPolygon."""

    code: str
    source: str
    start: date
    end: date | None
    shape: list[Any]


def read_versions() -> list[Version]:
    return [
        Version(
            code=row["code"],
            born=date.fromisoformat(row["born"]),
            kind=Kind(row["kind"]),
            type_word=row["type_word"],
            name=row["name"],
            parent=row["parent"],
            start=date.fromisoformat(row["start"]),
            end=date.fromisoformat(row["end"]) if row["end"] else None,
            ground=row["ground"],
        )
        for row in _rows("units")
    ]


def read_passings() -> list[Passing]:
    return [
        Passing(
            row["old"],
            row["new"],
            date.fromisoformat(row["on"]),
            Share(row["share"]),
            row["ground"],
            row["evidence"],
        )
        for row in _rows("successions")
    ]


def read_outlines(path: Path) -> Iterator[Outlined]:
    """A GeoJSON FeatureCollection, gzipped or not, whose features have ``code`` among their properties.

    The collection itself says ``source``, ``valid_from`` and ``valid_to`` (null: no end).
    Raises ValueError or KeyError for a file of another shape.
    """
    raw = path.read_bytes()
    whole = json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)
    start = date.fromisoformat(whole["valid_from"])
    end = date.fromisoformat(whole["valid_to"]) if whole["valid_to"] else None
    for feature in whole["features"]:
        geometry = feature["geometry"]
        polygons = (
            geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        )
        yield Outlined(feature["properties"]["code"], whole["source"], start, end, polygons)


def shipped_outlines() -> list[Path]:
    return sorted(OUTLINES.glob("*.geojson.gz"))


def slice_of(
    versions: Sequence[Version], passings: Iterable[Passing], provinces: Collection[str]
) -> list[Version]:
    """The versions of these provinces (codes of any era) and of all that they passed into or came from."""
    codes = {version.code for version in versions if version.kind == Kind.PROVINCE}
    neighbours: dict[str, set[str]] = defaultdict(set)
    for passing in passings:
        if passing.old in codes:
            neighbours[passing.old].add(passing.new)
            neighbours[passing.new].add(passing.old)
    wanted, waiting = set(), list(provinces)
    while waiting:
        if (code := waiting.pop()) not in wanted:
            wanted.add(code)
            waiting.extend(neighbours[code])
    inside = wanted | {version.code for version in versions if version.parent in wanted}
    return [version for version in versions if version.code in wanted or version.parent in inside]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(DATA / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
