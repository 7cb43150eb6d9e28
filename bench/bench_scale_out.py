"""Two web machines and a replica for reading, beside one web machine and no replica.

On a private PostgreSQL (no fsync) and a streaming replica of it, ``chungtay serve`` with one process each, over one
data folder. Officers, each over a kept connection, open the pages of a day one after the other as fast as they come;
nobody writes. First all at one server that knows only the primary, then half at each of two servers that read from the
replica.

The value is pages a second with two servers, the baseline the same with one, in the same run. On one machine both share
its cores, with the databases and the clients, so the gain says what the machine has left and no more. What holds on any
machine is in the detail: how many pages came from the replica, and what is left to the primary of each page, in
transactions and in rows that it goes through, the two workers' own included.

It holds with the goal, no page that failed, nine pages in ten from the replica, and less work left to the primary.
"""

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

import psycopg

from bench.bench_form_submit import database_of
from bench.bench_load import Officer
from bench.bench_sign_in_herd import serving
from bench.result import Result, Scale
from bench.store import p95
from tools.postgres import private_server, replica_of

SECONDS = {"small": 4, "full": 60}
CLIENTS = 8
GOAL = 20.0  # pages a second: 300 people at work, each with one every 15 seconds
PAGES_READ = re.compile(r'chungtay_replica_pages_total\{became="(\w+)"\} (\d+)')


def run(scale: Scale) -> Result:
    with TemporaryDirectory() as folder, private_server() as server:
        address, known = database_of(server), Path(folder) / "known.json"
        alone = {
            **os.environ, "DATABASE_URL": address, "CHUNGTAY_DATA": folder, "CHUNGTAY_PROXIES": "1",
            "DJANGO_SETTINGS_MODULE": "chungtay.site.settings",
        }  # fmt: skip
        command = [sys.executable, "-m", "bench.bench_load", "small", str(known)]
        subprocess.run(command, check=True, env=alone, stdout=subprocess.DEVNULL)
        told = json.loads(known.read_text())
        with serving(alone) as port:
            one = measure([port], SECONDS[scale], told, address)
        with replica_of(address) as (replica, _folder):
            beside = {**alone, "DATABASE_REPLICA_URL": replica}
            with serving(beside) as first, serving(beside) as second:
                two = measure([first, second], SECONDS[scale], told, address)
    there = two["became"].get("replica", 0) / max(1, sum(two["became"].values()))
    less = {name: round(two["primary"][name] / one["primary"][name], 3) for name in one["primary"]}
    errors = one["errors"] + two["errors"]
    return Result(
        bench="scale_out", value=two["a_second"], unit="pages/s", goal=GOAL, baseline=one["a_second"],
        holds=not errors and there >= 0.9 and max(less.values()) < 1 and two["a_second"] >= GOAL,
        detail={
            "one": one, "two": two, "from_replica": round(there, 3), "primary_left": less,
            "cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1),
            "baseline_is": "one server and no replica, the same pages, the same machine",
        },
    )  # fmt: skip


def measure(ports: list[int], seconds: float, told: dict[str, Any], address: str) -> dict[str, Any]:
    """What the servers answer in so many seconds, and what the primary did for it."""
    officers = [Officer(ports[n % len(ports)], told["seats"][n], n) for n in range(CLIENTS)]
    for officer in officers:  # a process that has just begun reads its forms first
        for page in told["pages"]:
            officer.open(page)
    waits: list[float] = []
    answers: Counter[int] = Counter()
    lock, before, start = threading.Lock(), done_by(address), time.perf_counter()

    def work(officer: Officer) -> None:
        turn = officer.number
        while time.perf_counter() < start + seconds:
            asked = time.perf_counter()
            status = officer.open(told["pages"][turn % len(told["pages"])])
            turn += 1
            with lock:
                waits.append(time.perf_counter() - asked)
                answers[status] += 1

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(work, officers))
    took = time.perf_counter() - start
    after = done_by(address)
    became: Counter[str] = Counter()
    for port in ports:
        with urlopen(f"http://127.0.0.1:{port}/so-do") as answer:
            told_there = answer.read().decode()
        became.update({name: int(count) for name, count in PAGES_READ.findall(told_there)})
    return {
        "a_second": round(len(waits) / took, 1), "p95": p95(sorted(waits)), "pages": len(waits),
        "errors": len(waits) - answers[200], "became": dict(became),
        "primary": {name: round((after[name] - before[name]) / len(waits), 1) for name in after},
    }  # fmt: skip


def done_by(address: str) -> dict[str, int]:
    """What the primary has done so far; a process tells of it a second after it has come to rest."""
    time.sleep(1.5)
    with psycopg.connect(address) as here:
        asked = "SELECT xact_commit, tup_returned FROM pg_stat_database WHERE datname = current_database()"
        transactions, rows = here.execute(asked).fetchone() or (0, 0)
    return {"transactions_a_page": transactions, "rows_a_page": rows}
