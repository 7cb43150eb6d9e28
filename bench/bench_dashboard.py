"""How long the page of pictures takes over the figures of the whole country: 70 million values, 34 provinces on a map.

A process of its own, the real communes, generated figures (as ``bench_rollup`` has them). Value: the p95 of the page as
a person of the centre asks for it, whole: sight, questions, pictures, their words and tables, HTML. Every ask follows
something the person did, so nothing of the page itself is kept from the ask before. Baseline: the bare scans of the
columns that its questions read, by DuckDB.
"""

import json
import os
import statistics
import sys

import time_machine

from bench.bench_rollup import NOW, SCALES, TODAY, Country, bare_scan
from bench.generated_figures import SIZES
from bench.result import Result, Scale
from bench.store import measured_apart, p95, timed

GOAL_SECONDS = 0.15
ROUNDS = {"small": 5, "full": 40}


def run(scale: Scale) -> Result:
    measured = measured_apart("bench.bench_dashboard", scale)
    value = measured.pop("p95")
    return Result(
        bench="dashboard", value=value, unit="s", goal=GOAL_SECONDS, baseline=measured.pop("bare"),
        holds=value <= GOAL_SECONDS,
        detail={**measured, "baseline_is": "the bare scans of the columns that its questions read, by DuckDB"},
    )  # fmt: skip


def measure(scale: Scale) -> dict[str, object]:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_places", verbosity=0, stdout=sys.stderr)
    country = Country()
    size = SIZES[SCALES[scale][-1]]
    country.fill(size)
    with time_machine.travel(NOW):
        page = Page(country)
        first = page.ask()
        times = sorted(page.ask() for _ in range(ROUNDS[scale]))
        kept = sorted(timed(page.look_again) for _ in range(ROUNDS[scale]))
        bare = statistics.median(timed(page.scan) for _ in range(5))
    return {
        "p95": p95(times), "median": round(statistics.median(times), 4), "first": round(first, 3),
        "bare": round(bare, 4),
        "kept_p95": p95(kept), "pictures": page.pictures, "kib": page.size // 1024, "values": size.values,
        "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


class Page:
    """The pictures as a person of the centre opens them."""

    def __init__(self, country: Country) -> None:
        from django.test import Client

        from chungtay.agencies.models import Account

        self.country, self.client = country, Client(SERVER_NAME="localhost")
        self.client.force_login(Account.objects.get(pk=country.centre.account))
        self.pictures = self.size = 0

    def ask(self) -> float:
        """Seconds right after the person did something: nothing that was drawn before serves."""
        from django.db import transaction

        from chungtay.journal import services as journal

        with transaction.atomic():
            journal.record(
                by=self.country.centre, now=NOW, verb="auth.signed_in", subject="bench:1", title=""
            )
        return timed(self.look_again)

    def look_again(self) -> None:
        answer = self.client.get("/toan-canh/", {"view": "pictures"})
        page = answer.content.decode()
        self.pictures, self.size = page.count('<figure class="picture">'), len(answer.content)
        if answer.status_code != 200 or not self.pictures:
            raise RuntimeError(f"{answer.status_code}, {self.pictures} pictures")

    def scan(self) -> None:
        """The same columns of the same cells and periods, and one sum."""
        from chungtay.indicators.queries import Asked
        from chungtay.indicators.queries.copy import root
        from chungtay.overview.queries.dashboards import closed_months
        from chungtay.overview.rules import Shown, wishes_of
        from chungtay.places.rules import Kind

        months = closed_months(TODAY)
        for wish in wishes_of(self.country.centre.powers):
            whole = wish.shown is Shown.SERIES
            asked = Asked(wish.measure, months if whole else months[-1:], None if whole else Kind.PROVINCE)
            bare_scan(root(), self.country.scope_of(asked))()


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))  # type: ignore[arg-type]
