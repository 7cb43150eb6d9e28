"""A day of work at one server, as fast as it goes: does its memory grow?

``chungtay serve`` on a private PostgreSQL and the mixed work of bench_load: as many requests as three hundred people
make in 24 hours, by eight people at once. After every simulated hour the memory that the processes hold (Pss: what is
shared counts once) is looked at. The first six hours fill what is kept on purpose.

The value is how many MiB a day the memory grows by, the straight line through the last 18 hours; the baseline is what
the processes hold after the first hour. It holds at 16 MiB a day and no error.
"""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import linear_regression
from tempfile import TemporaryDirectory
from typing import Any

from bench.bench_form_submit import database_of
from bench.bench_load import Officer, Step
from bench.result import Result, Scale
from tests.faults.servers import Server
from tests.faults.stores import Store
from tools.postgres import private_server

AN_HOUR = {"small": 20, "full": 1_250}  # requests; 300 people, a hundred each in a day
HOURS, FILLING, AT_ONCE = 24, 6, 8
GOAL_MIB = 16


def run(scale: Scale) -> Result:
    with TemporaryDirectory() as folder, private_server() as address:
        store = Store(Path(folder))
        store.url = database_of(address)
        known = store.folder / "known.json"
        environment = {
            **os.environ, "DATABASE_URL": store.url, "CHUNGTAY_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "chungtay.site.settings",
        }  # fmt: skip
        command = [sys.executable, "-m", "bench.bench_load", "small", str(known)]
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        server = Server(store)
        try:
            server.start()
            held, answers = work_a_day(server, json.loads(known.read_text()), AN_HOUR[scale])
        finally:
            server.stop()
    grows, _from = linear_regression(range(HOURS - FILLING), held[FILLING:])
    errors = sum(number for status, number in answers.items() if status not in (200, 302))
    return Result(
        bench="soak", value=round(grows * HOURS, 1), unit="MiB a day", goal=GOAL_MIB, baseline=round(held[0], 1),
        holds=grows * HOURS <= GOAL_MIB and not errors,
        detail={
            "requests": sum(answers.values()), "answers": {str(status): n for status, n in answers.items()},
            "held_mib": [round(mib) for mib in held], "baseline_is": "MiB that all processes hold after the first hour",
        },
    )  # fmt: skip


def work_a_day(server: Server, told: dict[str, Any], an_hour: int) -> tuple[list[float], Counter[int]]:
    """MiB after each hour, and every answer."""
    chance = random.Random(24)
    officers = [Officer(server.door[1], seat, n) for n, seat in enumerate(told["seats"])]
    held: list[float] = []
    answers: Counter[int] = Counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _hour in range(HOURS):
            asked = [chance.choice(officers) for _ in range(an_hour)]
            for answered in pool.map(
                one_after_the_other, asked, [one.some_work(told, chance) for one in asked]
            ):
                answers.update(answered)
            held.append(sum(map(memory_of, server.all())))
    return held, answers


def one_after_the_other(officer: Officer, steps: Iterable[Step]) -> list[int]:
    with officer.busy:
        return [work() for _what, work in steps]


def memory_of(pid: int) -> float:
    """MiB that a process holds, its part of what is shared; 0 when it has just gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
