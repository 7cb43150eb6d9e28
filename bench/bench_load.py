"""A working morning of many communes at one server: pages, updates, forms at the deadline, a herd signing in.

``chungtay serve`` as it comes on a private PostgreSQL (no fsync), asked over HTTP. An open model: each arrival is drawn
beforehand and comes whether or not the answers before have come; a wait counts from the moment that was drawn. Three
hundred people are signed in and open what a commune's officer opens in a day: own work, tasks, a form, its cells saved,
a register, notices, the table of coverage; meanwhile progress is reported. Then every commune sends its monthly form,
one in three in the last tenth of the time. Then every officer signs in, each from a network of their own.

The value is the p95 of the mixed work. The baseline is the p95 of a plain static file of the same server, asked at the
same rate in the same run. It holds with 0.3 s, at the deadline too, and no error anywhere.
"""

import http.client
import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from bench.bench_form_submit import database_of
from bench.bench_sign_in_herd import serving
from bench.committees import plant_bodies
from bench.commune_figures import CommuneFigures
from bench.result import Result, Scale
from bench.store import p95
from tools.postgres import private_server

COMMUNES = {"small": 40, "full": 3_321}
AT_WORK = {"small": 20, "full": 300}
SECONDS = {"small": 8, "full": 120}  # of each part; the herd has its ten minutes
PER_SECOND = {"small": 4, "full": 20}  # arrivals of mixed work: each of 300 people every 15 seconds
HERD_SECONDS = {"small": 8, "full": 600}
GOAL = 0.3
FORM, PASSWORD, TOKEN = "XA.THANG", "mật khẩu để kiểm thử", "t" * 32
SEEN = re.compile(r'name="seen" value="(\d+)"')


def run(scale: Scale) -> Result:
    with TemporaryDirectory() as folder, private_server() as address:
        environment = {
            **os.environ, "DATABASE_URL": database_of(address), "CHUNGTAY_DATA": folder, "CHUNGTAY_PROXIES": "1",
            "DJANGO_SETTINGS_MODULE": "chungtay.site.settings",
        }  # fmt: skip
        known = Path(folder) / "known.json"
        command = [sys.executable, "-m", "bench.bench_load", scale, str(known)]
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        told = json.loads(known.read_text())
        with serving(environment) as port:
            parts = measure(port, scale, told)
    mixed, static = parts["mixed"], parts.pop("static")
    holds = max(mixed["p95"], parts["deadline"]["p95"]) <= GOAL and not any(
        p["errors"] for p in parts.values()
    )
    return Result(
        bench="load", value=mixed["p95"], unit="s", goal=GOAL, baseline=static["p95"], holds=holds,
        detail={
            **parts, "communes": COMMUNES[scale], "people": AT_WORK[scale], "load": round(os.getloadavg()[0], 1),
            "baseline_is": "p95 of a static file of the same server at the same rate",
        },
    )  # fmt: skip


