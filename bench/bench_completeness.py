"""How long completeness takes: 3,321 communes × 12 months of one form, by province, on PostgreSQL.

A private server with 34 provinces and all their committees; nine forms in ten were sent, some late. The value is the
p95 of queries.completeness, whole: who owes the form, what came, on time or late by each province's calendar. The
baseline is the same count as one bare statement, sent from psycopg.
"""

import json
import os
import random
import statistics
import subprocess
import sys
from datetime import timedelta
from tempfile import TemporaryDirectory
from typing import Any

from bench.bench_form_submit import database_of
from bench.result import Result, Scale
from bench.store import p95, timed
from tools.postgres import private_server

COMMUNES = {"small": 400, "full": 3_321}
PROVINCES = {"small": 4, "full": 34}
ROUNDS = {"small": 10, "full": 40}
GOAL_SECONDS = 0.05
FORM = "XA.THANG"
BARE = """
    SELECT above.ancestor_id, sent.period, sent.first_sent_on, count(*)
    FROM figures_submission sent
    JOIN places_placeclosure above ON above.descendant_id = sent.place_id AND above.depth = 1
    WHERE sent.data_set_id = %s AND sent.period = ANY(%s) AND sent.first_sent_on IS NOT NULL
    GROUP BY 1, 2, 3
"""


def run(scale: Scale) -> Result:
    with TemporaryDirectory() as folder, private_server() as address:
        environment = {
            **os.environ, "DATABASE_URL": database_of(address), "CHUNGTAY_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "chungtay.site.settings",
        }  # fmt: skip
        command = [sys.executable, "-m", "bench.bench_completeness", scale]
        done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, text=True)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    value = measured.pop("p95")
    return Result(
        bench="completeness", value=value, unit="s", goal=GOAL_SECONDS, baseline=measured.pop("bare"),
        holds=value <= GOAL_SECONDS,
        detail={**measured, "baseline_is": "the bare statement that counts what came, by psycopg"},
    )  # fmt: skip


def measure(scale: Scale) -> dict[str, object]:
    import django

    django.setup()
    from django.db import connection

    from chungtay.base.actor import Actor
    from chungtay.catalogue import queries as catalogue
    from chungtay.figures import queries
    from chungtay.law.rules import window
    from chungtay.places.rules import Kind

    months = [f"2026-M{month:02}" for month in range(1, 13)]
    provinces = fill(scale, months)
    viewer = Actor(
        account=0, name="", post=0, post_name="", agency=0, agency_name="", powers=frozenset({"figures.oversee"}),
        places=frozenset(provinces),
    )  # fmt: skip

    def ask() -> object:
        return queries.completeness(viewer, data_set=FORM, periods=months, level=Kind.PROVINCE)

    first = timed(ask)
    times = sorted(timed(ask) for _ in range(ROUNDS[scale]))
    form = catalogue.data_set(FORM).pk
    with connection.cursor() as cursor:
        bare = [timed(lambda: cursor.execute(BARE, [form, months]).fetchall()) for _ in range(ROUNDS[scale])]
    one, last = provinces[0], window(months[-1]).last
    bodies = [
        timed(
            lambda: queries.completeness_of_bodies(
                viewer, data_set=FORM, periods=months, within=one, today=last
            )
        )
        for _ in range(5)
    ]
    return {
        "p95": p95(times),
        "median": round(statistics.median(times), 4),
        "first": round(first, 3),
        "bare": round(statistics.median(bare), 4),
        "one_province_body_by_body": round(statistics.median(bodies), 4),
        "forms_owed": COMMUNES[scale] * len(months),
        "load": round(os.getloadavg()[0], 1),
    }


def fill(scale: Scale, months: list[str]) -> list[int]:
    """Provinces with their communes, a committee in each, and nine forms in ten; returns the provinces."""
    from django.core.management import call_command
    from django.db import connection

    from chungtay.agencies.models import Agency
    from chungtay.catalogue import queries as catalogue
    from chungtay.catalogue.services import load_catalogue
    from chungtay.figures.models import Submission
    from chungtay.law.rules import window
    from chungtay.places.models import Place, PlaceClosure
    from chungtay.places.rules import Kind
    from tests import cast

    call_command("migrate", verbosity=0)
    load_catalogue(now=cast.NOW)
    officer = cast.seat("UBND Mẫu", "xa.mau", "commune", place=None, level="commune")  # type: ignore[arg-type]
    provinces = [cast.plant(f"P{n}", Kind.PROVINCE, "tỉnh", f"Mẫu {n}") for n in range(PROVINCES[scale])]
    units = Place.objects.bulk_create(
        Place(
            code=f"X{n:05}", kind=Kind.COMMUNE, type_word="xã", name=f"Mẫu {n}", full_name=f"Xã Mẫu {n}",
            key=f"xa mau {n}", valid_from=cast.SINCE,
        )
        for n in range(COMMUNES[scale])
    )  # fmt: skip
    PlaceClosure.objects.bulk_create(
        PlaceClosure(ancestor_id=above, descendant=unit, depth=depth, valid_from=cast.SINCE)
        for n, unit in enumerate(units)
        for above, depth in ((unit.pk, 0), (provinces[n % len(provinces)], 1))
    )
    bodies = Agency.objects.bulk_create(
        Agency(
            name=f"UBND xã Mẫu {unit.pk}", kind="peoples_committee", level="commune", place=unit, valid_from=cast.SINCE
        )
        for unit in units
    )  # fmt: skip
    form, chance = catalogue.data_set(FORM), random.Random(2026)
    Submission.objects.bulk_create(
        Submission(
            data_set=form, agency=body, place_id=body.place_id or 0, period=month, given=35, sent=35,
            approved=chance.choice((35, 35, 34)), sent_at=cast.NOW, sent_by_id=officer.account, opened_at=cast.NOW,
            first_sent_on=window(month).last + timedelta(days=chance.choice((1, 1, 2, 3, 4, 9))),
        )
        for month in months
        for body in bodies
        if chance.random() < 0.9
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return provinces


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))  # type: ignore[arg-type]
