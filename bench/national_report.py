"""The six-month report of a body of the centre over the whole country: 3,321 communes, 34 provinces on its map.

A process of its own on SQLite, the real communes, generated figures (as ``bench_rollup`` has them) of every cell that
the report asks for; each draft is counted as if nobody had asked before. ``bench_report`` prints what it measured.
"""

import json
import os
import statistics
import sys

import time_machine

from bench.bench_rollup import NOW, SCALES, Country
from bench.generated_figures import SIZES
from bench.result import Scale
from bench.store import timed

GOAL_SECONDS = 30.0
ROUNDS = 3


def measure(scale: Scale) -> dict[str, object]:
    import django

    django.setup()
    from django.core.management import call_command

    from chungtay.indicators.queries.copy import engine
    from chungtay.letters.rules import check_layout
    from chungtay.reports import queries, services
    from chungtay.reports.papers import docx_of
    from chungtay.reports.rules import parse_outline, shipped_outline

    call_command("migrate", verbosity=0)
    call_command("load_places", verbosity=0, stdout=sys.stderr)
    codes = parse_outline(shipped_outline("programme")).codes
    country = Country(tuple(sorted(codes)))
    size = SIZES[SCALES[scale][-1]]
    country.fill(size)
    by = country.centre
    with time_machine.travel(NOW):
        made = services.open_report(by=by, now=NOW, kind="sau_thang", year=2026)

        def draft() -> None:
            engine().forget_answers()
            services.draft_again(by=by, now=NOW, report=made.pk)

        drafting = [timed(draft) for _ in range(ROUNDS)]
        papers = [timed(lambda: docx_of(made)) for _ in range(ROUNDS)]
        passages = list(queries.list_passages(made))
    return {
        "median": round(
            statistics.median(one + other for one, other in zip(drafting, papers, strict=True)), 3
        ),
        "goal": GOAL_SECONDS,
        "drafting": round(statistics.median(drafting), 3),
        "paper": round(statistics.median(papers), 3),
        "communes": size.communes, "values": size.values, "measures": len(codes),
        "numbers": sum(len(one.numbers) for one in passages),
        "pictures": sum(bool(one.picture) for one in passages),
        "faults_of_layout": len(check_layout(docx_of(made))),
        "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))  # type: ignore[arg-type]
