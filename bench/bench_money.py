"""How long money takes to be cut among 100,000 transactions, on SQLite.

A process of its own fills a store of its own (forty approved budgets as large as a province's, 45 departments and 130
communes, allotments and many receipts), then asks for every cut, by line, year, source, agency, place and month, as the
standing office and as an officer, whole and narrowed. The value is the p95 over all of them; the baseline is the bare
sum of all postings by sqlite3, in the same run.
"""

import json
import os
import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from bench.result import Result, Scale
from bench.store import measured_apart, open_body, p95, plant_province, timed

TRANSACTIONS = {"small": 2_000, "full": 100_000}
ROUNDS = {"small": 3, "full": 20}
BUDGETS = 40
YEARS = (2025, 2026, 2027, 2028)
LEAVES = 14  # lines that money is allotted on, as in the table of Điện Biên
ALLOTTED = 10**9
GOAL_SECONDS = 0.15
BARE = "SELECT measure, sum(amount) FROM budgets_posting GROUP BY measure"


def run(scale: Scale) -> Result:
    measured = measured_apart("bench.bench_money", scale)
    return Result(
        bench="money",
        value=measured.pop("p95"),
        unit="s",
        goal=GOAL_SECONDS,
        baseline=measured.pop("bare"),
        holds=measured.pop("worst_p95") < GOAL_SECONDS,
        detail={**measured, "baseline_is": "the bare sum of all postings by measure, by sqlite3"},
    )


