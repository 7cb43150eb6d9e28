"""Brings the database in step with the data that the project ships: what differs is written, nothing else."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction
from django.db.models import F, Q

from chungtay.base.actor import system
from chungtay.base.text import fold
from chungtay.journal.services import record
from chungtay.places.drawing import shape_text
from chungtay.places.models import FormerName, Outline, Place, PlaceClosure, Succession
from chungtay.places.packed import (
    Passing,
    Version,
    read_outlines,
    read_passings,
    read_versions,
    shipped_outlines,
    slice_of,
)
from chungtay.places.rules import Kind, Span, check_versions, closure, full_name, join_spans

Progress = Callable[[str], None]
Row = tuple[Any, ...]
Key = tuple[str, date]  # code and first day
Pruned = models.QuerySet[Any] | None
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows the data has of each kind, and how many had to be written or taken away."""

    places: int
    former_names: int
    ancestries: int
    successions: int
    outlines: int
    changed: int


def _silent(_: str) -> None:
    """Progress that nobody watches."""


@transaction.atomic
def load_places(
    *, now: datetime, provinces: Collection[str] | None = None, progress: Progress = _silent
) -> Loaded:
    """Load the units of both eras, their successions and outlines; again after every new version.

    ``provinces`` (codes of any era) loads only these, with every province that they passed into or came from.
    Villages that a province added stay and follow their commune. Journal: places.loaded, if anything changed.
    """
    progress("Đọc danh mục đơn vị hành chính")
    versions, passings = read_versions(), read_passings()
    if provinces is not None:
        versions = slice_of(versions, passings, provinces)
    units: dict[Key, list[Version]] = defaultdict(list)
    for version in versions:
        units[version.code, version.born].append(version)
    check_versions(units)
    whole = provinces is None

    progress("Ghi đơn vị và tên gọi")
    changed = _sync(Place.objects, PLACE, 2, _place_rows(units)) + _end_villages()
    finder = _Finder()
    former = list(_former_rows(units, finder))
    official = FormerName.objects.exclude(place__kind=Kind.VILLAGE)
    changed += _sync(FormerName.objects, NAMES, 2, former, prune=official if whole else None)

    progress("Dựng cây đơn vị theo thời gian")
    ancestries = _ancestry_rows(units, finder)
    every = PlaceClosure.objects.all()
    changed += _sync(PlaceClosure.objects, ANCESTRY, 3, ancestries, prune=every if whole else None)

    progress("Ghi việc sáp nhập, chia tách")
    successions = list(_succession_rows(passings, finder))
    known = Succession.objects.all()
    changed += _sync(Succession.objects, SUCCESSION, 2, successions, prune=known if whole else None)

    progress("Ghi ranh giới")
    outlines = [row for path in shipped_outlines() for row in _outline_rows(path, finder)]
    changed += _sync(Outline.objects, OUTLINE, 2, outlines)
    if changed:
        _count_rows()
    _note(now, "Danh mục đơn vị hành chính", changed)
    return Loaded(len(units), len(former), len(ancestries), len(successions), len(outlines), changed)


@transaction.atomic
def load_outlines(*, now: datetime, path: Path) -> int:
    """Load outlines from a file of packed.read_outlines's form; how many units got one or another one.

    Units that the database does not know are passed over. Journal: places.loaded, if anything changed.
    """
    changed = _sync(Outline.objects, OUTLINE, 2, _outline_rows(path, _Finder()))
    _note(now, "Ranh giới đơn vị hành chính", changed)
    return changed


def _count_rows() -> None:
    """Tell the planner at once how much there is now; until then it takes the tables for nearly empty."""
    if connection.vendor != "postgresql":
        return
    counted = (Place, FormerName, PlaceClosure, Succession, Outline)
    tables = [model._meta.db_table for model in counted]  # noqa: SLF001 - how Django tells a table's name
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE " + ", ".join(map(connection.ops.quote_name, tables)))


def _note(now: datetime, title: str, changed: int) -> None:
    if changed:
        record(
            by=system("places load"),
            now=now,
            verb="places.loaded",
            subject="places:country",
            title=title,
            change={"rows": [None, changed]},
        )


# Fields of each table, those first by which its rows are told apart.
PLACE = ("code", "valid_from", "kind", "type_word", "name", "full_name", "key", "valid_to", "ground")
NAMES = ("place_id", "valid_from", "type_word", "name", "full_name", "key", "valid_to", "ground")
ANCESTRY = ("ancestor_id", "descendant_id", "valid_from", "depth", "valid_to")
SUCCESSION = ("old_id", "new_id", "on", "share", "ground", "evidence")
OUTLINE = ("place_id", "valid_from", "valid_to", "source", "shape")


