"""How long looking takes among 20,000 open tasks on PostgreSQL: whole pages, as a person gets them.

A private server of its own is filled with plans for 45 departments and 130 communes (a group of all communes among
the leads), half a year of reports on them, and asked for the task list, its filters, the line of time, the board, the
month, planned against actual, the leader's page (whose counts are kept for a minute; ``leader_counted_anew_p95`` is
without) and the score. The value is the worst p95 of all pages; the baseline is the bare query of the first page of the
list in the same run, without Django.
"""

import json
import os
import random
import statistics
import sys
from datetime import date, timedelta
from typing import Any

from bench.bench_task_list import fill
from bench.result import Result, Scale
from bench.store import measured_on_postgresql, p95, timed

TASKS = {"small": 500, "full": 20_000}
ROUNDS = {"small": 3, "full": 20}
GOAL_SECONDS = 0.15
BARE = "SELECT id, text, next_due FROM plans_task WHERE closed_at IS NULL ORDER BY next_due LIMIT 50"


def run(scale: Scale) -> Result:
    measured = measured_on_postgresql("bench.bench_overview", scale)
    return Result(
        bench="overview",
        value=measured.pop("worst_p95"),
        unit="s",
        goal=GOAL_SECONDS,
        baseline=measured.pop("bare"),
        holds=max(measured["pages_p95"].values()) <= GOAL_SECONDS
        and max(measured["pages_kb"].values()) <= 150,
        detail={**measured, "baseline_is": "the bare query of the first page of the list by psycopg"},
    )


def measure(scale: Scale) -> dict[str, object]:
    """Fill the store and time every page; all times in seconds."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from chungtay.base.kept import forget_everything

    call_command("migrate", verbosity=0)
    people, agency, place = fill(TASKS[scale])
    report_half(people)
    connection.cursor().execute("ANALYZE")
    times, weights = {}, {}
    for name, get in asked(people, agency, place).items():
        weights[name] = round(
            len(get().content) / 1024
        )  # the first request of each page fills caches that stay
        times[name] = sorted(timed(get) for _ in range(ROUNDS[scale]))
    leader, anew = asked(people, agency, place)["leader"], []
    for _ in range(ROUNDS[scale]):
        forget_everything()
        anew.append(timed(leader))
    return {
        "worst_p95": max(p95(page) for page in times.values()),
        "bare": round(statistics.median(timed(lambda: rows(BARE)) for _ in range(9)), 5),
        "tasks": TASKS[scale],
        "open_tasks": rows(
            "SELECT count(*) FROM plans_task WHERE share_count > done_count OR share_count = 0"
        )[0][0],
        "shares": rows("SELECT count(*) FROM plans_share")[0][0],
        "pages_p95": {name: p95(page) for name, page in times.items()},
        "leader_counted_anew_p95": p95(sorted(anew)),
        "pages_kb": weights,
        "load": round(os.getloadavg()[0], 1),  # of the machine: other work on it lengthens every page
    }


def rows(query: str) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(query)
        found: list[Any] = cursor.fetchall()
        return found


def report_half(people: dict[str, Any]) -> None:
    """Much of what is past was done, some late: written as the services would leave it, tasks staying open."""
    from chungtay.plans.models import Share
    from chungtay.plans.rules import ShareState
    from chungtay.plans.services.counting import count_shares
    from tests.cast import NOW

    chance, today, done = random.Random(7), date.today(), []  # noqa: DTZ011 - the pages ask the same clock
    first = {}
    for share in Share.objects.order_by("task", "-due_on", "-pk"):
        if share.task_id not in first:  # the last turn of each task stays open
            first[share.task_id] = share.pk
        elif share.due_on and share.due_on < today and chance.random() < 0.6:
            share.state, share.percent = ShareState.DONE, 100
            share.done_on = share.due_on + timedelta(days=chance.randrange(-20, 15))
            share.updated_at, share.updated_by_id = NOW, people["office"].account
            done.append(share)
    columns = ["state", "percent", "done_on", "updated_at", "updated_by"]
    Share.objects.bulk_update(done, columns, batch_size=1000)
    count_shares(list(first))


def asked(people: dict[str, Any], agency: int, place: int) -> dict[str, Any]:
    from django.contrib.auth import get_user_model
    from django.test import Client

    def page(who: str, address: str) -> Any:
        def get() -> Any:
            answer = clients[who].get(address)
            assert answer.status_code == 200, (address, answer.status_code)  # noqa: S101 - a wrong page is no measure
            return answer

        return get

    clients = {}
    for who, actor in people.items():
        clients[who] = Client(SERVER_NAME="localhost", HTTP_ACCEPT_LANGUAGE="vi")
        clients[who].force_login(get_user_model().objects.get(pk=actor.account))
    month = f"{date.today():%Y-%m}"  # noqa: DTZ011
    wanted = {
        "list": "/viec/", "list late": "/viec/?state=late", "list of an agency": f"/viec/?agency={agency}",
        "list of a place": f"/viec/?place={place}", "list by words": "/viec/?words=tuyen+truyen",
        "gantt": "/toan-canh/?view=gantt", "gantt of an agency": f"/toan-canh/?view=gantt&agency={agency}",
        "board": "/toan-canh/", "board by agency": "/toan-canh/?by=agency",
        "board by commune": "/toan-canh/?by=commune", "month": f"/toan-canh/?view=calendar&month={month}",
        "actual": "/toan-canh/?view=actual", "leader": "/toan-canh/lanh-dao/", "score": "/thi-dua/",
    }  # fmt: skip
    return {name: page("office", address) for name, address in wanted.items()} | {
        "officer's board": page("officer", "/toan-canh/?by=agency"),
        "officer's gantt": page("officer", "/toan-canh/?view=gantt"),
    }


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))  # type: ignore[arg-type]
