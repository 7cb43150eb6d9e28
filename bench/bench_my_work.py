"""How long one's own files by what is due next take to open among 200,000 open files of a province, on SQLite.

The whole page as the browser asks for it: signed in with a second factor, names opened, counts of the lists, the look
recorded. The value is the p95; the baseline is the bare query of the same 25 rows by sqlite3, in the same run.
"""

import json
import os
import sqlite3
import statistics
import sys

from bench.case_files import FILES, fill
from bench.result import Result, Scale
from bench.store import measured_apart, p95, timed

ROUNDS = {"small": 10, "full": 60}
GOAL_SECONDS = 0.1
BARE = """SELECT f.code, f.next_due, f.state, p.name FROM cases_casefile f JOIN people_person p ON p.id = f.person_id
    WHERE f.keeper_id = ? AND f.closed_on IS NULL ORDER BY f.next_due LIMIT 25"""


def run(scale: Scale) -> Result:
    measured = measured_apart("bench.bench_my_work", scale)
    value = measured.pop("p95")
    return Result(
        bench="my_work",
        value=value,
        unit="s",
        goal=GOAL_SECONDS,
        baseline=measured.pop("bare"),
        holds=value <= GOAL_SECONDS and measured["status"] == 200,
        detail={**measured, "baseline_is": "the bare query of the 25 rows by sqlite3"},
    )


def measure(scale: Scale) -> dict[str, object]:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0)
    police = fill(FILES[scale])[0]
    from chungtay.cases.tests.test_pages import at_the_desk

    client: Client = at_the_desk("congan.a")
    answer = client.get("/ho-so/")
    pages = sorted(timed(lambda: client.get("/ho-so/")) for _ in range(ROUNDS[scale]))
    bare = sqlite3.connect(settings.DATABASES["default"]["NAME"])
    return {
        "p95": p95(pages),
        "median": round(statistics.median(pages), 4),
        "bare": round(
            statistics.median(
                timed(lambda: bare.execute(BARE, [police.agency]).fetchall()) for _ in range(9)
            ),
            5,
        ),
        "status": answer.status_code,
        "files": FILES[scale],
        "own_files": bare.execute(
            "SELECT count(*) FROM cases_casefile WHERE keeper_id = ?", [police.agency]
        ).fetchone()[0],
        "load": round(os.getloadavg()[0], 1),
    }


if __name__ == "__main__":
    print(json.dumps(measure("small" if sys.argv[1] == "small" else "full")))
