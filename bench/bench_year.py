"""A year of a province, day by day under a clock of its own: is every reminder right, and how long does it take?

45 departments and 130 communes with some 220 people, who want to hear at different hours. About 40,000 events: work
handed out to one or to all communes, refusals that pass the work on, dates moved, all through the services of plans and
assignments; progress and completions (most in time, some late, some never), of which one in twenty goes through its
service and the others are written as it leaves them, since reminding is what is measured. The worker looks at some
hours of every day, at night too; it is down for hours and for days, and once it dies in the middle. On SQLite and on
PostgreSQL.

What was told is then held against chungtay/reminders/tests/oracle.py, which works out from the log of the events, day
by day and by code of its own, who should have been told what: nothing missing, nothing else, nothing twice, nothing in
anybody's quiet hours or on their days off. The value is the longer of the two years. The baseline is the same year if
each person's open work were asked for and looked through every day, measured on one day of it.
"""

import json
import os
import sys
import tomllib
from collections import defaultdict
from datetime import date, datetime
from datetime import time as clock
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from bench.result import Result, Scale
from bench.store import measured_apart, measured_on_postgresql
from bench.year import LAST, VIETNAM, Size, Year
from bench.year_log import DAY
from chungtay.reminders.tests.oracle import Oracle, Somebody

GOAL_SECONDS = 300.0
SIZES = {"small": Size(0, 2, 40, 1), "full": Size(5, 60, 600, 8)}
PACKAGE = Path(__file__).parents[1] / "chungtay"
END = datetime.combine(LAST + DAY, clock.min)


def run(scale: Scale) -> Result:
    stores = {
        "sqlite": measured_apart("bench.bench_year", scale),
        "postgresql": measured_on_postgresql("bench.bench_year", scale),
    }
    slowest = max(stores.values(), key=lambda said: float(said["year_s"]))
    return Result(
        bench="year",
        value=slowest["year_s"],
        unit="s",
        goal=GOAL_SECONDS,
        baseline=slowest["scanning_year_s"],
        holds=slowest["year_s"] <= GOAL_SECONDS and all(said["right"] for said in stores.values()),
        detail={**stores, "baseline_is": "the same year, each person's open work looked through every day"},
    )


def measure(scale: Scale) -> dict[str, object]:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    # Making a password takes long on purpose, and nobody signs in here.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    year = Year(SIZES[scale])
    only_what_the_log_knows(year)
    connection.cursor().execute("ANALYZE")
    scanned: list[float] = []
    started = perf_counter()
    year.live(lambda day: scanned.append(scan(day)))
    seconds = perf_counter() - started - sum(scanned)
    started = perf_counter()
    verdict = check(year)
    return {
        "year_s": round(seconds, 1),
        "scanning_year_s": round(seconds - year.spent["reminders"] + 365 * scanned[0], 1),
        "reminders_s": round(year.spent["reminders"], 1),
        "check_s": round(perf_counter() - started, 1),
        **verdict,
        "events": sum(year.counts.values()) - year.counts["died"],
        "of_which": dict(year.counts),
        "load": round(os.getloadavg()[0], 1),  # of the machine: other work on it lengthens the year
    }


def only_what_the_log_knows(year: Year) -> None:
    """Of what the rooms say is due, the plans' own; and refusals to answer, as the log has them. Other rooms' sources
    have tests of their own.
    """
    from chungtay.notices import dues
    from chungtay.notices.services import register_due_source
    from chungtay.reminders.queries.plans import plans_due

    dues.SOURCES.clear()
    register_due_source("plans", plans_due)
    register_due_source("refusals", year.refusals_due)


def scan(day: date) -> float:
    """How long it takes to ask for each person's open work, and to look through it, on one day."""
    from chungtay.plans.models import Share
    from chungtay.province.queries import calendar_of
    from chungtay.reminders.models import DigestLine
    from chungtay.reminders.queries.people import list_bodies, list_readers
    from chungtay.reminders.rules import Tie, distance, policy

    started = perf_counter()
    tree = list_bodies(on=day)
    for reader in list_readers(on=day):
        calendar = calendar_of(reader.place)
        told = DigestLine.objects.filter(account=reader.account)
        furthest = {(line.key, line.due_on): line.step for line in told}
        shares = Share.objects.filter(agency__in=tree.concerning(reader.seats), released_at__isnull=True)
        for share in shares.exclude(state="done").select_related("task__plan", "agency"):
            if share.due_on is not None:
                step = policy()["do"][Tie.OWN].reached(distance(share.due_on, day, calendar))  # type: ignore[index]
                furthest.get((f"plans.share:{share.pk}", share.due_on), step)
    return perf_counter() - started


