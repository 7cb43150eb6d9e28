"""How many monthly forms a second eight writers submit on PostgreSQL, and the last hour before a deadline.

A private server (tools/postgres.py; no fsync) and eight processes. Each act opens the commune's form XA.THANG of a
month and sends its 35 cells: values, their numbered changes, nine checks (four of them across months), counts of the
submission, one line of the journal. The value is forms a second; the baseline inserts the same rows bare: as many
writers, one transaction a form, without a lock, a check or Django.

Then the last hour: 3,321 communes send at moments drawn beforehand, one in three in its last tenth, whether or not the
answers before have come (an open model). The hour is shortened to what ``HOUR_SECONDS`` says, thirty times, so that a
hundred a second come at its end: a wait counts from the moment that was drawn. It holds with 150 a second, p95 at most
100 ms, and in the last hour no error and p95 at most 500 ms. ``cpu_ms`` is what one form costs its writer and the
server's process together, whatever else the machine does.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.committees import plant_bodies
from bench.result import Result, Scale
from bench.store import p95
from tools.postgres import private_server

WRITERS = 8
MONTHS = {"small": 2, "full": 14}
COMMUNES = {"small": 200, "full": 3_321}
HOUR_SECONDS = {"small": 10, "full": 120}
GOAL_PER_SECOND, GOAL_P95, GOAL_LAST_HOUR = 150, 0.1, 0.5
FORM, SUBMITTING = "XA.THANG", 128  # communes that the eight writers share


def run(scale: Scale) -> Result:
    with TemporaryDirectory() as folder, private_server() as address:
        environment = {
            **os.environ, "DATABASE_URL": database_of(address), "CHUNGTAY_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "chungtay.site.settings",
        }  # fmt: skip
        known = Path(folder) / "communes.json"
        ask("fill", scale, known, environment=environment)
        submitted = together("submit", scale, known, environment=environment)
        bare = together("bare", scale, known, environment=environment)
        last_hour = together("last_hour", scale, known, environment=environment)
    rate, seconds = submitted["per_s"], submitted["p95"]
    holds = rate >= GOAL_PER_SECOND and seconds <= GOAL_P95
    holds = (
        holds and last_hour["p95"] <= GOAL_LAST_HOUR and not last_hour["errors"] and not submitted["errors"]
    )
    return Result(
        bench="form_submit", value=rate, unit="/s", goal=GOAL_PER_SECOND, baseline=bare["per_s"], holds=holds,
        detail={
            **submitted, "bare_p95": bare["p95"], "last_hour": last_hour, "load": round(os.getloadavg()[0], 1),
            "baseline_is": "the same rows by bare INSERT, eight writers, one transaction a form",
        },
    )  # fmt: skip


def database_of(address: str) -> str:
    """The server is all ours, and the database that every server begins with is there already."""
    return f"{address.rpartition('/')[0]}/postgres"


def ask(*words: object, environment: dict[str, str]) -> Any:
    command = [sys.executable, "-m", "bench.bench_form_submit", *map(str, words)]
    done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def together(what: str, scale: Scale, known: Path, *, environment: dict[str, str]) -> dict[str, Any]:
    """All writers at once, as soon as the last of them is awake; what they measured, joined."""
    command = [sys.executable, "-m", "bench.bench_form_submit", what, scale, str(known)]
    writers = [
        subprocess.Popen(
            [*command, str(n)], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for n in range(WRITERS)
    ]
    for writer in writers:
        if writer.stdout is None or writer.stdout.readline().strip() != "ready":
            raise RuntimeError(f"a writer of {what} did not wake up")
    start = time.time() + 0.5
    with ThreadPoolExecutor(WRITERS) as pool:
        said = list(pool.map(lambda writer: writer.communicate(f"{start}\n")[0], writers))
    parts = [json.loads(words.splitlines()[-1]) for words in said]
    waits = sorted(wait for part in parts for wait in part["waits"])
    return {
        "per_s": round(len(waits) / (max(part["end"] for part in parts) - start), 1),
        "p95": p95(waits),
        "median": round(waits[len(waits) // 2], 4),
        "forms": len(waits),
        "errors": sum(part["errors"] for part in parts),
        **(
            {"cpu_ms": round(cpu / len(waits) * 1000, 2)}
            if (cpu := sum(p.get("cpu", 0) for p in parts))
            else {}
        ),
    }


# -- what each process does ------------------------------------------------------------------------


def fill(scale: Scale, known: Path) -> dict[str, int]:
    """The catalogue, one province, its communes and their committees; everybody acts from one account."""
    from django.core.management import call_command

    from chungtay.catalogue.services import load_catalogue
    from chungtay.places.rules import Kind
    from tests import cast

    call_command("migrate", verbosity=0)
    load_catalogue(now=cast.NOW)
    province = cast.plant("X1", Kind.PROVINCE, "tỉnh", "Mẫu")
    officer = cast.seat("UBND xã Mẫu", "xa.mau", "commune", place=province, level="commune")  # type: ignore[arg-type]
    communes = plant_bodies(province, max(COMMUNES[scale], SUBMITTING))
    known.write_text(json.dumps({"account": officer.account, "post": officer.post, "communes": communes}))
    return {"communes": len(communes)}


def actors(known: Path) -> list[Any]:
    from chungtay.base.actor import Actor

    told = json.loads(known.read_text())
    one = Actor(
        account=told["account"], name="xa.mau (ví dụ)", post=told["post"], post_name="Cán bộ", agency=0,
        agency_name="UBND xã Mẫu", powers=frozenset({"figures.enter"}),
    )  # fmt: skip
    return [replace(one, agency=agency, place=place) for agency, place in told["communes"]]


def months(scale: Scale) -> Iterator[tuple[str, datetime]]:
    """Periods with a moment on the day after their last."""
    from chungtay.law.rules import window

    for n in range(MONTHS[scale]):
        period = f"{2025 + n // 12}-M{n % 12 + 1:02}"
        last = window(period).last
        yield period, datetime(last.year, last.month, last.day, 3, tzinfo=UTC) + timedelta(days=1)


class Writer:
    """Fills and sends forms; ``cells`` by code."""

    def __init__(self) -> None:
        from chungtay.catalogue import queries as catalogue
        from chungtay.law.rules import window

        self.form = catalogue.data_set(FORM)
        cells = catalogue.cells_of(self.form, window("2026-M02").last)
        self.cells = {cell.code: cell.pk for cell in cells}

    def warm_up(self, actor: Any) -> None:
        """Connect, and prepare the form as a running server has it."""
        from chungtay.figures import queries
        from chungtay.law.rules import window

        period = "2026-M12"
        queries.sheet(
            actor,
            data_set=FORM,
            agency=actor.agency,
            place=actor.place,
            period=period,
            today=window(period).last,
        )

    def send(self, actor: Any, period: str, now: datetime, figures: dict[str, Any]) -> None:
        from chungtay.figures.services import Typed, open_submission, submit

        typed = [Typed(self.cells[code], 0, number) for code, number in figures.items() if code in self.cells]
        made = open_submission(by=actor, now=now, data_set=FORM, period=period)
        submit(by=actor, now=now, submission=made.pk, cells=typed)


def submit_forms(scale: Scale, known: Path, number: int) -> dict[str, Any]:
    from bench.commune_figures import CommuneFigures

    writer = Writer()
    mine = actors(known)[:SUBMITTING][number::WRITERS]
    figures = {actor.agency: CommuneFigures(actor.agency) for actor in mine}
    waits, errors = [], 0
    writer.warm_up(mine[0])
    when_told()
    used = cpu_seconds()
    for period, now in months(scale):
        for actor in mine:
            month = figures[actor.agency].month()
            begun = time.perf_counter()
            try:
                writer.send(actor, period, now, month)
            except Exception as error:
                errors += 1
                print(repr(error), file=sys.stderr)
            waits.append(time.perf_counter() - begun)
    return {"waits": waits, "errors": errors, "end": time.time(), "cpu": cpu_seconds() - used}


def cpu_seconds() -> float:
    """What this process and its server's process have used."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        nanoseconds = Path(f"/proc/{cursor.fetchone()[0]}/schedstat").read_text().split()[0]
    return time.process_time() + int(nanoseconds) / 1e9


