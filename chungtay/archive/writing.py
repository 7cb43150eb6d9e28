"""Writes a package: one zip, the same bytes for the same contents, never more than a few rows in memory."""

import csv
import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from chungtay.archive.rules import MANIFEST, NULL, Manifest, Member, Told
from chungtay.archive.tables import Column, Part, following, kind_of
from chungtay.base.disk import to_disk

Say = Callable[[str], None]
AT_ONCE = 500  # rows: some hold papers of several MB
_MANY = 100_000  # rows between two words of progress
_BEGINNING = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # of what a zip can write; when a package was made would make it another one
_BLOCK = 1 << 20


class Package:
    """A zip while it is written: each member is counted and hashed on its way."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._archive, self.manifest = archive, manifest

    def add(self, path: str, chunks: Iterable[bytes], *, packed: bool = True) -> None:
        digest, size = hashlib.sha256(), 0
        with self._archive.open(_entry(path, packed=packed), "w", force_zip64=True) as member:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                member.write(chunk)
        self.manifest.members[path] = Member(size, digest.hexdigest())

    def add_table(self, part: Part, *, say: Say) -> None:
        counted = _Counting(_cells(part), part.table, say)
        self.add(part.path, _csv(part.names, counted))
        self.manifest.tables[part.table] = Told(counted.rows, following(part))

    def finish(self) -> str:
        """Write the manifest and return its checksum: it stands for the whole package."""
        text = self.manifest.as_json().encode()
        with self._archive.open(_entry(MANIFEST, packed=True), "w") as member:
            member.write(text)
        return hashlib.sha256(text).hexdigest()


@contextmanager
def package_at(path: Path, manifest: Manifest) -> Iterator[Package]:
    """A package that stands at ``path`` when everything in here went well, and not at all otherwise.

    Only the owner may read it: who works where, and what agencies do, stands in it in plain words.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            with zipfile.ZipFile(file, "w") as archive:
                yield Package(archive, manifest)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        to_disk(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def chunks_of(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_BLOCK):
        yield chunk


def _entry(path: str, *, packed: bool) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _BEGINNING)
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    entry.create_system, entry.external_attr = 3, 0o600 << 16
    return entry


def _cells(part: Part) -> Iterator[list[str]]:
    """Every row as text."""
    writers = [_writer(column) for column in part.columns]
    names = [column.attname for column in part.columns]
    for row in part.rows().values_list(*names).iterator(chunk_size=AT_ONCE):
        yield [writer(value) for writer, value in zip(writers, row, strict=True)]


def _writer(column: Column) -> Callable[[Any], str]:
    cell, empty = kind_of(column).cell, NULL if column.null else "null"  # the latter is JSON's
    return lambda value: empty if value is None else cell(value)


def _csv(names: list[str], rows: Iterable[list[str]]) -> Iterator[bytes]:
    """RFC 4180 in UTF-8, in blocks."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow(row)
        if buffer.tell() >= _BLOCK:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


class _Counting:
    """Rows as they pass, counted, with a word now and then to who waits."""

    def __init__(self, rows: Iterator[list[str]], table: str, say: Say) -> None:
        self._passing, self._table, self._say, self.rows = rows, table, say, 0

    def __iter__(self) -> Iterator[list[str]]:
        for row in self._passing:
            self.rows += 1
            if self.rows % _MANY == 0:
                self._say(f"{self._table}: {self.rows:,} dòng …".replace(",", "."))
            yield row