def check(year: Year) -> dict[str, object]:
    """What was told against what the oracle says should have been."""
    from chungtay.reminders.models import Digest, DigestLine

    people = somebodies(year)
    parents = dict.fromkeys([*year.province.actors, year.province.office.agency], year.province.committee)
    oracle = Oracle(days_off=days_off(), last=LAST, parents=parents)
    expected = oracle.expected(people.values(), year.all_things(END), year.looks)
    rows = DigestLine.objects.values_list("account", "digest__on", "key", "due_on", "step")
    told = [tuple(row) for row in rows]
    digests = list(Digest.objects.order_by("account", "made_at").values_list("account", "on", "made_at"))
    wrong = {
        "missing": len(expected - set(told)),
        "uncalled_for": len(set(told) - expected),
        "twice": len(told) - len(set(told)) + sum(a[:2] == b[:2] for a, b in pairwise(digests)),
        "in_quiet_hours": sum(
            is_quiet(people[who], made.astimezone(VIETNAM).time()) for who, _, made in digests
        ),
        "on_days_off": sum(people[who].working_days_only and on in oracle.off for who, on, _ in digests),
    }
    right = bool(told) and not any(wrong.values())
    return {
        "right": right,
        "wrong": wrong,
        "reminders": len(told),
        "digests": len(digests),
        "people": len(people),
    }


def is_quiet(somebody: Somebody, at: clock) -> bool:
    start, end = ((hour.hour * 60 + hour.minute) for hour in somebody.quiet)
    return (at.hour * 60 + at.minute - start) % 1440 < (end - start) % 1440


def days_off() -> set[date]:
    """Weekends and the country's days off, read from the data of the law, without the days worked in exchange."""
    off = {date(2024, 1, 1) + n * DAY for n in range(2000)}
    off = {day for day in off if day.weekday() >= 5}
    decided: set[int] = set()
    for name in ("holidays", "holidays_expected"):
        rows = tomllib.loads((PACKAGE / "law" / "data" / f"{name}.toml").read_text(encoding="utf-8"))["day"]
        rows = [row for row in rows if row["from"].year not in decided]
        decided |= {row["from"].year for row in rows}
        for row in rows:
            off |= {row["from"] + n * DAY for n in range((row["to"] - row["from"]).days + 1)}
        off -= {row["works"] for row in rows if "works" in row}
    return off


def somebodies(year: Year) -> dict[int, Somebody]:
    """Everybody with a post all year long, by what roles.toml says of their role and by the hours they chose."""
    from django.contrib.auth import get_user_model

    from chungtay.notices.models import Preference

    roles = tomllib.loads((PACKAGE / "agencies" / "roles.toml").read_text(encoding="utf-8"))
    house = tomllib.loads((PACKAGE / "notices" / "policy.toml").read_text(encoding="utf-8"))["wishes"]
    usual = [clock.fromisoformat(house[name]) for name in ("hour", "quiet_from", "quiet_to")]
    hours = {row.account_id: row for row in Preference.objects.all()}
    held: dict[int, list[tuple[int, str]]] = defaultdict(list)
    active = get_user_model().objects.filter(is_active=True, holdings__held_to__isnull=True)
    for account, body, role in active.values_list("pk", "holdings__post__agency", "holdings__post__role"):
        held[account].append((body, role))
    headed = {body for seats in held.values() for body, role in seats if role == "leader"}

    def bodies(seats: list[tuple[int, str]], power: str) -> frozenset[int]:
        return frozenset(body for body, role in seats if power in roles[role]["powers"])

    def somebody(account: int, seats: list[tuple[int, str]]) -> Somebody:
        works, own = bodies(seats, "work.report"), hours.get(account)
        heads = frozenset(body for body, role in seats if role == "leader") | (works - headed)
        hour, start, end = (own.hour, own.quiet_from, own.quiet_to) if own else usual
        working = own.working_days_only if own else house["working_days_only"]
        return Somebody(account, works, heads, bodies(seats, "plans.manage"), hour, (start, end), working)

    return {account: somebody(account, seats) for account, seats in held.items()}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))  # type: ignore[arg-type]
