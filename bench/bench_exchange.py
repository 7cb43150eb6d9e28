"""How long the figures of the whole country take to leave in each format: 3,321 communes × 100 elements × one month.

A process of its own fills a store of its own (SQLite), then sends everything out as who oversees it all, small numbers
of people hidden, each format in turn, counting bytes and keeping none. The value is the slowest format; the baseline,
in the same run, is DuckDB copying the same values from Parquet to CSV: no rights, no names, nothing hidden.
"""

import json
import os
import random
import resource
import sys
import time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from bench.result import Result, Scale
from bench.store import measured_apart, timed

COMMUNES = {"small": 100, "full": 3_321}
ELEMENTS = {"small": 20, "full": 100}
PROVINCES = {"small": 4, "full": 34}
GOAL_SECONDS = 60.0
PERIOD = "2026-M02"
LAST = "xlsx"  # the one that is whole before it is sent, so that what the others need is seen


def run(scale: Scale) -> Result:
    measured = measured_apart("bench.bench_exchange", scale)
    slowest = max(measured["seconds"].values())
    return Result(
        bench="exchange", value=slowest, unit="s", goal=GOAL_SECONDS, baseline=measured.pop("bare"),
        holds=slowest <= GOAL_SECONDS,
        detail={**measured, "baseline_is": "DuckDB copying the same values from Parquet to CSV, nothing hidden"},
    )  # fmt: skip


def measure(scale: Scale) -> dict[str, object]:
    """Seconds to the last byte, megabytes of the file, and how far the process had grown (MiB), by format."""
    import django

    django.setup()
    from chungtay.exchange.formats import FORMATS

    viewer, rows = fill(scale)
    names = sorted(FORMATS, key=lambda name: name == LAST)
    seconds: dict[str, float] = {}
    sizes: dict[str, float] = {}
    grown: dict[str, int] = {}
    for name in names:
        started = time.perf_counter()
        size, hidden = sent(viewer, name)
        seconds[name] = round(time.perf_counter() - started, 3)
        sizes[name] = round(size / 1e6, 2)
        grown[name] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "seconds": seconds, "megabytes": sizes, "peak_mib_so_far": grown, "values": len(rows), "hidden": hidden,
        "bare": bare(rows), "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


def sent(viewer: Any, name: str) -> tuple[int, int]:
    """How many bytes left, and how many numbers did not."""
    from chungtay.exchange.formats import FORMATS
    from chungtay.exchange.queries import Chosen, send_out
    from tests.cast import NOW

    parcel = send_out(viewer, Chosen("THU.THANG", (PERIOD,), min(viewer.places)))
    return sum(map(len, FORMATS[name].write(parcel.shape, parcel.lines, NOW))), parcel.hidden


def bare(rows: list[tuple[int, int, int]]) -> float:
    with TemporaryDirectory() as folder, duckdb.connect(config={"threads": 2}) as connection:
        source, target = Path(folder) / "a.parquet", Path(folder) / "a.csv"
        columns = [list(column) for column in zip(*rows, strict=True)]
        told = "unnest(?::INT[]) AS place, unnest(?::INT[]) AS cell, unnest(?::INT[]) AS value"
        connection.execute(f"CREATE TABLE told AS SELECT {told}", columns)
        connection.execute(f"COPY told TO '{source}' (FORMAT parquet)")
        copy = f"COPY (SELECT * FROM read_parquet('{source}')) TO '{target}' (FORMAT csv)"  # noqa: S608
        return round(min(timed(lambda: connection.execute(copy)) for _ in range(3)), 4)


def fill(scale: Scale) -> tuple[Any, list[tuple[int, int, int]]]:
    """The country under one root with a report of every commune; returns who oversees it, and the values."""
    from django.core.management import call_command

    from chungtay.agencies.models import Agency
    from chungtay.base.actor import Actor
    from chungtay.catalogue.models import Cell, DataElement
    from chungtay.figures.models import DataValue, Submission
    from chungtay.figures.tests.factories import make_form
    from tests.cast import NOW, SINCE

    call_command("migrate", verbosity=0)
    root, units = plant_country(scale)
    bodies = Agency.objects.bulk_create(
        Agency(name=f"UBND {unit.full_name}", kind="peoples_committee", level="commune", place=unit, valid_from=SINCE)
        for unit in units
    )  # fmt: skip
    form = make_form(elements=ELEMENTS[scale])
    people = form.cells[: len(form.cells) // 2]
    Cell.objects.filter(pk__in=people).update(unit="người")
    DataElement.objects.filter(cells__in=people).update(unit="người")
    reports = Submission.objects.bulk_create(
        Submission(
            data_set=form.data_set, agency=body, place_id=body.place_id or 0, period=PERIOD, opened_at=NOW
        )
        for body in bodies
    )
    chance = random.Random(2026)
    rows = [(report.pk, cell, chance.randrange(60)) for report in reports for cell in form.cells]
    DataValue.objects.bulk_create(
        (
            DataValue(submission_id=report, cell_id=cell, at=NOW, state=4, value=Decimal(value))
            for report, cell, value in rows
        ),
        batch_size=5_000,
    )
    viewer = Actor(
        account=0, name="", post=0, post_name="", agency=0, agency_name="", powers=frozenset({"figures.oversee"}),
        places=frozenset({root}),
    )  # fmt: skip
    return viewer, rows


def plant_country(scale: Scale) -> tuple[int, list[Any]]:
    from chungtay.places.models import Place, PlaceClosure
    from chungtay.places.rules import Kind
    from tests.cast import SINCE, plant

    root = plant("VN", Kind.PROVINCE, "nước", "Mẫu")
    provinces = [plant(f"P{n}", Kind.PROVINCE, "tỉnh", f"Mẫu {n}", (root,)) for n in range(PROVINCES[scale])]
    units = Place.objects.bulk_create(
        Place(
            code=f"X{n:05}", kind=Kind.COMMUNE, type_word="xã", name=f"Mẫu {n}", full_name=f"Xã Mẫu {n}",
            key=f"xa mau {n}", valid_from=SINCE,
        )
        for n in range(COMMUNES[scale])
    )  # fmt: skip
    PlaceClosure.objects.bulk_create(
        PlaceClosure(ancestor_id=above, descendant=unit, depth=depth, valid_from=SINCE)
        for n, unit in enumerate(units)
        for above, depth in ((unit.pk, 0), (provinces[n % len(provinces)], 1), (root, 2))
    )
    return root, units


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))  # type: ignore[arg-type]