def last_hour(scale: Scale, known: Path, number: int) -> dict[str, Any]:
    """This process's eighth of the communes, each at its drawn moment; late answers do not hold up who comes next."""
    from bench.commune_figures import CommuneFigures
    from chungtay.law.rules import window

    chance = random.Random(2026)
    last = window("2026-M11").last
    now = datetime(last.year, last.month, last.day, 9, tzinfo=UTC)
    writer, communes = Writer(), actors(known)[: COMMUNES[scale]]
    moments = [chance.uniform(0.9, 1) if chance.random() < 1 / 3 else chance.uniform(0, 1) for _ in communes]
    mine = sorted(zip(moments, range(len(communes)), strict=True))[number::WRITERS]
    waits: list[float] = []
    errors: list[str] = []

    def send(due: float, at: int) -> None:
        try:
            writer.send(communes[at], "2026-M11", now, CommuneFigures(at).month())
        except Exception as error:
            errors.append(repr(error))
        finally:
            waits.append(time.time() - due)

    with ThreadPoolExecutor(4) as pool:
        writer.warm_up(communes[0])
        start = when_told()
        for moment, at in mine:
            due = start + moment * HOUR_SECONDS[scale]
            wait_until(due)
            pool.submit(send, due, at)
    for error in errors[:3]:
        print(error, file=sys.stderr)
    return {"waits": waits, "errors": len(errors), "end": time.time()}


