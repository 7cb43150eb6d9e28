"""How long the task list takes among 10,000 tasks: whole pages, as a person gets them, on SQLite.

A process of its own fills a store of its own (forty plans, 45 departments, 130 communes, a group of all
communes), then asks for the pages of the daily work: the list plain, late, by words, by agency, by place, sorted,
its last page, an officer's list, an officer's own work. The value is the p95 over all of them; the baseline is the
bare query of the first page on the same store, without Django.
"""

import json
import os
import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.result import Result, Scale
from bench.store import measured_apart, open_body, p95, plant_province, timed

TASKS = {"small": 500, "full": 10_000}
ROUNDS = {"small": 3, "full": 20}
TASKS_OF_A_PLAN = 250
GOAL_SECONDS = 0.15
BARE = "SELECT id, text, next_due FROM plans_task WHERE closed_at IS NULL ORDER BY next_due LIMIT 50"
WORDS = (
    "rà soát", "tuyên truyền", "kiểm tra", "tập huấn", "thống kê", "phối hợp", "bố trí kinh phí", "xây dựng mô hình",
    "quản lý sau cai", "cấp phát thuốc", "tuần tra biên giới", "hỗ trợ vay vốn",
)  # fmt: skip


def run(scale: Scale) -> Result:
    measured = measured_apart("bench.bench_task_list", scale)
    return Result(
        bench="task_list",
        value=measured.pop("p95"),
        unit="s",
        goal=GOAL_SECONDS,
        baseline=measured.pop("bare"),
        holds=measured.pop("worst_p95") < GOAL_SECONDS,
        detail={**measured, "baseline_is": "the bare query of the first page by sqlite3"},
    )


def measure(scale: Scale) -> dict[str, object]:
    """Fill the store and time every page; all times in seconds."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    people, agency, place = fill(TASKS[scale])
    filled = time.perf_counter() - started
    times = {
        name: sorted(timed(get) for _ in range(ROUNDS[scale]))
        for name, get in pages(people, agency, place).items()
        if get()  # the first request of each page fills caches that stay
    }
    bare = sqlite3.connect(settings.DATABASES["default"]["NAME"])
    return {
        "p95": p95(sorted(second for page in times.values() for second in page)),
        "worst_p95": max(p95(page) for page in times.values()),
        "bare": round(statistics.median(timed(lambda: bare.execute(BARE).fetchall()) for _ in range(9)), 5),
        "tasks": TASKS[scale],
        "shares": bare.execute("SELECT count(*) FROM plans_share").fetchone()[0],
        "pages_p95": {name: p95(page) for name, page in times.items()},
        "fill_s": round(filled, 1),
        "load": round(os.getloadavg()[0], 1),  # of the machine: other work on it lengthens every page
    }


def fill(number: int) -> tuple[dict[str, Any], int, int]:
    """Plans with ``number`` tasks in all. Returns the people who look, an agency and a place to filter by."""
    from unittest import mock

    from chungtay.agencies.rules import AgencyLevel
    from chungtay.documents import queries as documents
    from chungtay.plans import services
    from chungtay.plans.tests.factories import BY, MONTHLY, Papers, found_task, paper_of, reviewed
    from tests import cast

    chance = random.Random(2026)
    people, province, communes = plant_province()
    departments = [open_body(f"Sở số {n} tỉnh Mẫu", AgencyLevel.PROVINCE, province) for n in range(43)]
    departments += [people.department.agency, people.department_next_door.agency]
    committees = [open_body(f"UBND xã Mẫu {n}", AgencyLevel.COMMUNE, communes[n]) for n in range(2, 130)]
    committees += [people.officer.agency, people.officer_next_door.agency]
    group = cast.make_group("UBND các xã, phường", committees, place=province)
    dates = [{**BY, "date": f"2026-{month:02}-28"} for month in range(1, 13)]
    papers = Papers()
    with mock.patch.object(documents, "reviewed", lambda _actor, document: papers.by_id[document]):
        for start in range(0, number, TASKS_OF_A_PLAN):
            tasks = []
            for n in range(start, min(start + TASKS_OF_A_PLAN, number)):
                lead = group if n % 50 == 0 else chance.choice([*departments, *committees])
                when = chance.choices([[], [chance.choice(dates)], [MONTHLY]], [3, 6, 1])[0]
                text = f"Việc {n}: {', '.join(chance.sample(WORDS, 4))} trên địa bàn toàn tỉnh"
                tasks.append(found_task(n + 1, text, [lead], [chance.choice(departments)], *when))
            found = papers.put(reviewed(paper_of(people.province), *tasks, code=f"{start}/KH-UBND"))
            services.make_plan(by=people.province, now=cast.NOW, document=found.document)
    return {"office": people.province, "officer": people.officer}, departments[0], communes[1]


def pages(people: dict[str, Any], agency: int, place: int) -> dict[str, Callable[[], object]]:
    from django.contrib.auth import get_user_model
    from django.test import Client

    clients = {}
    for who, actor in people.items():
        clients[who] = Client(SERVER_NAME="localhost", HTTP_ACCEPT_LANGUAGE="vi")
        clients[who].force_login(get_user_model().objects.get(pk=actor.account))

    def page(who: str, address: str) -> Callable[[], object]:
        def get() -> object:
            answer = clients[who].get(address)
            assert answer.status_code == 200, (address, answer.status_code)  # noqa: S101 - a wrong page is no measure
            return answer

        return get

    asked = {
        "plain": ("office", "/viec/"),
        "late": ("office", "/viec/?state=late"),
        "words": ("office", "/viec/?words=tuyen+truyen"),
        "agency": ("office", f"/viec/?agency={agency}"),
        "place": ("office", f"/viec/?place={place}"),
        "sorted": ("office", "/viec/?sort=-text"),
        "last page": ("office", "/viec/?page=100000"),
        "officer's list": ("officer", "/viec/"),
        "officer's work": ("officer", "/viec-cua-toi/"),
    }
    return {name: page(*of) for name, of in asked.items()}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))  # type: ignore[arg-type]
