"""Which files make up the copy. One small file, written beside and swapped: readers see the old set or the new."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from chungtay.base.disk import to_disk

NAME = "manifest.json"
VERSION = 1  # of the columns and of their order; a copy of another version is made anew


class Damaged(Exception):
    """The copy is missing, incomplete or altered; it must be made anew from the database."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file: the values of one reporting year in one province."""

    year: int
    province: int
    path: str  # under the root of the copy
    rows: int
    size: int  # bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The copy up to change number ``change``, which ``mark`` identifies; all in ``parts``."""

    change: int = 0
    mark: str = ""
    parts: tuple[Part, ...] = ()

    def with_parts(self, made: dict[tuple[int, int], Part | None], change: int, mark: str) -> "Manifest":
        """These partitions replaced (None: nothing is left in it), the others as they are."""
        kept = {(part.year, part.province): part for part in self.parts} | made
        parts = tuple(part for _key, part in sorted(kept.items()) if part is not None)
        return replace(self, change=change, mark=mark, parts=parts)


def load(root: Path) -> Manifest:
    """Raises Damaged where there is none, or it or the size of a file is not as written."""
    try:
        told = json.loads((root / NAME).read_text(encoding="utf-8"))
        body = told["body"]
        if told["sha256"] != _digest(body) or body["version"] != VERSION:
            raise Damaged(NAME)
        parts = tuple(Part(**part) for part in body["parts"])
        for part in parts:
            if (root / part.path).stat().st_size != part.size:
                raise Damaged(part.path)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise Damaged(str(problem)) from problem
    return Manifest(body["change"], body["mark"], parts)


def check(root: Path, part: Part) -> None:
    """Read the whole file and raise Damaged where it is not what was written."""
    try:
        with (root / part.path).open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == part.sha256
    except OSError as problem:
        raise Damaged(part.path) from problem
    if not same:
        raise Damaged(part.path)


def save(root: Path, manifest: Manifest) -> None:
    """Swap in a manifest whose files are already on disk."""
    body = {
        "version": VERSION,
        "change": manifest.change,
        "mark": manifest.mark,
        "parts": [asdict(part) for part in manifest.parts],
    }
    beside = root / f"{NAME}.{os.getpid()}"
    with beside.open("w", encoding="utf-8") as file:
        json.dump({"sha256": _digest(body), "body": body}, file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(root / NAME)
    to_disk(root)


def seal(root: Path, year: int, province: int, path: Path, rows: int) -> Part:
    """A file that was just written, brought to disk and described."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    to_disk(path.parent)
    return Part(year, province, path.relative_to(root).as_posix(), rows, path.stat().st_size, digest)


def sweep(root: Path, kept: Manifest, *, older_than: float) -> None:
    """Remove files of earlier sets that nobody can be reading any more: last written before ``older_than``."""
    named = {root / part.path for part in kept.parts}
    for path in root.glob("*/*.parquet"):
        if path not in named and path.stat().st_mtime < older_than:
            path.unlink(missing_ok=True)


def _digest(body: object) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
