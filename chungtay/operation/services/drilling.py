"""A backup that has not been put back is a hope: the drill puts the newest one back beside the site, and looks."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from chungtay.base.actor import Actor
from chungtay.operation import databases
from chungtay.operation.children import THIS, run_there
from chungtay.operation.copies import find_backup, restore, verify_backup
from chungtay.operation.rules import Manifest, MarkName, Wrong
from chungtay.operation.services.backing import settings_here
from chungtay.operation.services.marks import note


@dataclass(frozen=True, slots=True)
class Drilled:
    """What the drill found; times in seconds."""

    backup: str
    verify_s: float
    restore_s: float
    journal_s: float
    rows: int
    journal: int
    files: int
    bytes: int


def drill(*, by: Actor, now: datetime, target: Path) -> Drilled:
    """Put the newest backup back into a scratch place, hold it against its manifest, recompute the whole chain of its
    journal and read a file back. Nothing of it stays. Raises Wrong.
    """
    backup = find_backup(target)
    start = time.monotonic()
    verified = verify_backup(backup)
    checked = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="chungtay-dien-tap-") as folder, _somewhere(verified) as database:
        data = Path(folder) / "data"
        restore(backup=backup, into=data, database=database)
        restored = time.monotonic()
        run_there(THIS, data, database, "journal", "verify")
        _read_one(data / "files", verified)
        done = Drilled(
            backup=verified.name, verify_s=round(checked - start, 2), restore_s=round(restored - checked, 2),
            journal_s=round(time.monotonic() - restored, 2), rows=sum(verified.tables.values()),
            journal=verified.journal[0], files=len(verified.files), bytes=verified.size,
        )  # fmt: skip
    note(by=by, now=now, name=MarkName.DRILL, told=asdict(done))
    return done


@contextmanager
def _somewhere(manifest: Manifest) -> Iterator[databases.Settings | None]:
    """A scratch database on the site's own server; None for SQLite, which needs only the folder."""
    if manifest.kind == "sqlite":
        yield None
        return
    here = settings_here()
    if databases.is_sqlite(here):
        raise Wrong("Bản sao lưu này của PostgreSQL: hãy diễn tập trên máy chạy PostgreSQL.")
    with databases.scratch(here, f"{here['NAME']}_dien_tap") as database:
        yield database


def _read_one(files: Path, manifest: Manifest) -> None:
    """The largest, by the way that the site would read it."""
    if manifest.files:
        path, part = max(manifest.files.items(), key=lambda item: (item[1].size, item[0]))
        if len((files / path).read_bytes()) != part.size:
            raise Wrong(f"Tệp {path} khôi phục không đủ.")
