"""The way out: a package of everything as it stood at one moment, and the keys apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from chungtay.archive import describing, tables
from chungtay.archive.rules import DATAPACKAGE, EVERYTHING, KEYS, Manifest
from chungtay.archive.writing import Package, Say, chunks_of, package_at
from chungtay.files.queries import path_of
from chungtay.people.access import everything
from chungtay.tips.queries import path_of_photo

KEY_FILES = {
    "people.keys": "PEOPLE_KEYS",
    "secret": "SECRET_FILE",
}  # name in the package: setting with its path


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: rows of all tables, files beside them, and the checksum of the manifest."""

    rows: int
    files: int
    missing: list[str]
    sha256: str


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read in here is as it was at one moment, while others go on working."""
    if connection.in_atomic_block:  # the caller's transaction is the moment
        with everything():
            yield
        return
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            with everything():
                yield
        return
    with connection.cursor() as cursor:  # transaction.atomic would begin IMMEDIATE and keep every writer out
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def write_everything(path: Path, *, say: Say) -> Made:
    with package_at(path, _manifest(EVERYTHING)) as package:
        for name, text in describing.papers():
            package.add(name, [text])
        parts = tables.open_parts()
        for part in parts:
            package.add_table(part, say=say)
        for name, bytes_ in describing.forms():
            package.add(name, [bytes_])
        files = _add_files(package, say=say)
        package.add(DATAPACKAGE, [describing.datapackage(parts, package.manifest)])
        return _made(package, files)


def write_keys(path: Path, *, say: Say) -> Made:
    with package_at(path, _manifest(KEYS)) as package:
        for part in tables.key_parts():
            package.add_table(part, say=say)
        files = 0
        for name, setting in KEY_FILES.items():
            lying = Path(getattr(settings, setting))
            if lying.exists():
                package.add(name, [lying.read_bytes()])
                files += 1
        return _made(package, files)


def _manifest(holds: str) -> Manifest:
    return Manifest(holds=holds, journal=tables.journal_head(), migrations=applied_migrations())


def applied_migrations() -> dict[str, list[str]]:
    """Their names by app, as this database has them."""
    applied: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        applied.setdefault(app, []).append(name)
    return applied


def _made(package: Package, files: int) -> Made:
    rows = sum(told.rows for told in package.manifest.tables.values())
    return Made(rows, files, package.manifest.missing, package.finish())


def _add_files(package: Package, *, say: Say) -> int:
    """The bytes behind the rows; what the system itself has lost is named in the manifest."""
    done = 0
    for path, lying in bytes_of_rows():
        if not lying.exists():
            package.manifest.missing.append(path)
            say(f"Thiếu tệp {path}: máy này đã mất nó; gói ghi rõ điều đó.")
            continue
        with lying.open("rb") as file:
            package.add(path, chunks_of(file), packed=False)
        done += 1
        if done % 1000 == 0:
            say(f"{done} tệp …")
    return done


def bytes_of_rows() -> Iterator[tuple[str, Path]]:
    """Each file that a row speaks of: its path in the package, and where it lies here."""
    stored = apps.get_model("files.StoredFile").objects.order_by("sha256")
    for sha256 in stored.values_list("sha256", flat=True).iterator():
        yield f"files/{sha256}", path_of(sha256)
    photos = apps.get_model("tips.Photo").objects.order_by("name")
    for name in photos.values_list("name", flat=True).iterator():
        yield f"tips/{name}", path_of_photo(name)
