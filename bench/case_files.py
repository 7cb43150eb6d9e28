"""A store full of case files: some walked through the law by the services, then copied with their clocks asked anew.

Run as a program it recomputes every stored clock for a change that moves some, and says what moved.
"""

import json
import random
import sys
import time
from datetime import timedelta
from typing import Any

from bench.result import Scale
from bench.store import open_body, plant_province

FILES = {"small": 2_000, "full": 200_000}
SEED = 20260702
AT_ONCE = 4000


def fill(number: int) -> list[Any]:
    """So many open files at the police of 130 communes; returns the officers of two of them."""
    from chungtay.agencies.rules import AgencyLevel
    from tests.cast import seat

    _people, _province, communes = plant_province()
    police = [
        seat("Công an xã A", "congan.a", "commune_police", place=communes[0], level=AgencyLevel.COMMUNE),
        seat("Công an xã B", "congan.b", "commune_police", place=communes[1], level=AgencyLevel.COMMUNE),
    ]
    bodies = [police[0].agency, police[1].agency]
    bodies += [open_body(f"Công an xã Mẫu {n}", AgencyLevel.COMMUNE, communes[n]) for n in range(2, 130)]
    copy(walked(police[0]), bodies, number)
    return police


def walked(by: Any) -> list[Any]:
    """One file at each of the steps of a voluntary rehab, and of user management."""
    from chungtay.cases.tests.factories import WHO, at, opened, step

    rehab = [
        ("determined_addicted", 5, 9), ("result_told", 5, 10), ("voluntary_registered", 5, 11),
        ("home_rehab_decided", 6, 9), ("rehab_started", 7, 9),
    ]  # fmt: skip
    used = [("residence_verified", 2, 15), ("notice_received", 2, 16), ("management_decided", 3, 9)]
    made = []
    for ground, events in (("own_request", rehab), ("positive_test", used)):
        for length in range(len(events) + 1):
            row = opened(by, at(2), ground=ground, told=WHO | {"name": f"Ví Dụ {ground} {length}"})
            for event, day, hour in events[:length]:
                step(by, row, event, at(day, hour=hour))
            made.append(row)
    return made


def copy(patterns: list[Any], bodies: list[int], number: int) -> None:
    """Copies of the patterns, each begun at another hour of five months, with the clocks that the law makes of it."""
    from chungtay.cases.models import CaseFile, RunningClock
    from chungtay.people.models import Keeping, Person
    from tests.cast import NOW

    chance, made = random.Random(SEED), 0
    clocks = {row.pk: list(row.clocks.all()) for row in patterns}
    while made < number:
        some = range(made, min(made + AT_ONCE, number))
        people = Person.objects.bulk_create(
            Person(
                ground="own_request", ground_on=NOW.date(), ground_paper="Đơn (ví dụ)", made_at=NOW, changed_at=NOW,
                name=f"Nguyễn Văn Ví Dụ {n}", born="1990-05-17", birth_year=1990,
            )
            for n in some
        )  # fmt: skip
        picked = [chance.choice(patterns) for _ in some]
        files = CaseFile.objects.bulk_create(
            CaseFile(
                code=f"HS26-{bodies[n % 130]:04d}-{n:06d}", person=person, keeper_id=bodies[n % 130],
                ground=like.ground, ground_on=like.ground_on, ground_paper=like.ground_paper,
                ground_article=like.ground_article, opened_at=like.opened_at, opened_by_id=like.opened_by_id,
                state=like.state, since=like.since, regime=like.regime, waits=like.waits or "A0",
            )
            for n, person, like in zip(some, people, picked, strict=True)
        )  # fmt: skip
        Keeping.objects.bulk_create(
            Keeping(person=p, agency_id=f.keeper_id, because=f"file:{f.code}", since=NOW)
            for p, f in zip(people, files, strict=True)
        )
        running: list[Any] = []
        for file, like in zip(files, picked, strict=True):
            moved = timedelta(minutes=chance.randrange(150 * 1440))
            running += (clock_like(one, file, moved) for one in clocks[like.pk])
        RunningClock.objects.bulk_create(running)
        set_next(files, running)
        made += len(some)


def clock_like(one: Any, file: Any, moved: timedelta) -> Any:
    from chungtay.cases.models import RunningClock
    from chungtay.cases.rules import all_clocks
    from chungtay.law.rules import due

    start = one.start + moved
    found = due(one.clock, start, clocks=all_clocks())
    return RunningClock(
        file=file, agency_id=file.keeper_id, clock=one.clock, start=found.start, fact_on=found.start.date(),
        opens=found.opens, due=found.due, is_right=one.is_right,
    )  # fmt: skip


def set_next(files: list[Any], running: list[Any]) -> None:
    from chungtay.cases.models import CaseFile

    first: dict[int, Any] = {}
    for clock in sorted(running, key=lambda one: one.due, reverse=True):
        if not clock.is_right:
            first[clock.file_id] = clock
    for file in files:
        clock = first.get(file.pk)
        if clock is not None:
            file.next_due, file.next_clock, file.waits = clock.due, clock.clock, ""
    CaseFile.objects.bulk_update(files, ["next_due", "next_clock", "waits"], batch_size=1000)


def measure(scale: Scale) -> dict[str, object]:
    """Rehearse a shorter limit with one more holiday over every stored clock, then put it in force."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    fill(FILES[scale])
    filled = time.perf_counter() - began
    from bench.bench_recompute_clocks import one_more_holiday, shorter_decision
    from chungtay.amendments.services import SETTINGS, rehearse_change
    from chungtay.cases.models import RunningClock
    from chungtay.cases.rules import all_clocks
    from chungtay.cases.services import put_in_force
    from tests.cast import NOW

    office = office_of(SETTINGS)
    began = time.perf_counter()
    moved = rehearse_change(
        by=office, calendar=one_more_holiday(), clocks={**all_clocks(), **shorter_decision()}
    )
    rehearsed = time.perf_counter() - began
    began = time.perf_counter()
    put_in_force(by=office, now=NOW, moved=moved)
    return {
        "files": FILES[scale],
        "clocks": RunningClock.objects.count(),
        "moved": len(moved),
        "why": {str(why): sum(one.why == why for one in moved) for why in {one.why for one in moved}},
        "rehearse_s": round(rehearsed, 2),
        "put_in_force_s": round(time.perf_counter() - began, 2),
        "fill_s": round(filled, 1),
    }


def office_of(power: str) -> Any:
    from chungtay.base.actor import Actor
    from chungtay.places.models import Place

    place = Place.objects.get(code="X1").pk
    return Actor(
        account=0, name="bench", post=0, post_name="bench", agency=0, agency_name="", powers=frozenset({power}),
        place=place,
    )  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure("small" if sys.argv[1] == "small" else "full")))