def measure(port: int, scale: Scale, told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    chance = random.Random(2026)
    seconds, count = SECONDS[scale], SECONDS[scale] * PER_SECOND[scale]
    officers = [Officer(port, seat, n) for n, seat in enumerate(told["seats"])]
    at_work = officers[: AT_WORK[scale]]
    for officer in at_work[:5]:  # a server that has just begun reads its forms first
        officer.open(told["form"])
    moments = [chance.uniform(0, seconds) for _ in range(count)]
    static = arrive([(at, at_work[n % len(at_work)].static) for n, at in enumerate(moments)])
    works = [chance.choice(at_work).some_work(told, chance) for _ in moments]
    mixed = arrive(list(zip(moments, works, strict=True)))
    last = [chance.uniform(0.9, 1) if chance.random() < 1 / 3 else chance.random() for _ in officers]
    sending = [partial(officer.send_form, told) for officer in officers]
    deadline = arrive([(at * seconds, send) for at, send in zip(last, sending, strict=True)])
    herd = [(chance.uniform(0, HERD_SECONDS[scale]), officer.sign_in) for officer in officers]
    return {"static": static, "mixed": mixed, "deadline": deadline, "sign_in_herd": arrive(herd)}


def arrive(works: list[tuple[float, Callable[[], int]]]) -> dict[str, Any]:
    """Do each piece of work at its moment (seconds from now) or as soon as somebody is free; how long each waited."""
    waits: list[float] = []
    answers: Counter[str] = Counter()
    lock = threading.Lock()
    start = time.perf_counter() + 0.2

    def one(due: float, work: Callable[[], int]) -> None:
        try:
            said = str(work())
        except (OSError, http.client.HTTPException) as error:
            said = type(error).__name__
        with lock:
            waits.append(time.perf_counter() - due)
            answers[said] += 1

    with ThreadPoolExecutor(64) as pool:
        for moment, work in sorted(works, key=lambda pair: pair[0]):
            time.sleep(max(0.0, start + moment - time.perf_counter()))
            pool.submit(one, start + moment, work)
    ordered = sorted(waits)
    good = answers["200"] + answers["302"]
    p99 = ordered[int(len(ordered) * 0.99)]
    return {
        "p50": round(ordered[len(ordered) // 2], 4), "p95": p95(ordered), "p99": round(p99, 4),
        "requests": len(waits), "errors": len(waits) - good, "answers": dict(answers),
    }  # fmt: skip


@dataclass
class Officer:
    """One officer at a browser of their own; one request at a time, as a person makes them."""

    port: int
    seat: dict[str, Any]
    number: int
    busy: threading.Lock = field(default_factory=threading.Lock)
    connection: http.client.HTTPConnection | None = None

    def ask(self, path: str, words: dict[str, str] | None = None, *, cookies: str = "") -> tuple[int, str]:
        """Over a kept connection, opened anew where the server has closed it."""
        headers = {
            "Cookie": cookies or f"sessionid={self.seat['session']}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": f"100.{self.number // 250}.{self.number % 250}.9",
        }  # fmt: skip
        body = urlencode(words) if words is not None else None
        with self.busy:
            for attempt in (1, 2):
                if self.connection is None:
                    self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
                try:
                    self.connection.request("POST" if body is not None else "GET", path, body, headers)
                    answer = self.connection.getresponse()
                    return answer.status, answer.read().decode(errors="replace")
                except (http.client.RemoteDisconnected, ConnectionError):
                    self.connection.close()
                    self.connection = None
                    if attempt == 2:
                        raise
        raise RuntimeError("unreachable")

    def open(self, page: str) -> int:
        return self.ask(page)[0]

    def static(self) -> int:
        return self.open("/static/site/queue.js")

    def some_work(self, told: dict[str, Any], chance: random.Random) -> Callable[[], int]:
        """What an officer of a commune does next: six times in seven they read."""
        pages = [*told["pages"], f"/viec/{self.seat['task']}/", told["form"]]
        works: list[Callable[[], int]] = [partial(self.open, page) for page in pages]
        works += [lambda: self.save_cell(told, chance), lambda: self.report(chance)]
        return chance.choice(works)

    def save_cell(self, told: dict[str, Any], chance: random.Random) -> int:
        cell = chance.choice(list(told["cells"].values()))
        return self.ask(told["form"], {f"o{cell}": str(chance.randint(0, 40)), f"s{cell}": "0|"})[0]

    def report(self, chance: random.Random) -> int:
        """The form of a share, then one step on."""
        address = f"/viec/phan/{self.seat['share']}/"
        found = SEEN.search(self.ask(address)[1])
        words = {
            "seen": found[1] if found else "0",
            "state": "in_progress",
            "percent": str(chance.randint(0, 90)),
        }
        return self.ask(address, words)[0]

    def send_form(self, told: dict[str, Any]) -> int:
        """The whole form of the month before, every cell of it."""
        month = CommuneFigures(self.number).month()
        cells = {told["cells"][code]: number for code, number in month.items() if code in told["cells"]}
        words = {f"o{cell}": str(number) for cell, number in cells.items()} | {"action": "send"}
        return self.ask(told["sent_form"], words | {f"s{cell}": "0|" for cell in cells})[0]

    def sign_in(self) -> int:
        words = {"username": self.seat["username"], "password": PASSWORD, "csrfmiddlewaretoken": TOKEN}
        return self.ask("/vao/", words, cookies=f"csrftoken={TOKEN}")[0]


# -- in a process of its own, with the store --------------------------------------------------------------


def fill(scale: Scale) -> dict[str, Any]:
    """A country of communes, each with its committee, one officer in one post, one share of one task, one session."""
    from django.core.management import call_command
    from django.db import connection

    from chungtay.catalogue import queries as catalogue
    from chungtay.catalogue.services import load_catalogue
    from chungtay.law.rules import window
    from chungtay.plans.models import Share
    from chungtay.registers.services import load_registers
    from tests import cast
    from tests.faults.town import month_that_ended_last

    call_command("migrate", verbosity=0)
    people = cast.cast_in(cast.plant_town())
    load_catalogue(now=cast.NOW)
    load_registers(now=cast.NOW)
    bodies = plant_bodies(people.province.place or 0, COMMUNES[scale])
    seats = plant_officers(bodies)
    hand_out(people, [body for body, _place in bodies])
    for body, share, task in Share.objects.values_list("agency_id", "pk", "task_id"):
        if body in seats:
            seats[body] |= {"share": share, "task": task}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    period = month_that_ended_last()
    before = window(period).first - timedelta(days=1)
    form = catalogue.data_set(FORM)
    return {
        "seats": list(seats.values()),
        "cells": {cell.code: cell.pk for cell in catalogue.cells_of(form, window(period).last)},
        "form": f"/so-lieu/bieu/{FORM}/{before.year}-M{before.month:02}/",
        "sent_form": f"/so-lieu/bieu/{FORM}/{period}/",
        "pages": ["/viec-cua-toi/", "/viec/", "/so-lieu/", "/so/", "/thong-bao/", "/ke-hoach/", "/dia-ban/"],
    }


def plant_officers(bodies: list[tuple[int, int]]) -> dict[int, dict[str, Any]]:
    """An officer of each body, all with one password hashed once; what a client must know of each, by body."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.hashers import make_password

    from chungtay.agencies.models import Account, Holding, Post
    from chungtay.signin.sessions import SessionStore
    from tests import cast

    secret = make_password(PASSWORD)
    accounts = Account.objects.bulk_create(
        Account(username=f"xa.{n}", name=f"Cán bộ {n} (ví dụ)", password=secret, is_example=True)
        for n in range(len(bodies))
    )  # fmt: skip
    posts = Post.objects.bulk_create(
        Post(agency_id=body, name="Cán bộ", role="commune") for body, _place in bodies
    )
    Holding.objects.bulk_create(
        Holding(account=account, post=post, held_from=cast.SINCE)
        for account, post in zip(accounts, posts, strict=True)
    )
    seats = {}
    for account, post in zip(accounts, posts, strict=True):
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.save()
        seats[post.agency_id] = {"session": session.session_key, "username": account.username}
    return seats


def hand_out(people: Any, bodies: list[int]) -> None:
    """One task that every commune leads for itself."""
    import pytest

    from chungtay.plans import services
    from chungtay.plans.tests.factories import BY, found_task, hand_over, paper_of, reviewed
    from tests import cast

    with pytest.MonkeyPatch.context() as patch:
        papers = hand_over(patch)
        found = reviewed(
            paper_of(people.province),
            found_task(1, "Rà soát người sau cai (ví dụ)", bodies, [], BY, section="s2"),
        )
        papers.put(found)
        services.make_plan(by=people.province, now=cast.NOW, document=found.document)


if __name__ == "__main__":
    import django

    django.setup()
    Path(sys.argv[2]).write_text(json.dumps(fill(sys.argv[1])))  # type: ignore[arg-type]