def insert_bare(scale: Scale, known: Path, number: int) -> dict[str, Any]:
    """The rows of as many forms, as one would write them without any of the house."""
    import psycopg
    from django.db import connection

    writer = Writer()
    cells = list(writer.cells.values())
    mine = actors(known)[:SUBMITTING][number::WRITERS]
    waits = []
    settings = connection.get_connection_params()
    settings = {key: settings[key] for key in ("dbname", "user", "password", "host", "port")}
    with psycopg.connect(**settings) as bare:
        serial = 10_000_000 * (number + 1)
        when_told()
        for n in range(MONTHS[scale]):
            for actor in mine:
                begun = time.perf_counter()
                serial += len(cells)
                _insert(bare, writer.form.pk, actor, f"20{30 + n // 12}-M{n % 12 + 1:02}", cells, serial)
                waits.append(time.perf_counter() - begun)
    return {"waits": waits, "errors": 0, "end": time.time()}


def _insert(bare: Any, form: int, actor: Any, period: str, cells: list[int], serial: int) -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    with bare.cursor() as cursor:
        cursor.execute(
            "INSERT INTO figures_submission (data_set_id, agency_id, place_id, period, given, sent, passed, approved, "
            "returned, opened_at) VALUES (%s, %s, %s, %s, 35, 35, 0, 0, 0, %s) RETURNING id",
            (form, actor.agency, actor.place, period, now),
        )
        pk = cursor.fetchone()[0]
        _rows(
            cursor,
            "datavalue",
            "submission_id cell_id at account_id revision state value",
            [(pk, cell, now, actor.account, 1, 2, 7) for cell in cells],
        )
        changes = [
            (serial + n, now, now, pk, cell, actor.account, 0, 1, 2, 7, "") for n, cell in enumerate(cells)
        ]
        names = "number at made_at submission_id cell_id account_id post revision state value words"
        _rows(cursor, "valuechange", names, changes)
        cursor.execute(
            "INSERT INTO journal_entry (number, at, account, name, post, agency, verb, subject, title, change, "
            "purpose, previous, hash) VALUES (%s, %s, 1, 'x', 'x', 'x', 'bare', 'x', 'x', '{}', '', '', %s)",
            (serial, now, str(serial)),
        )
    bare.commit()


def _rows(cursor: Any, table: str, names: str, rows: list[tuple[Any, ...]]) -> None:
    """All rows in one statement."""
    one = "(" + ", ".join(["%s"] * len(rows[0])) + ")"
    statement = (
        f"INSERT INTO figures_{table} ({', '.join(names.split())}) VALUES {', '.join([one] * len(rows))}"  # noqa: S608
    )
    cursor.execute(statement, [part for row in rows for part in row])


def when_told() -> float:
    """Say that this process is ready, and wait for the moment at which all begin."""
    print("ready", flush=True)
    start = float(sys.stdin.readline())
    wait_until(start)
    return start


def wait_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.time()))


def main(what: str, scale: Scale, known: str, number: str = "0") -> None:
    import django

    django.setup()
    if what == "fill":
        said: dict[str, Any] = fill(scale, Path(known))
    else:
        work = {"submit": submit_forms, "bare": insert_bare, "last_hour": last_hour}[what]
        said = work(scale, Path(known), int(number))
    print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])  # type: ignore[arg-type]
