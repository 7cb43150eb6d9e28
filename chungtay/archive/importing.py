"""What must be so before and after the way in, and the files beside the rows."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from chungtay.archive import exporting, tables
from chungtay.archive.reading import Opened
from chungtay.archive.rules import check_schema
from chungtay.base.disk import to_disk
from chungtay.base.problems import Problem, Refused
from chungtay.journal import queries as journal


def check_system(package: Opened) -> list[Problem]:
    """Whether this system can take the package: migrated, of the same or a later schema, and empty."""
    if problems := check_migrated():
        return problems
    known = exporting.applied_migrations()
    parts = {part.table: part for part in tables.open_parts()}
    found = check_schema(
        package.manifest,
        known=known,
        columns={table: part.names for table, part in parts.items()},
        lying={table: package.columns_of(f"tables/{table}.csv") for table in package.manifest.tables},
    )
    full = [part.table for part in parts.values() if part.model._base_manager.exists()]  # noqa: SLF001
    if full:
        sentence = (
            "Hệ thống này không trống: bảng “{table}” đã có dữ liệu, và không gì bị ghi đè. Hãy nhập vào một máy mới, "
            "hoặc một cơ sở dữ liệu mới (DATABASE_URL hay CHUNGTAY_DATA khác) đã chạy “chungtay manage migrate”."
        )
        found.append(Problem("not_empty", sentence, values={"table": full[0]}))
    return found


def check_migrated() -> list[Problem]:
    """The tables are what this version of the program takes them for."""
    loader = MigrationLoader(connection)
    if set(loader.disk_migrations) <= set(loader.applied_migrations):
        return []
    sentence = "Cơ sở dữ liệu chưa sẵn sàng. Hãy chạy “chungtay manage migrate”, rồi làm lại."
    return [Problem("not_migrated", sentence)]


def check_loaded() -> None:
    """Keys between tables hold, and the journal is the chain that it was. Raises Refused."""
    try:
        connection.check_constraints()
    except DatabaseError as problem:
        sentence = "Trong gói có dòng trỏ tới một dòng không có. Chưa có gì được nhập."
        raise Refused(Problem("keys", sentence)) from problem
    broken = journal.verify()
    if broken:
        sentence = "Nhật ký trong gói bị sửa từ dòng {number}, trước khi xuất. Chưa có gì được nhập."
        raise Refused(Problem("journal", sentence, values={"number": broken[0]}))


def keep_files(package: Opened, *, hour: datetime) -> int:
    """The bytes behind the rows onto the disk, each whole or not at all; what lies there already is the same."""
    done = 0
    for path, place in exporting.bytes_of_rows():
        if path not in package.manifest.members:
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f"{place.name}.incoming")
        with package.open(path) as lying, beside.open("wb") as file:
            shutil.copyfileobj(lying, file, 1 << 20)
            file.flush()
            os.fsync(file.fileno())
        os.utime(
            beside, (hour.timestamp(), hour.timestamp())
        )  # photos of tips tell no time finer than the hour
        beside.replace(place)
        to_disk(place.parent)
        done += 1
    return done


def keep_keys(package: Opened) -> None:
    """The files of keys; one that lies here already is kept beside."""
    for name, path in _key_files(package):
        if path.exists():
            path.replace(path.with_name(f"{path.name}.before-import"))
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file, package.open(name) as lying:
            file.write(lying.read())
            file.flush()
            os.fsync(file.fileno())


def _key_files(package: Opened) -> Iterator[tuple[str, Path]]:
    for name, setting in exporting.KEY_FILES.items():
        if name in package.manifest.members:
            yield name, Path(getattr(settings, setting))
