"""A small database with the two tables that every copy looks into, and a folder of files beside it."""

import hashlib
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from chungtay.operation import copies
from chungtay.operation.databases import Settings
from chungtay.operation.rules import Manifest
from tests.cast import NOW


def small_database(place: Path) -> Settings:
    with closing(sqlite3.connect(place)) as made:
        made.execute("CREATE TABLE journal_entry (number INTEGER PRIMARY KEY, hash TEXT)")
        made.execute("CREATE TABLE django_migrations (app TEXT, name TEXT)")
        made.execute("INSERT INTO journal_entry VALUES (1, 'aa'), (2, 'bb')")
        made.execute("INSERT INTO django_migrations VALUES ('journal', '0001_entries')")
        made.commit()
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(place)}


def small_file(root: Path, content: bytes) -> Path:
    """Kept as room files keeps it."""
    name = hashlib.sha256(content).hexdigest()
    place = root / name[:2] / name[2:4] / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return place


def backed_up(target: Path, here: Settings, files: Path, *, days: int = 0) -> Manifest:
    target.mkdir(exist_ok=True)
    return copies.copy_to(target, now=NOW + timedelta(days=days), here=here, files=files)
