"""How long a backup and a restore of a province take, beside copying the very same bytes with bare tools.

A process of its own fills a store (every table, many journal entries, files of a paper's size) on SQLite, backs it up,
backs it up once more, puts it back and drills it. The baseline is ``cp`` of the database and of every file, read back
and summed by ``sha256sum``, in the same run: what somebody would do by hand to know as much.
"""

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.result import Result, Scale
from bench.store import measured_apart, timed

FILES = {"small": 50, "full": 1_500}
FILE_BYTES = 200_000  # a scanned page or a Word paper
ENTRIES = {"small": 2_000, "full": 40_000}
ROUNDS = 3
GOAL_SECONDS = 60.0
GOAL_RATIO = 3.0


def run(scale: Scale) -> Result:
    measured = measured_apart("bench.bench_backup", scale)
    value, baseline = measured.pop("backup"), measured.pop("bare")
    return Result(
        bench="backup",
        value=value,
        unit="s",
        goal=GOAL_SECONDS,
        baseline=baseline,
        holds=value < GOAL_SECONDS and value < GOAL_RATIO * baseline,
        detail={**measured, "baseline_is": "cp -a of the same bytes, fsynced, and sha256sum of the copy"},
    )


def measure(scale: Scale) -> dict[str, Any]:
    """All times in seconds; the median of the rounds for the first backup and for the bare copy."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from chungtay.base.actor import system
    from chungtay.operation import copies, services

    call_command("migrate", verbosity=0)
    fill(scale, Path(settings.FILES_ROOT))
    by, data = system("bench"), Path(settings.DATABASES["default"]["NAME"]).parent
    with tempfile.TemporaryDirectory() as folder:
        place, first, bare = Path(folder), list[float](), list[float]()
        for number in range(ROUNDS):
            target = place / f"b{number}"
            first.append(timed(lambda at=target: services.back_up(by=by, now=timezone.now(), target=at)))  # type: ignore[misc]
            bare.append(timed(lambda at=place / f"cp{number}": copied_barely(data, at)))  # type: ignore[misc]
            shutil.rmtree(place / f"cp{number}")
        again = timed(lambda: services.back_up(by=by, now=timezone.now(), target=place / "b0"))
        newest = copies.find_backup(place / "b0")
        put_back = timed(lambda: copies.restore(backup=newest, into=place / "new"))
        drilled = services.drill(by=by, now=timezone.now(), target=place / "b0")
        manifest = copies.read_manifest(newest)
    return {
        "backup": round(statistics.median(first), 3), "bare": round(statistics.median(bare), 3),
        "second_backup_s": round(again, 3), "restore_s": round(put_back, 3),
        "drill_s": round(drilled.verify_s + drilled.restore_s + drilled.journal_s, 2),
        "journal_verified_s": drilled.journal_s, "rows": drilled.rows, "files": drilled.files,
        "megabytes": manifest.size // 1_000_000, "database_megabytes": manifest.database.size // 1_000_000,
        "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


def fill(scale: Scale, root: Path) -> None:
    """Journal entries through their service, a thousand at a time, and files as room files keeps them."""
    from django.db import transaction
    from django.utils import timezone

    from chungtay.base.actor import system
    from chungtay.journal import services as journal
    from chungtay.operation.tests.factories import small_file

    by, now = system("bench"), timezone.now()
    for start in range(0, ENTRIES[scale], 1000):
        with transaction.atomic():
            for number in range(start, start + 1000):
                journal.record(
                    by=by, now=now, verb="looked", subject=f"plan:{number}", title="Kế hoạch (ví dụ)"
                )
    chance = random.Random(2026)
    for _ in range(FILES[scale]):
        small_file(root, chance.randbytes(FILE_BYTES))


def copied_barely(data: Path, into: Path) -> None:
    """cp, sync, sha256sum."""
    into.mkdir()
    subprocess.run(["cp", "-a", str(data / "chungtay.sqlite3"), str(data / "files"), str(into)], check=True)  # noqa: S607
    subprocess.run(["sync", "-f", str(into)], check=True)  # noqa: S607
    summed = f"find {into} -type f -print0 | xargs -0 sha256sum > /dev/null"
    subprocess.run(["sh", "-c", summed], check=True)  # noqa: S607


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))  # type: ignore[arg-type]
