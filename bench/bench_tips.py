"""Fifty tips a second with photos of 2 MB, sealed as browsers seal them: none lost, the server killed or not.

A real server (two workers, as ``chungtay serve`` runs it) on a store of its own. Senders come by the clock and not when
the one before is answered, ask for the keys, seal, and send; who gets no answer sends the same again. A checker of its
own opens every acknowledged tip with the desk's key, compares words and photo, and empties the file, so that the disk
need not hold all of it: senders wait for it, and 6 GB are enough for any length. Then once more, and in the middle the
server and its workers are killed outright and started again.

The full audit: every request carries an address, an agent, a cookie and a referrer; in the end neither the database
nor its log nor what the server printed holds any of them, and no row or file of a tip a time finer than the hour.

The value is the p95 from the moment at which a tip was to be sent to its acknowledgement, the baseline the p95 of
writing the same bytes to the disk and a row to SQLite. It holds when every tip was acknowledged, kept once and opened,
and the audit finds nothing.
"""

import http.client
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from queue import Queue
from typing import Any

from bench.result import Result, Scale

RATE = {"small": 20, "full": 50}  # tips a second
SECONDS = {"small": 4, "full": 600}
KILL_SECONDS = {"small": 4, "full": 30}
SENDERS = 24  # who wait at once; more would be a longer queue, not more tips
PHOTO = 2_000_000
GOAL_SECONDS = 1.0
SUBJECT, BOUNDARY = "retail", "ranh-gioi-vi-du"
TRACES = {
    "X-Forwarded-For": "203.0.113.77", "User-Agent": "TrinhDuyetViDu/9.9", "Cookie": "x=banh-quy-vi-du",
    "Referer": "https://nguon-vi-du.example/",
}  # fmt: skip
TIMES = {
    "tips_tip": ("received", "since"),
    "tips_message": ("hour",),
    "tips_step": ("hour",),
}


def run(scale: Scale) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        with line_of(folder) as server, checking(folder) as checker:
            first = send_all(server, checker, 5, 4)  # both workers are up, and have everything loaded
            whole = send_all(server, checker, RATE[scale], SECONDS[scale])
            killed = send_all(server, checker, RATE[scale], KILL_SECONDS[scale], kill=True)
            opened, finer = checker.result()
        found = traces_in(Path(folder))
        bare = bare_writes(Path(folder), RATE[scale] * 4)
        kept = rows_in(folder)
    sent = first["sent"] + whole["sent"] + killed["sent"]
    return Result(
        bench="tips",
        value=whole["p95"],
        unit="s",
        goal=GOAL_SECONDS,
        baseline=bare,
        holds=sent == opened == kept and not (found or finer) and whole["p95"] < GOAL_SECONDS,
        detail={
            "sent": sent, "opened": opened, "kept": kept, "rate": RATE[scale], "seconds": SECONDS[scale],
            "p50": whole["p50"], "longest": whole["longest"], "cpu_ms_per_tip": whole["cpu_ms_per_tip"],
            "killed": killed, "traces": found, "times_finer_than_the_hour": finer, "load": round(os.getloadavg()[0], 1),
            "baseline_is": "p95 of the same bytes written and synced, and a row committed to SQLite",
        },
    )  # fmt: skip


