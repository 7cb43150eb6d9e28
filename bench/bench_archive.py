"""How long everything takes out and in again at a million rows, on PostgreSQL, and whether the memory stays flat.

A process of its own fills a private database with notices, exports it at a hundredth of the rows and at all of them,
and another takes the package into an empty database beside it and out again. The value is the export of all rows; the
baseline is the bare COPY of that table to a file as CSV, in the same run. It holds when the memory of the large export
is at most 16 MiB above that of the small one, and both packages are the same to the byte.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.result import Result, Scale
from bench.store import measured_on_postgresql, timed

ROWS = {"small": 10_000, "full": 1_000_000}
GOAL_SECONDS = 60.0
FLAT_MIB = 16
EMPTY = "archive_empty"
REASON = "Đo thời gian (ví dụ)"
FILL = """
INSERT INTO notices_notice (agency_id, account_id, office_id, at, text, link, reason, read_at, read_by)
SELECT %s, NULL, NULL, '2026-03-02 02:00:00.5+00'::timestamptz + n * interval '1 second',
       'Nhiệm vụ số ' || n || ', "quý một", đến hạn (ví dụ)', '/ke-hoach/nhiem-vu/' || n || '/', 'Đơn vị chủ trì',
       CASE WHEN n %% 3 = 0 THEN '2027-03-02 02:00:00+00'::timestamptz END, CASE WHEN n %% 3 = 0 THEN n END
FROM generate_series(%s, %s) AS n
"""


def run(scale: Scale) -> Result:
    measured = measured_on_postgresql("bench.bench_archive", scale)
    return Result(
        bench="archive",
        value=measured.pop("export"),
        unit="s",
        goal=GOAL_SECONDS,
        baseline=measured.pop("bare"),
        holds=measured["grown_mib"] <= FLAT_MIB and measured["same_again"],
        detail={**measured, "baseline_is": "COPY of the table to a file as CSV, not packed"},
    )


def measure(scale: Scale) -> dict[str, object]:
    """Times in seconds, memory in MiB at its peak."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    url = _second_database()
    from bench.store import open_body
    from chungtay.agencies.rules import AgencyLevel
    from chungtay.places.rules import Kind
    from tests import cast

    body = open_body("Công an tỉnh Mẫu", AgencyLevel.PROVINCE, cast.plant("X1", Kind.PROVINCE, "tỉnh", "Mẫu"))
    rows, few = ROWS[scale], ROWS[scale] // 100
    with tempfile.TemporaryDirectory() as folder:
        first, whole, again = (Path(folder) / name for name in ("first.zip", "whole.zip", "again.zip"))
        with connection.cursor() as cursor:
            cursor.execute(FILL, [body, 1, few])
        _export(first)
        before = _peak_mib()
        with connection.cursor() as cursor:
            cursor.execute(FILL, [body, few + 1, rows])
            cursor.execute("ANALYZE")
        seconds = timed(lambda: _export(whole))
        bare = timed(lambda: _copy(Path(folder) / "bare.csv"))
        taken = _elsewhere(url, whole, again)
        return {
            "export": round(seconds, 2),
            "bare": round(bare, 2),
            **taken,
            "rows": rows,
            "packed_mib": round(whole.stat().st_size / 2**20, 1),
            "grown_mib": round(_peak_mib() - before, 1),
            "peak_mib": round(_peak_mib(), 1),
            "same_again": whole.read_bytes() == again.read_bytes(),
            "load": round(os.getloadavg()[0], 1),
        }


def _second_database() -> str:
    """An empty migrated database beside this one; returns its address."""
    import psycopg
    from django.db import connection

    address, _slash, name = os.environ["DATABASE_URL"].rpartition("/")
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # only the one of PostgreSQL has it
    with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE {EMPTY} TEMPLATE "{name}"')
    return f"{address}/{EMPTY}"


def _export(path: Path) -> None:
    from chungtay.archive.services import export_archive
    from tests.cast import FOUNDER, NOW

    export_archive(by=FOUNDER, now=NOW, reason=REASON, to=path, say=len)  # type: ignore[arg-type]


def _copy(path: Path) -> None:
    from django.db import connection

    with connection.cursor() as cursor, path.open("wb") as file:
        query = "COPY (SELECT * FROM notices_notice ORDER BY id) TO STDOUT (FORMAT csv, HEADER)"
        with cursor.connection.cursor().copy(query) as lines:
            for line in lines:
                file.write(line)


def _elsewhere(url: str, package: Path, again: Path) -> dict[str, object]:
    """The way in, and out again, in a process whose database is the empty one."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.bench_archive", "in", str(package), str(again)],
        check=True, capture_output=True, text=True,
        env={**os.environ, "DATABASE_URL": url, "CHUNGTAY_DATA": str(package.parent / "elsewhere")},
    )  # fmt: skip
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told


def take_in(package: Path, again: Path) -> dict[str, object]:
    from chungtay.archive.services import import_archive
    from tests.cast import FOUNDER, NOW

    started = time.perf_counter()
    import_archive(by=FOUNDER, now=NOW, reason=REASON, path=package, say=len)  # type: ignore[arg-type]
    seconds, peak = time.perf_counter() - started, _peak_mib()
    _export(again)
    return {"import": round(seconds, 2), "import_peak_mib": round(peak, 1)}


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    import django

    django.setup()
    done = take_in(Path(sys.argv[2]), Path(sys.argv[3])) if sys.argv[1] == "in" else measure(sys.argv[1])  # type: ignore[arg-type]
    print(json.dumps(done))
