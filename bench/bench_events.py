"""How long it takes to tell a machine outside of 100,000 entries of the journal, on SQLite.

A process of its own fills a journal of its own, subscribes a receiver on this machine (a process too) and lets the
worker's turns run until all has arrived, signed, in order, each judged by who sees its thing. The baseline is as many
bare posts of the same bytes to the same receiver by requests over one connection, in the same run.
"""

import json
import os
import subprocess
import sys
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from bench.result import Result, Scale
from bench.store import measured_apart, plant_province

ENTRIES = {"small": 1_000, "full": 100_000}
BARE = {"small": 500, "full": 10_000}
GOAL_SECONDS = 200.0  # 500 a second: what a province writes in a month is told within minutes


def run(scale: Scale) -> Result:
    measured = measured_apart("bench.bench_events", scale)
    seconds, bare = measured.pop("seconds"), measured.pop("bare")
    return Result(
        bench="events",
        value=seconds,
        unit="s",
        goal=GOAL_SECONDS * ENTRIES[scale] / ENTRIES["full"],
        baseline=bare,
        holds=seconds <= GOAL_SECONDS * ENTRIES[scale] / ENTRIES["full"] and measured["in_order"],
        detail={**measured, "baseline_is": "bare posts of the same bytes by requests over one connection"},
    )


def measure(scale: Scale) -> dict[str, object]:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    program = [sys.executable, "-m", "bench.bench_events", "receive"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True) as receiver:
        port = int((receiver.stdout or sys.stdin).readline())
        settings.EVENT_HOSTS = frozenset({f"127.0.0.1:{port}"})
        told = tell(f"http://127.0.0.1:{port}/", ENTRIES[scale])
        bare = post_bare(f"http://127.0.0.1:{port}/", BARE[scale]) / BARE[scale] * ENTRIES[scale]
        arrived = json.loads(receiver.communicate("")[0])
    return {
        **told,
        "bare": round(bare, 2),
        "a_second": round(ENTRIES[scale] / float(told["seconds"])),
        "arrived": arrived["count"],
        "in_order": arrived["in_order"] and arrived["count"] == ENTRIES[scale],
        "load": round(os.getloadavg()[0], 1),
    }


def tell(address: str, number: int) -> dict[str, Any]:
    from chungtay.events import services
    from chungtay.events.models import Subscription
    from tests.cast import NOW

    people, _province, _communes = plant_province()
    office = people.province
    wanted = services.Wanted("Máy (ví dụ)", address)
    services.make_subscription(by=office, now=NOW, post=office.post, wanted=wanted)
    write_journal(office, number)
    now, turns, started = NOW, 0, time.perf_counter()
    while services.tell_outside(now):
        turns += 1
        now = max(now + timedelta(seconds=5), Subscription.objects.get().due_at)
    return {"seconds": round(time.perf_counter() - started, 2), "turns": turns}


def write_journal(by: Any, number: int) -> None:
    """Entries in bulk, chained as the service does it; every one is about the own body."""
    from chungtay.journal.models import Entry
    from chungtay.journal.queries import last_number
    from chungtay.journal.rules import Words, hash_of
    from tests.cast import NOW

    last = last_number()
    previous = Entry.objects.get(number=last).hash
    rows = []
    for n in range(last + 1, last + 1 + number):
        words = Words(
            at=NOW, account=by.account, name=by.name, post=by.signs_as, agency=by.agency_name, verb="agency.changed",
            subject=f"agency:{by.agency}", title="Cơ quan (ví dụ)", change={}, purpose="", place=by.place,
        )  # fmt: skip
        link = hash_of(words, previous)
        said = {name: getattr(words, name) for name in Words.__slots__}
        rows.append(Entry(number=n, previous=previous, hash=link, **said))
        previous = link
    Entry.objects.bulk_create(rows, batch_size=2000)


def post_bare(address: str, number: int) -> float:
    """Seconds for as many posts of an event's bytes."""
    import requests

    body = b"x" * 260
    with requests.Session() as session:
        session.trust_env = False
        started = time.perf_counter()
        for _n in range(number):
            session.post(address, data=body, headers={"webhook-id": "evt_0"}, timeout=10)
        return time.perf_counter() - started


def receive() -> None:
    """A receiver that answers at once and keeps the numbers of what came; it ends with its standard input."""
    came: list[int] = []

    class Door(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            came.append(int(self.headers["webhook-id"].removeprefix("evt_")))
            self.wfile.write(b"HTTP/1.1 204 No Content\r\n\r\n")

        def log_message(self, *_args: object) -> None:
            pass

    from threading import Thread

    server = HTTPServer(("127.0.0.1", 0), Door)
    print(server.server_port, flush=True)
    Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    told = [number for number in came if number]
    print(json.dumps({"count": len(told), "in_order": told == sorted(set(told))}))


if __name__ == "__main__":
    if sys.argv[1] == "receive":
        receive()
    else:
        print(json.dumps(measure(sys.argv[1])))  # type: ignore[arg-type]
