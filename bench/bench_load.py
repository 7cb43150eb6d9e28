"""A working morning of many communes at one server: pages, updates, forms at the deadline, a herd signing in.

``chungtay serve`` with the three processes of deploy/systemd on a private PostgreSQL (no fsync), asked over HTTP; the
communes of the country stand under 34 provinces, each with a plan that gives its communes a task. An open model: each
arrival is drawn beforehand and comes whether or not the answers before have come; a wait counts from the moment that
was drawn, and where somebody asks twice, for a form and then with it, the second from the first answer. Three hundred
people are signed in and open what a commune's officer opens in a day: own work, tasks, a form, its cells saved, a
register, notices, the places; meanwhile progress is reported. Then they go on, and in the last ten minutes every
commune sends its monthly form. Then every officer signs in, each from a network of their own.

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
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from operator import itemgetter
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

PROVINCES = {"small": 2, "full": 34}
COMMUNES = {"small": 40, "full": 3_321}
AT_WORK = {"small": 20, "full": 300}
SECONDS = {"small": 8, "full": 120}  # of the mixed work alone
PER_SECOND = {"small": 4, "full": 10}  # arrivals of mixed work: each of 300 people every half minute
LAST_SECONDS = {"small": 8, "full": 600}  # before the deadline, and of the herd
PROCESSES = 3
GOAL = 0.3
SEND = "send the form"
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
        with serving(environment, workers=PROCESSES) as port:
            parts = measure(port, scale, told)
    mixed, static = parts["mixed"], parts.pop("static")
    working = (mixed, parts["mixed_at_deadline"], parts["deadline"])
    holds = max(p["p95"] for p in working) <= GOAL and not any(p["errors"] for p in parts.values())
    return Result(
        bench="load", value=mixed["p95"], unit="s", goal=GOAL, baseline=static["p95"], holds=holds,
        detail={
            **parts, "communes": COMMUNES[scale], "people": AT_WORK[scale], "load": round(os.getloadavg()[0], 1),
            "baseline_is": "p95 of a static file of the same server at the same rate",
        },
    )  # fmt: skip


Step = tuple[str, Callable[[], int]]  # what it is, and doing it
Work = tuple[float, "Officer", tuple[Step, ...]]  # at which second who asks what, one after the other


def measure(port: int, scale: Scale, told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    chance = random.Random(2026)
    seconds, last = SECONDS[scale], LAST_SECONDS[scale]
    officers = [Officer(port, seat, n) for n, seat in enumerate(told["seats"])]
    chance.shuffle(officers)  # the three hundred are of every province
    at_work = officers[: AT_WORK[scale]]
    for officer in at_work[:10]:  # a server that has just begun reads its forms first
        officer.open(told["form"])

    def mixed(during: int) -> list[Work]:
        moments = (chance.uniform(0, during) for _ in range(during * PER_SECOND[scale]))
        asked = ((at, chance.choice(at_work)) for at in moments)
        return [(at, one, one.some_work(told, chance)) for at, one in asked]

    static: list[Work] = [(at, one, (("static", one.static),)) for at, one, _steps in mixed(seconds)]
    sending: list[Work] = [
        (chance.uniform(0, last), one, ((SEND, partial(one.send_form, told)),)) for one in officers
    ]
    herd: list[Work] = [(chance.uniform(0, last), one, (("sign in", one.sign_in),)) for one in officers]
    parts = {"static": told_of(arrive(static)), "mixed": told_of(arrive(mixed(seconds)))}
    at_deadline = arrive(mixed(last) + sending)
    parts["mixed_at_deadline"] = told_of([done for done in at_deadline if done.what != SEND])
    parts["deadline"] = told_of([done for done in at_deadline if done.what == SEND])
    return parts | {"sign_in_herd": told_of(arrive(herd))}


@dataclass(frozen=True, slots=True)
class Done:
    """One answer: to what, how long somebody waited for it, what it was."""

    what: str
    wait: float
    said: str


def arrive(works: list[Work]) -> list[Done]:
    """Do each piece of work at its moment (seconds from now) or as soon as somebody is free."""
    done: list[Done] = []
    start = time.perf_counter() + 0.2

    def one(due: float, who: "Officer", steps: Iterable[Step]) -> None:
        with who.busy:
            for what, work in steps:
                try:
                    said = str(work())
                except (OSError, http.client.HTTPException) as error:
                    said = type(error).__name__
                now = time.perf_counter()
                done.append(Done(what, now - due, said))
                due = now

    with ThreadPoolExecutor(64) as pool:
        for moment, who, steps in sorted(works, key=itemgetter(0)):
            time.sleep(max(0.0, start + moment - time.perf_counter()))
            pool.submit(one, start + moment, who, steps)
    return done


def told_of(done: list[Done]) -> dict[str, Any]:
    """Percentiles of the waits, each kind of work's own p95, and what was answered."""
    waits = sorted(one.wait for one in done)
    answers = Counter(one.said for one in done)
    kinds = sorted({one.what for one in done})
    p99 = waits[int(len(waits) * 0.99)]
    return {
        "p50": round(waits[len(waits) // 2], 4), "p95": p95(waits), "p99": round(p99, 4), "requests": len(waits),
        "p95_of": {kind: p95(sorted(one.wait for one in done if one.what == kind)) for kind in kinds},
        "errors": len(waits) - answers["200"] - answers["302"], "answers": dict(answers),
    }  # fmt: skip


@dataclass
class Officer:
    """One officer at a browser of their own; one piece of work at a time, as a person does them."""

    port: int
    seat: dict[str, Any]
    number: int
    busy: threading.RLock = field(default_factory=threading.RLock)
    connection: http.client.HTTPConnection | None = None
    seen: str = "0"  # the state of the share that was opened last

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

    def some_work(self, told: dict[str, Any], chance: random.Random) -> tuple[Step, ...]:
        """What an officer of a commune does next: four times in five they read."""
        pages = {page: page for page in (*told["pages"], told["form"])} | {
            "a task": f"/viec/{self.seat['task']}/"
        }
        works: list[tuple[Step, ...]] = [((what, partial(self.open, page)),) for what, page in pages.items()]
        works.append((("save a cell", lambda: self.save_cell(told, chance)),))
        works.append((("open a share", self.open_share), ("report", lambda: self.report(chance))))
        return chance.choice(works)

    def save_cell(self, told: dict[str, Any], chance: random.Random) -> int:
        cell = chance.choice(list(told["cells"].values()))
        return self.ask(told["form"], {f"o{cell}": str(chance.randint(0, 40)), f"s{cell}": "0|"})[0]

    def open_share(self) -> int:
        status, page = self.ask(f"/viec/phan/{self.seat['share']}/")
        found = SEEN.search(page)
        self.seen = found[1] if found else "0"
        return status

    def report(self, chance: random.Random) -> int:
        """One step on, from the form that was opened."""
        words = {"seen": self.seen, "state": "in_progress", "percent": str(chance.randint(0, 90))}
        return self.ask(f"/viec/phan/{self.seat['share']}/", words)[0]

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
    """A country of communes, each with a committee, an officer in a post, a share of the province's task, a session."""
    from django.core.management import call_command
    from django.db import connection

    from chungtay.agencies.rules import AgencyLevel
    from chungtay.catalogue import queries as catalogue
    from chungtay.catalogue.services import load_catalogue
    from chungtay.law.rules import window
    from chungtay.places.rules import Kind
    from chungtay.plans.models import Share
    from chungtay.registers.services import load_registers
    from tests import cast
    from tests.faults.town import month_that_ended_last

    call_command("migrate", verbosity=0)
    load_catalogue(now=cast.NOW)
    load_registers(now=cast.NOW)
    bodies: list[tuple[int, int]] = []
    for number in range(PROVINCES[scale]):
        province = cast.plant(f"X{number:02}", Kind.PROVINCE, "tỉnh", f"Mẫu {number}")
        office = cast.seat(
            f"Công an tỉnh Mẫu {number}", f"thuongtruc.{number}", "standing_office", place=province,
            level=AgencyLevel.PROVINCE,
        )  # fmt: skip
        count = len(range(number, COMMUNES[scale], PROVINCES[scale]))
        own = plant_bodies(province, count, first=len(bodies))
        hand_out(office, [body for body, _place in own])
        bodies += own
    seats = plant_officers(bodies)
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


def hand_out(office: Any, bodies: list[int]) -> None:
    """One task that every commune of the province leads for itself."""
    import pytest

    from chungtay.plans import services
    from chungtay.plans.tests.factories import BY, found_task, hand_over, paper_of, reviewed
    from tests import cast

    with pytest.MonkeyPatch.context() as patch:
        papers = hand_over(patch)
        found = reviewed(
            paper_of(office),
            found_task(1, "Rà soát người sau cai (ví dụ)", bodies, [], BY, section="s2"),
        )
        papers.put(found)
        services.make_plan(by=office, now=cast.NOW, document=found.document)


if __name__ == "__main__":
    import django

    django.setup()
    Path(sys.argv[2]).write_text(json.dumps(fill(sys.argv[1])))  # type: ignore[arg-type]
