"""How long a register of 200,000 entries with points takes to be listed, filtered, searched and drawn on a map.

A private PostgreSQL, a province of 130 communes. Asked as the standing office, which sees all of it, and as a commune,
which sees its own; each as its page asks: rows, a count as far as it goes, the map in 40 × 40 squares. The value is the
p95 over all of them and each must hold; the baseline is the bare SQL of the same questions, in the same run.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from bench.result import Result, Scale
from bench.store import measured_on_postgresql, p95, plant_province, timed

ENTRIES = {"small": 2_000, "full": 200_000}
ROUNDS = {"small": 3, "full": 20}
GOAL_SECONDS = 0.2
PAGE = 40
DAYS = 1000
WORDS = "truyền thông trường học bản làng đoàn thanh niên hội phụ nữ biên phòng chợ phiên phiên tòa lưu động".split()
BOX = {"south": 20.9, "west": 102.1, "north": 22.6, "east": 103.6}
BARE = {
    "list": "SELECT id, title FROM registers_entry WHERE register_id = %(register)s AND state <> 'struck' "
    "ORDER BY day DESC, id DESC LIMIT 40",
    "map": "SELECT floor((lat - 20.9) / 0.0425), floor((lon - 102.1) / 0.0375), count(*), sum(lat), sum(lon), max(id) "
    "FROM registers_entry WHERE register_id = %(register)s AND state <> 'struck' AND lat IS NOT NULL GROUP BY 1, 2",
}


def run(scale: Scale) -> Result:
    measured = measured_on_postgresql("bench.bench_registers", scale)
    return Result(
        bench="registers",
        value=measured.pop("p95"),
        unit="s",
        goal=GOAL_SECONDS,
        baseline=measured.pop("bare"),
        holds=measured.pop("worst_p95") < GOAL_SECONDS,
        detail={**measured, "baseline_is": "the p95 of bare SQL: the list, and the map of all points"},
    )


def measure(scale: Scale) -> dict[str, object]:
    """Fill the store and time every question; all times in seconds."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    people, communes, register = fill(ENTRIES[scale])
    filled = time.perf_counter() - started
    times: dict[str, list[float]] = {}
    for name, look in questions(people, communes, register).items():
        look()
        times[name] = sorted(timed(look) for _ in range(ROUNDS[scale]))
    with connection.cursor() as cursor:

        def ask(words: str) -> None:
            cursor.execute(words, {"register": register.pk})
            cursor.fetchall()

        bare = sorted(timed(lambda words=words: ask(words)) for words in BARE.values() for _ in range(9))  # type: ignore[misc]
        cursor.execute("SELECT count(*) FROM registers_entry")
        count = cursor.fetchone()[0]
    return {
        "p95": p95(sorted(second for one in times.values() for second in one)),
        "worst_p95": max(p95(one) for one in times.values()),
        "bare": p95(bare),
        "entries": count,
        "questions_p95": {name: p95(one) for name, one in times.items()},
        "fill_s": round(filled, 1),
        "load": round(os.getloadavg()[0], 1),  # of the machine: other work on it lengthens every question
    }


def fill(number: int) -> tuple[Any, list[int], Any]:
    """A register published through the services, its entries in bulk, a tenth of them waiting."""
    from django.db import connection

    from chungtay.base.text import fold
    from chungtay.registers.models import Entry
    from chungtay.registers.services import publish_register
    from chungtay.registers.tests.conftest import FORM
    from tests.cast import NOW

    people, province, communes = plant_province()
    version = publish_register(by=people.province, now=NOW, source=FORM)
    bodies = [(people.officer.agency, communes[0]), (people.officer_next_door.agency, communes[1])]
    bodies += [(people.province.agency, place) for place in (province, *communes[2:])]
    chance = random.Random(2026)

    def entry(n: int) -> Entry:
        agency, place = bodies[n % len(bodies)]
        title = f"Buổi {n}: {' '.join(chance.sample(WORDS, 5))} (ví dụ)"
        people_told = chance.randrange(20, 300)
        waits = n % 10 == 0
        return Entry(
            uuid=UUID(int=n + 1), register=version.register, version=version, agency_id=agency, place_id=place,
            day=date(2024, 1, 1) + timedelta(days=chance.randrange(DAYS)), state="proposed" if waits else "approved",
            lat=chance.uniform(BOX["south"], BOX["north"]), lon=chance.uniform(BOX["west"], BOX["east"]),
            title=title, answers={"ten": title, "hinh_thuc": chance.choice(("noi", "khac")), "nguoi": people_told},
            numbers={} if waits else {"nguoi": people_told}, words=fold(title), revision=1, made_at=NOW,
        )  # fmt: skip

    for start in range(0, number, 5_000):
        Entry.objects.bulk_create([entry(n) for n in range(start, min(start + 5_000, number))])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE registers_entry")
    return people, communes, version.register


def questions(people: Any, communes: list[int], register: Any) -> dict[str, Callable[[], object]]:
    from chungtay.registers import queries
    from chungtay.registers.queries import Wanted
    from chungtay.registers.views.lists import LongList

    def listed(actor: Any, **wanted: Any) -> Callable[[], object]:
        def look() -> object:
            page = LongList(queries.list_entries(actor, register, Wanted(**wanted)), PAGE).get_page(1)
            return list(page.object_list), page.paginator.count

        return look

    def drawn(actor: Any, **wanted: Any) -> Callable[[], object]:
        return lambda: queries.points(
            queries.list_entries(actor, register, Wanted(**wanted)),
            south=BOX["south"],
            west=BOX["west"],
            north=BOX["north"],
            east=BOX["east"],
        )

    office, officer = people.province, people.officer
    quarter = {"first": date(2026, 1, 1), "last": date(2026, 3, 31)}
    return {
        "the list": listed(office),
        "the list of a commune": listed(officer),
        "a quarter": listed(office, **quarter),
        "a commune": listed(office, place=communes[5]),
        "a body": listed(office, agency=officer.agency),
        "what waits": listed(office, state="proposed"),
        "words": listed(office, words="biên phòng chợ"),
        "words that stand once": listed(office, words="buoi 1777"),
        "the map": drawn(office),
        "the map of a quarter": drawn(office, **quarter),
        "the map of a commune": drawn(officer),
    }


if __name__ == "__main__":
    print(json.dumps(measure("small" if sys.argv[1:] == ["small"] else "full")))