def measure(scale: Scale) -> dict[str, object]:
    """Fill the store and time every cut; all times in seconds."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    people, agency, place = fill(TRANSACTIONS[scale])
    filled = time.perf_counter() - started
    times = {
        name: sorted(timed(look) for _ in range(ROUNDS[scale]))
        for name, look in cuts(people, agency, place).items()
        if look()
    }
    bare = sqlite3.connect(settings.DATABASES["default"]["NAME"])
    return {
        "p95": p95(sorted(second for cut in times.values() for second in cut)),
        "worst_p95": max(p95(cut) for cut in times.values()),
        "bare": round(statistics.median(timed(lambda: bare.execute(BARE).fetchall()) for _ in range(9)), 5),
        "movements": bare.execute("SELECT count(*) FROM budgets_movement").fetchone()[0],
        "purses": bare.execute("SELECT count(*) FROM budgets_purse").fetchone()[0],
        "cuts_p95": {name: p95(cut) for name, cut in times.items()},
        "fill_s": round(filled, 1),
        "load": round(os.getloadavg()[0], 1),  # of the machine: other work on it lengthens every cut
    }


def fill(number: int) -> tuple[dict[str, Any], int, int]:
    """Budgets approved through the services; ``number`` allotments and receipts in bulk, a posting each."""
    from chungtay.agencies.rules import AgencyLevel

    people, province, communes = plant_province()
    bodies: list[tuple[int, int | None]] = [
        (open_body(f"Sở số {n} tỉnh Mẫu", AgencyLevel.PROVINCE, province), None) for n in range(44)
    ]
    bodies += [(people.department.agency, None)]
    bodies += [
        (open_body(f"UBND xã Mẫu {n}", AgencyLevel.COMMUNE, communes[n]), communes[n]) for n in range(2, 130)
    ]
    bodies += [(people.officer.agency, communes[0]), (people.officer_next_door.agency, communes[1])]
    spend(people.province, bodies, number)
    return {"office": people.province, "officer": people.officer}, bodies[0][0], communes[5]


def spend(by: Any, bodies: list[tuple[int, int | None]], number: int) -> None:
    """Approved budgets, then a purse for every tenth movement and payments out of them."""
    chance = random.Random(2026)
    ceilings = approve(by)
    wanted = {
        (
            chance.choice(ceilings),
            chance.choice(("central", "local", "integrated", "other")),
            *chance.choice(bodies),
        )
        for _ in range(number // 10)
    }
    purses = open_purses(wanted)
    paid = [(chance.choice(purses), chance.randrange(1, 50) * 100_000) for _ in range(number - len(purses))]
    post(by, purses, paid)


def approve(by: Any) -> list[Any]:
    """The budgets, through the services; returns their ceilings."""
    from chungtay.budgets import services
    from chungtay.budgets.models import Ceiling
    from chungtay.budgets.tests.factories import DECISION, Row, table
    from tests.cast import NOW

    rows: list[Row] = [
        (str(n), f"Dòng {n}", 1, "4000000", {f"Năm {y}": "1000000" for y in YEARS})
        for n in range(1, LEAVES + 1)
    ]
    for n in range(BUDGETS):
        (budget,) = services.make_estimates(
            by=by, now=NOW, subject=f"plan:{n}", document=None, version=1, owner=by.agency, place=by.place,
            found=[table(*rows, total=str(4_000_000 * LEAVES), title=f"Bảng {n}")],
        )  # fmt: skip
        services.approve_estimate(
            by=by, now=NOW, budget=budget.pk, estimate=budget.estimates.get().pk, paper=DECISION
        )
    return list(Ceiling.objects.select_related("line"))


def open_purses(wanted: set[tuple[Any, str, int, int | None]]) -> list[Any]:
    from chungtay.budgets.models import Ceiling, Purse

    made = [
        Purse(
            ceiling=c, source=source, agency_id=agency, place_id=place, allotted=ALLOTTED,
            budget_id=c.line.budget_id, line_id=c.line_id, year=c.year,
        )
        for c, source, agency, place in wanted
    ]  # fmt: skip
    for purse in made:
        purse.ceiling.allotted += ALLOTTED
    Ceiling.objects.bulk_update({purse.ceiling for purse in made}, ["allotted"], batch_size=500)
    return Purse.objects.bulk_create(made, batch_size=2000)


def post(by: Any, purses: list[Any], paid: list[tuple[Any, int]]) -> None:
    """A movement and a posting for each purse opened and each payment, the balances as they sum up."""
    from chungtay.budgets.models import Movement, Posting, Purse
    from chungtay.budgets.rules import Measure, MovementKind
    from tests.cast import NOW

    given = [(MovementKind.ALLOT, Measure.ALLOTTED, purse, ALLOTTED) for purse in purses]
    given += [(MovementKind.DISBURSE, Measure.SPENT, purse, amount) for purse, amount in paid]
    movements = [
        Movement(
            budget_id=purse.budget_id, kind=kind, paper=f"CT {n}", at=NOW, account_id=by.account, name=by.name,
            on=date(2026, 1, 1) + timedelta(days=n % 320),
        )
        for n, (kind, _measure, purse, _amount) in enumerate(given)
    ]  # fmt: skip
    Movement.objects.bulk_create(movements, batch_size=2000)
    postings = (
        Posting(
            movement=movement, ceiling_id=purse.ceiling_id, purse=purse, measure=measure, amount=amount,
            month=movement.on.year * 100 + movement.on.month,
        )
        for movement, (_kind, measure, purse, amount) in zip(movements, given, strict=True)
    )  # fmt: skip
    Posting.objects.bulk_create(postings, batch_size=2000)
    for purse, amount in paid:
        purse.spent += amount
    Purse.objects.bulk_update(purses, ["spent"], batch_size=500)


def cuts(people: dict[str, Any], agency: int, place: int) -> dict[str, Callable[[], object]]:
    from chungtay.budgets import queries
    from chungtay.budgets.models import Budget
    from chungtay.budgets.queries import SIDES, Asked
    from tests.cast import TODAY

    budget = Budget.objects.earliest("pk").pk

    def cut(who: str, **asked: Any) -> Callable[[], object]:
        return lambda: queries.look(people[who], Asked(**asked), on=TODAY).rows

    found = {f"all by {side}": cut("office", by=side) for side in SIDES}
    found |= {f"2026 by {side}": cut("office", by=side, year=2026) for side in SIDES}
    found |= {
        "a budget by line": cut("office", by="line", budget=budget),
        "an agency by line": cut("office", by="line", agency=agency),
        "an agency by month": cut("office", by="month", agency=agency),
        "a place by source": cut("office", by="source", place=place),
        "the officer's own by month": cut("officer", by="month"),
        "the officer's own by line": cut("officer", by="line"),
    }
    return found


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))  # type: ignore[arg-type]
