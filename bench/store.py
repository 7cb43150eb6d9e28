"""A store of its own for a bench: filled and measured in a process of its own, on SQLite or on PostgreSQL."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import psycopg

from bench.result import Scale
from tools.postgres import DATABASE, private_server


def measured_on_postgresql(module: str, scale: Scale) -> dict[str, Any]:
    """:func:`measured_apart` on a private PostgreSQL that goes with it."""
    with private_server() as address:
        with psycopg.connect(address.rpartition("/")[0] + "/postgres", autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{DATABASE}"')
        return measured_apart(module, scale, database=address)


def measured_apart(module: str, scale: Scale, *, database: str = "") -> dict[str, Any]:
    """What the module says of itself, run as a program with an empty data folder that goes with it; on SQLite, or on
    the PostgreSQL that ``database`` names.
    """
    with tempfile.TemporaryDirectory() as folder:
        known = {**os.environ, "DATABASE_URL": database}
        done = subprocess.run(
            [sys.executable, "-m", module, scale], check=True, capture_output=True, text=True,
            env={**known, "CHUNGTAY_DATA": folder, "DJANGO_SETTINGS_MODULE": "chungtay.site.settings"},
        )  # fmt: skip
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def p95(ordered: list[float]) -> float:
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 4)


def plant_province() -> tuple[Any, int, list[int]]:
    """The cast of the tests in a province of 130 communes: the people, the province, its communes."""
    from chungtay.places.rules import Kind
    from tests import cast

    province = cast.plant("X1", Kind.PROVINCE, "tỉnh", "Mẫu")
    communes = [cast.plant(f"X1{n:03}", Kind.COMMUNE, "xã", f"Mẫu {n}", (province,)) for n in range(130)]
    elsewhere = cast.plant("X2", Kind.PROVINCE, "tỉnh", "Khác")
    people = cast.bring_together(
        province=province, commune_a=communes[0], commune_b=communes[1], elsewhere=elsewhere
    )
    return people, province, communes


def open_body(name: str, level: Any, place: int) -> int:
    from chungtay.agencies import services as agencies
    from tests import cast

    made = agencies.open_agency(
        by=cast.FOUNDER, now=cast.NOW, name=name, level=level, place=place, valid_from=cast.SINCE
    )
    return int(made.pk)
