"""Whether this process can answer: the database is there and in step with the program, and the disk takes a byte."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from chungtay.operation.rules import limits

_IN_STEP: set[str] = set()


def is_ready() -> bool:
    """Asked every few seconds by whoever spreads the load, so what cannot change while this process runs is kept."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not is_migrated():
            return False
        return shutil.disk_usage(nearest(Path(settings.FILES_ROOT))).free > limits().free_bytes_bad // 4
    except (DatabaseError, OSError):
        return False


def is_migrated() -> bool:
    """Whether every migration of this program has been made; once it has, it stays so for this program."""
    name = str(connection.settings_dict["NAME"])
    if name not in _IN_STEP:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _IN_STEP.add(name)
    return True


def nearest(path: Path) -> Path:
    """The folder itself or, before it has been made, the one in which it will stand."""
    return next(folder for folder in (path, *path.parents) if folder.is_dir())
