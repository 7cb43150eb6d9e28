"""How long the page of pictures takes over the figures of the whole country: 70 million values, 34 provinces on a map.

A process of its own, the real communes, generated figures (as ``bench_rollup`` has them), the page whole: sight,
questions, pictures, their words and tables, HTML. Value: the p95 of the page as a person of the centre meets it while
the country reports: before every ask somebody saves a figure that stands in one of its pictures, and the person
themselves does something, so the page is drawn anew and shows that figure. Beside it stand: the page while nobody
enters what it shows, with every answer forgotten (as after a start of the server: all its scans), kept for its minute,
and opened by the 34 provinces for the first time, one after the other. Baseline: the bare scans of the columns that
its questions read, by DuckDB.
"""

import json
import os
import statistics
import sys
from typing import Any

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

    from chungtay.indicators.queries.copy import engine

    call_command("migrate", verbosity=0)
    call_command("load_places", verbosity=0, stdout=sys.stderr)
    country = Country()
    size = SIZES[SCALES[scale][-1]]
    country.fill(size)
    rounds = range(1, ROUNDS[scale] + 1)
    with time_machine.travel(NOW):
        page = Page(country)
        first = timed(page.look)
        while_reporting = [page.after(number) for number in rounds]
        quiet = [page.after() for _ in rounds]
        forgotten = []
        for _ in rounds:
            engine().forget_answers()
            forgotten.append(page.after())
        kept = [timed(page.look) for _ in rounds]
        bare = statistics.median(timed(page.scan) for _ in range(5))
        provinces = [timed(one.look) for one in page.provinces()]
    return {
        "p95": p95(sorted(while_reporting)), "median": round(statistics.median(while_reporting), 4),
        "first": round(first, 3), "nobody_enters_p95": p95(sorted(quiet)),
        "answers_forgotten_p95": p95(sorted(forgotten)), "kept_p95": p95(sorted(kept)),
        "provinces_first_p95": p95(sorted(provinces)), "bare": round(bare, 4),
        "pictures": page.pictures, "kib": page.size // 1024, "values": size.values,
        "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


class Page:
    """The pictures as one person opens them."""

    def __init__(self, country: Country, actor: Any = None) -> None:
        from django.test import Client

        from chungtay.agencies.models import Account

        self.country, self.actor = country, actor or country.centre
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(Account.objects.get(pk=self.actor.account))
        self.pictures = self.size = 0

    def after(self, saved: int | None = None) -> float:
        """Seconds of the page right after the person did something and, with ``saved``, somebody wrote that number."""
        from django.db import transaction

        from chungtay.journal import services as journal

        if saved is not None:
            self.country.save(saved)
        with transaction.atomic():
            journal.record(by=self.actor, now=NOW, verb="auth.signed_in", subject="bench:1", title="")
        return timed(self.look)

    def look(self) -> None:
        answer = self.client.get("/toan-canh/", {"view": "pictures"})
        page = answer.content.decode()
        self.pictures, self.size = page.count('<figure class="picture">'), len(answer.content)
        if answer.status_code != 200 or (self.actor is self.country.centre and not self.pictures):
            raise RuntimeError(f"{answer.status_code}, {self.pictures} pictures")

    def scan(self) -> None:
        """The same columns of the same cells and periods, and one sum."""
        from chungtay.indicators.queries import Asked
        from chungtay.indicators.queries.copy import root
        from chungtay.overview.queries.dashboards import closed_months
        from chungtay.overview.rules import Shown, wishes_of
        from chungtay.places.rules import Kind

        months = closed_months(TODAY)
        for wish in wishes_of(self.actor.powers):
            whole = wish.shown is Shown.SERIES
            asked = Asked(wish.measure, months if whole else months[-1:], None if whole else Kind.PROVINCE)
            bare_scan(root(), self.country.scope_of(asked))()

    def provinces(self) -> list["Page"]:
        """The same page for the standing office of each province."""
        from chungtay.agencies.rules import AgencyLevel
        from chungtay.places import queries as places
        from tests import cast

        return [
            Page(
                self.country,
                cast.seat(
                    f"Công an tỉnh {number}", f"tinh{number}", "standing_office", place=one.pk,
                    level=AgencyLevel.PROVINCE,
                ),
            )
            for number, one in enumerate(places.provinces(TODAY))
        ]  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))  # type: ignore[arg-type]