class Server:
    """``chungtay serve`` with two workers on a folder; can be killed outright and started again."""

    def __init__(self, folder: str) -> None:
        known = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        self.environment = {**known, "CHUNGTAY_DATA": folder}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self) -> None:
        printed = (Path(self.environment["CHUNGTAY_DATA"]) / "printed.log").open("ab")
        command = [sys.executable, "-m", "chungtay.cli", "serve", "--port", str(self.port), "--workers", "2"]
        self.running = subprocess.Popen(
            command, env=self.environment, stdout=printed, stderr=printed, start_new_session=True
        )  # fmt: skip
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)

    def kill(self) -> None:
        """All of it at once: nobody puts anything away."""
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()

    def die_and_return(self) -> None:
        self.kill()
        self.start()

    def cpu_seconds(self) -> float:
        """What the processes of the server have used so far."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                told = stat.read_text().rpartition(")")[2].split()
                ticks += int(told[11]) + int(told[12]) if int(told[2]) == self.running.pid else 0
        return ticks / os.sysconf("SC_CLK_TCK")

    def ask(self, connection: http.client.HTTPConnection, body: bytes) -> tuple[int, dict[str, Any]]:
        headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        connection.request("POST", "/tin-bao/", body, headers | TRACES)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())


@contextmanager
def line_of(folder: str) -> Iterator[Server]:
    """A server of a province whose line is open."""
    server = Server(folder)
    role(folder, "fill").wait()
    server.start()
    try:
        yield server
    finally:
        server.kill()


class Checker:
    """Opens each tip that was acknowledged, in a process of its own."""

    def __init__(self, folder: str) -> None:
        self.process = role(folder, "check", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def check(self, mark: str) -> None:
        assert self.process.stdin is not None  # noqa: S101
        self.process.stdin.write(f"{mark}\n")
        self.process.stdin.flush()

    def result(self) -> tuple[int, int]:
        """How many opened to what had been sent, and how many files told a time finer than the hour."""
        told, _nothing = self.process.communicate()
        opened, finer = told.splitlines()[-1].split()
        return int(opened), int(finer)


@contextmanager
def checking(folder: str) -> Iterator[Checker]:
    checker = Checker(folder)
    try:
        yield checker
    finally:
        checker.process.kill()
        checker.process.wait()


def role(folder: str, name: str, **given: Any) -> "subprocess.Popen[Any]":
    known = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment = {**known, "CHUNGTAY_DATA": folder, "DJANGO_SETTINGS_MODULE": "chungtay.site.settings"}
    return subprocess.Popen([sys.executable, "-m", "bench.bench_tips", name], env=environment, **given)


def send_all(
    server: Server, checker: Checker, rate: int, seconds: int, *, kill: bool = False
) -> dict[str, Any]:
    """Send by the clock; how long each waited, and what the server used. Every tip is sent until it is acknowledged."""
    turns: Queue[float | None] = Queue()
    waits: list[float] = []
    before, told = server.cpu_seconds(), threading.Lock()
    begin = time.perf_counter() + 0.5
    threads = [
        threading.Thread(target=send_turns, args=(server, checker, turns, waits, told))
        for _ in range(SENDERS)
    ]
    for thread in threads:
        thread.start()
    for turn in range(rate * seconds):
        at = begin + turn / rate
        time.sleep(max(0.0, at - time.perf_counter()))
        turns.put(at)
        if kill and turn == rate * seconds // 2:
            threading.Thread(target=server.die_and_return).start()
    for _ in threads:
        turns.put(None)
    for thread in threads:
        thread.join()
    used, ordered = server.cpu_seconds() - before, sorted(waits)
    return {
        "sent": len(waits),
        "p50": round(ordered[len(ordered) // 2], 4),
        "p95": round(ordered[int(len(ordered) * 0.95)], 4),
        "longest": round(ordered[-1], 3),
        "cpu_ms_per_tip": None if kill else round(used / len(waits) * 1000, 1),
    }


def send_turns(
    server: Server, checker: Checker, turns: "Queue[float | None]", waits: list[float], told: threading.Lock
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    while (at := turns.get()) is not None:
        mark = until_kept(server, connection)
        with told:
            waits.append(time.perf_counter() - at)
            checker.check(mark)
    connection.close()


def until_kept(server: Server, connection: http.client.HTTPConnection) -> str:
    """As a browser does: ask for the keys, seal, send, and send the same again where no answer came."""
    mark, body = "", b""
    while True:
        try:
            if not body:
                status, to = server.ask(connection, form({"ask": b"keys", "subject": SUBJECT.encode()}))
                if status != 200:
                    raise OSError
                mark, body = sealed(to)
            if server.ask(connection, body)[0] == 201:
                return mark
        except (OSError, http.client.HTTPException, ValueError):
            connection.close()
            time.sleep(0.1)


def sealed(to: dict[str, Any]) -> tuple[str, bytes]:
    """A tip with a photo by chance, whose words name the photo's hash."""
    from chungtay.tips import sealing
    from chungtay.tips.sealing import Halves

    photo = sealing.new_key() + POOL[: PHOTO - sealing.KEY]
    # The sender's own half costs the browser, not the server: any two keys do.
    halves = Halves(sealing.new_key(), sealing.new_key())
    public = {
        name: {int(n): bytes.fromhex(key) for n, key in to[name].items()} for name in ("desks", "recovery")
    }
    envelope = sealing.seal_tip(sha256(photo).hexdigest(), (photo,), receipt=halves, **public)
    told = {
        "mark": envelope.mark, "lookup": envelope.lookup.hex(), "sender": envelope.sender.hex(),
        "desks": {n: key.hex() for n, key in envelope.desks.items()},
        "recovery": {n: key.hex() for n, key in envelope.recovery.items()},
    }  # fmt: skip
    fields = {"ask": b"send", "subject": SUBJECT.encode(), "sealed": json.dumps(told).encode()}
    return envelope.mark, form(fields, {"text": envelope.words.text, "photos": envelope.words.photos[0]})


