"""How long the six-month report of a province of 130 communes takes, from nothing to its paper, on PostgreSQL.

Twelve months of the two monthly forms of every commune are entered through the services. The value is the median of
drafting the report, every sentence and table from live figures with each number's source, and setting its .docx. The
baseline is what a clerk's query would do for the figures alone: one bare sum for each measure. Beside it, in a process
of its own, the same report of a body of the centre over the 3,321 communes (``national_report``).
"""

import json
import os
import statistics
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bench.commune_figures import CommuneFigures
from bench.result import Result, Scale
from bench.store import measured_apart, measured_on_postgresql, open_body, plant_province, timed

COMMUNES = {"small": 12, "full": 130}
ROUNDS = 5
GOAL_SECONDS = 3.0
MONTHS = [f"{year}-M{month:02}" for year in (2025, 2026) for month in range(1, 7)]
FORMS = ("XA.THANG", "XA.PHONGNGUA")
BARE = """
    SELECT sum(v.value) FROM figures_datavalue v
    JOIN figures_submission s ON s.id = v.submission_id JOIN catalogue_cell c ON c.id = v.cell_id
    JOIN catalogue_dataelement e ON e.id = c.element_id
    WHERE e.code = %s AND s.period = ANY(%s)
"""


def run(scale: Scale) -> Result:
    measured = measured_on_postgresql("bench.bench_report", scale)
    national = measured_apart("bench.national_report", scale)
    value = measured.pop("median")
    return Result(
        bench="report_province", value=value, unit="s", goal=GOAL_SECONDS, baseline=measured.pop("bare"),
        holds=value <= GOAL_SECONDS
        and national["median"] <= national["goal"]
        and measured["faults_of_layout"] + national["faults_of_layout"] == 0,
        detail={
            **measured,
            "national": national,
            "baseline_is": "one bare sum for each measure of the report, by psycopg",
        },
    )  # fmt: skip


def measure(scale: Scale) -> dict[str, Any]:
    import django

    django.setup()
    from django.db import connection

    from chungtay.letters.rules import check_layout
    from chungtay.reports import queries, services
    from chungtay.reports.papers import docx_of
    from chungtay.reports.rules import parse_outline, shipped_outline

    province = fill(scale)
    now = datetime(2026, 6, 16, 2, tzinfo=UTC)
    today = now.date()
    made = services.open_report(by=province, now=now, kind="sau_thang", year=2026)
    again = [timed(lambda: services.draft_again(by=province, now=now, report=made.pk)) for _ in range(ROUNDS)]
    papers = [timed(lambda: docx_of(made)) for _ in range(ROUNDS)]
    shown = queries.shown(province, made, on=today)
    codes = {
        code for section in parse_outline(shipped_outline("programme")).sections for code in section.codes
    }
    with connection.cursor() as cursor:
        bare = [
            timed(lambda: [cursor.execute(BARE, [code, MONTHS[6:]]).fetchone() for code in sorted(codes)])
            for _ in range(ROUNDS)
        ]
    whole = [one + other for one, other in zip(again, papers, strict=True)]
    return {
        "median": round(statistics.median(whole), 3),
        "drafting": round(statistics.median(again), 3),
        "paper": round(statistics.median(papers), 3),
        "bare": round(statistics.median(bare), 4),
        "measures": len(codes),
        "numbers": sum(len(one.passage.numbers) for one in shown),
        "sentences": sum(bool(one.passage.drafted) for one in shown),
        "communes": COMMUNES[scale],
        "forms": COMMUNES[scale] * len(MONTHS) * len(FORMS),
        "faults_of_layout": len(check_layout(docx_of(made))),
        "load": round(os.getloadavg()[0], 1),
    }


def fill(scale: Scale) -> Any:
    """A province whose communes have sent both forms for twelve months; returns who writes the report."""
    from django.core.management import call_command

    from chungtay.agencies.rules import AgencyLevel
    from chungtay.base.actor import Actor
    from chungtay.catalogue.services import load_catalogue
    from chungtay.figures import services as figures
    from tests import cast

    call_command("migrate", verbosity=0)
    load_catalogue(now=cast.NOW)
    people, _province, communes = plant_province()
    cells = {code: _cells_of(code) for code in FORMS}
    officer: Actor = people.officer
    for number, place in enumerate(communes[: COMMUNES[scale]]):
        if place == officer.place:
            by = officer
        elif place == people.officer_next_door.place:
            by = people.officer_next_door
        else:
            by = replace(
                officer, agency=open_body(f"UBND xã Mẫu {number}", AgencyLevel.COMMUNE, place), place=place
            )
            by = replace(by, agencies=frozenset())
        told = CommuneFigures(number)
        for month in MONTHS:
            year, at = int(month[:4]), int(month[6:])
            moment, values = datetime(year, at, 15, 2, tzinfo=UTC), told.month()
            for form in FORMS:
                sent = figures.open_submission(by=by, now=moment, data_set=form, period=month)
                typed = [
                    figures.Typed(pk, seen=0, value=values[code])
                    for code, pk in cells[form].items()
                    if code in values
                ]
                figures.save_cells(by=by, now=moment, submission=sent.pk, cells=typed)
    return people.province


def _cells_of(form: str) -> dict[str, int]:
    """The cells of a form by their code."""
    from chungtay.catalogue import queries as catalogue
    from tests import cast

    sections = catalogue.sections_of(catalogue.data_set(form), cast.TODAY)
    elements = [element for section in sections for element in section.elements]
    return {one.code: one.pk for element in elements for one in catalogue.cells_of_element(element)}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))  # type: ignore[arg-type]