class _Finder:
    """Ids of the official units by code and day."""

    def __init__(self) -> None:
        self.lives: dict[str, list[tuple[Span, int]]] = defaultdict(list)
        official = Place.objects.exclude(kind=Kind.VILLAGE)
        for code, start, end, pk in official.values_list("code", "valid_from", "valid_to", "pk"):
            self.lives[code].append((Span(start, end), pk))

    def find(self, code: str, on: date) -> int | None:
        return next((pk for life, pk in self.lives[code] if life.holds(on)), None)

    def must_find(self, code: str, on: date) -> int:
        found = self.find(code, on)
        if found is None:
            raise LookupError(f"no unit {code} on {on}")
        return found


def _named(version: Version) -> Row:
    whole = full_name(version.type_word, version.name)
    return version.type_word, version.name, whole, fold(whole)


def _place_rows(units: dict[Key, list[Version]]) -> Iterator[Row]:
    for (code, born), versions in units.items():
        last = versions[-1]
        yield code, born, str(last.kind), *_named(last), last.end, versions[0].ground


def _end_villages() -> int:
    """A village ends with its commune, at the latest; how many had to."""
    outliving = PlaceClosure.objects.filter(
        Q(descendant__valid_to__isnull=True) | Q(descendant__valid_to__gt=F("ancestor__valid_to")),
        depth=1,
        descendant__kind=Kind.VILLAGE,
        descendant__valid_from__lt=F("ancestor__valid_to"),
    )
    ends = list(outliving.values_list("descendant", "ancestor__valid_to"))
    for village, end in ends:
        Place.objects.filter(pk=village).update(valid_to=end)
    return len(ends)


def _former_rows(units: dict[Key, list[Version]], finder: _Finder) -> Iterator[Row]:
    for (code, born), versions in units.items():
        start = born
        for version, after in pairwise(versions):
            if _named(version) != _named(after):
                yield finder.must_find(code, born), start, *_named(version), after.start, after.ground
                start = after.start


def _ancestry_rows(units: dict[Key, list[Version]], finder: _Finder) -> list[Row]:
    """Of the loaded units and of the villages below them."""
    lives = {pk: life for found in finder.lives.values() for life, pk in found}
    parents: dict[int, list[tuple[int, Span]]] = defaultdict(list)
    for (code, born), versions in units.items():
        spans: dict[int, list[Span]] = defaultdict(list)
        for version in versions:
            if version.parent:
                spans[finder.must_find(version.parent, version.start)].append(
                    Span(version.start, version.end)
                )
        child = finder.must_find(code, born)
        parents[child] = [(parent, span) for parent, pieces in spans.items() for span in join_spans(pieces)]
    loaded = {finder.must_find(code, born) for code, born in units}
    villages = PlaceClosure.objects.filter(descendant__kind=Kind.VILLAGE, depth=1, ancestor__in=loaded)
    for parent, child, start, end, born, died in villages.values_list(
        "ancestor", "descendant", "valid_from", "valid_to", "descendant__valid_from", "descendant__valid_to"
    ):
        lives[child] = Span(born, died)
        parents[child].append((parent, Span(start, end)))
    wanted = {pk: life for pk, life in lives.items() if pk in loaded or pk in parents}
    return [
        (row.ancestor, row.descendant, row.span.start, row.depth, row.span.end)
        for row in closure(wanted, parents)
    ]


def _succession_rows(passings: Iterable[Passing], finder: _Finder) -> Iterator[Row]:
    for passing in passings:
        old = finder.find(passing.old, passing.on - timedelta(days=1))
        new = finder.find(passing.new, passing.on)
        if old is not None and new is not None:
            yield old, new, passing.on, str(passing.share), passing.ground, passing.evidence


def _outline_rows(path: Path, finder: _Finder) -> Iterator[Row]:
    for outline in read_outlines(path):
        place = finder.find(outline.code, outline.start)
        if place is not None:
            yield place, outline.start, outline.end, outline.source, shape_text(outline.shape)


def _sync(
    table: models.Manager[Any], fields: Sequence[str], key: int, rows: Iterable[Row], *, prune: Pruned = None
) -> int:
    """Write the rows that the table does not hold just so; delete those of ``prune`` that are not among them.

    The first ``key`` fields tell rows apart. How many rows were written or deleted.
    """
    wanted = list(rows)
    present = set(table.values_list(*fields))
    new = [table.model(**dict(zip(fields, row, strict=True))) for row in wanted if row not in present]
    table.bulk_create(new, update_conflicts=True, unique_fields=fields[:key], update_fields=fields[key:])
    if prune is None:
        return len(new)
    keys = {row[:key] for row in wanted}
    gone = [pk for pk, *row in prune.values_list("pk", *fields[:key]) if tuple(row) not in keys]
    for start in range(0, len(gone), _CHUNK):
        table.filter(pk__in=gone[start : start + _CHUNK]).delete()
    return len(new) + len(gone)