POOL = random.Random(2026).randbytes(PHOTO)


def form(fields: dict[str, bytes], files: dict[str, bytes] | None = None) -> bytes:
    parts = []
    for name, value in fields.items():
        parts.append(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value
        )
    for name, value in (files or {}).items():
        head = f'Content-Disposition: form-data; name="{name}"; filename="x"\r\nContent-Type: application/octet-stream'
        parts.append(f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + value)
    return b"\r\n".join([*parts, f"--{BOUNDARY}--\r\n".encode()])


def bare_writes(folder: Path, times: int) -> float:
    """The p95 of the same bytes to the disk and a row to SQLite, one after the other."""
    took, database = [], sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=NORMAL")
    database.execute("CREATE TABLE bare (name TEXT)")
    for turn in range(times):
        started = time.perf_counter()
        with (folder / f"bare{turn}").open("wb") as file:
            file.write(POOL)
            file.flush()
            os.fsync(file.fileno())
        database.execute("INSERT INTO bare VALUES (?)", [f"bare{turn}"])
        took.append(time.perf_counter() - started)
        (folder / f"bare{turn}").unlink()
    return round(sorted(took)[int(len(took) * 0.95)], 4)


def traces_in(folder: Path) -> int:
    """How often anything of a sender lies in the database, its log and what the server printed, to the hour."""
    written = [*folder.glob("chungtay.sqlite3*"), folder / "printed.log"]
    found = sum(path.read_bytes().count(trace.encode()) for path in written for trace in TRACES.values())
    database = sqlite3.connect(folder / "chungtay.sqlite3")
    for table, columns in TIMES.items():
        for column in columns:
            finer = f"SELECT count(*) FROM {table} WHERE {column} NOT LIKE '%:00:00'"  # noqa: S608  our own names
            found += database.execute(finer).fetchone()[0]
    return found


def rows_in(folder: str) -> int:
    found = (
        sqlite3.connect(Path(folder) / "chungtay.sqlite3").execute("SELECT count(*) FROM tips_tip").fetchone()
    )
    return int(found[0])


def fill() -> None:
    """The people of the tests, and their line."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from chungtay.places.rules import Kind
    from chungtay.tips.tests.factories import open_line
    from tests import cast

    province = cast.plant("X1", Kind.PROVINCE, "tỉnh", "Mẫu")
    communes = [cast.plant(f"X10{n}", Kind.COMMUNE, "xã", f"Mẫu {n}", (province,)) for n in range(2)]
    elsewhere = cast.plant("X2", Kind.PROVINCE, "tỉnh", "Khác")
    open_line(
        cast.bring_together(
            province=province, commune_a=communes[0], commune_b=communes[1], elsewhere=elsewhere
        )
    )


def check() -> None:
    """Open what is named on the input, one mark a line; in the end say how many were what they said, and how many
    files told more than an hour."""
    from chungtay.tips import photos, sealing
    from chungtay.tips.models import DeskGrant, Tip
    from chungtay.tips.tests.factories import PASSPHRASE

    private: dict[int, bytes] = {}
    for grant in DeskGrant.objects.select_related("reader"):
        key = sealing.stretch(PASSPHRASE, bytes(grant.reader.salt))
        own = sealing.unlock(bytes(grant.reader.locked), key, place=f"reader:{grant.reader.account_id}")
        private[grant.desk_id] = sealing.unseal(bytes(grant.sealed), own, place=f"desk:{grant.desk_id}")
    opened = finer = 0
    for line in sys.stdin:
        mark = line.strip()
        tip = Tip.objects.filter(mark=mark).prefetch_related("messages__photos", "keys").first()
        if tip is None:
            continue
        desk = next(key for key in tip.keys.all() if key.desk_id)
        key = sealing.unseal(bytes(desk.sealed), private[desk.desk_id or 0], place=sealing.place_of_key(mark))
        [message] = tip.messages.all()
        words = sealing.unlock(bytes(message.locked), key, place=sealing.place_of_words(mark, 1)).decode()
        [photo] = message.photos.all()
        picture = sealing.unlock(photos.fetch(photo.name), key, place=sealing.place_of_photo(mark, 1, 1))
        opened += sha256(picture).hexdigest() == words
        finer += (photos.folder() / photo.name).stat().st_mtime % 3600 != 0
        os.truncate(photos.folder() / photo.name, 0)
    print(opened, finer, flush=True)


if __name__ == "__main__":
    import django

    django.setup()
    {"fill": fill, "check": check}[sys.argv[1]]()
