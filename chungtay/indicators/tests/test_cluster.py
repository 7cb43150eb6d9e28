"""The same SQL files on Spark give the same numbers; here on Sail, which speaks Spark's protocol without Java."""

import random
import sys
import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chungtay.catalogue.rules import Aggregation
from chungtay.catalogue.rules.expressions import parse, references
from chungtay.indicators.rules import Territory, as_sql
from chungtay.indicators.store.cluster import answer_on
from chungtay.indicators.store.columns import COLUMNS, Change
from chungtay.indicators.store.copying import write_part
from chungtay.indicators.store.engine import Engine
from chungtay.indicators.store.question import Counted, Question, Wanted
from chungtay.indicators.tests.lands import (
    AFTER,
    BEFORE,
    LATER,
    PERIOD,
    country,
    engine_of,
    question,
    scope,
    value,
)
from chungtay.places.rules import Kind

FORMULA = parse("100 * (A - max(B, 1)) / (B - 12) + min(A, B, 7)")


@pytest.fixture(scope="module")
def monkeypatch_module() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def spark(monkeypatch_module: pytest.MonkeyPatch) -> Iterator[Any]:
    # A worker that runs tests beside another has no file of its own, and pyspark then takes it for its own doctests.
    monkeypatch_module.setattr(sys.modules["__main__"], "__file__", __file__, raising=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pandas and gRPC, which only the tests use
        from pysail.spark import SparkConnectServer  # type: ignore[import-untyped]
        from pyspark.sql import SparkSession

        server = SparkConnectServer(port=0)
        server.start(background=True)
        session = SparkSession.builder.remote(f"sc://127.0.0.1:{server.listening_address[1]}").getOrCreate()
        yield session
        session.stop()
        server.stop()


@pytest.fixture(scope="module")
def land() -> Territory:
    pieces = [(0, 0), (1, 0), (1, 1), (2, 1), (2, 2), (2, 3), (3, 0), (4, 1), (5, 2), (5, 3)]
    return country([0, 1, 2], [0, 0, 1, 1, 2, 2], [0, 0, 1], pieces)


@pytest.fixture(scope="module")
def changes(land: Territory) -> list[Change]:
    chance = random.Random(2026)
    found: list[Change] = []
    for unit in land.units.values():
        for cell in (1, 2, 3):
            amount = None if chance.random() < 0.1 else chance.randrange(-9, 90) * 1000
            period = PERIOD if unit.days.end else LATER
            found.append(value(len(found) + 1, land, unit.pk, cell=cell, period=period, amount=amount))
    return found


def both(
    spark: Any, engine: Engine, asked: Question, land: Territory, level: Kind | None, day: date, root: Path
) -> tuple[list[Any], list[Any]]:
    frame = land.frame(level, day, in_parts=True)
    with engine.ask(scope((1, 2, 3)), asked, frame) as cursor:
        here = sorted(cursor.execute(asked.statement()).fetchall())
        path = root / "facts.parquet"
        write_part(cursor, f"SELECT {', '.join(COLUMNS)} FROM facts", path)  # noqa: S608
    return here, sorted(tuple(row) for row in answer_on(spark, [path], asked, frame))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("how", list(Aggregation))
def test_every_way_of_adding_up_is_the_same_on_spark(
    how: Aggregation, spark: Any, land: Territory, changes: list[Change], tmp_path: Path
) -> None:
    engine = engine_of(tmp_path / "none", changes)
    for level in (None, Kind.PROVINCE, Kind.COMMUNE):
        for day in (BEFORE, AFTER):
            here, there = both(spark, engine, question(how), land, level, day, tmp_path)
            assert here
            assert here == there


@pytest.mark.filterwarnings("ignore")
def test_a_formula_is_the_same_on_spark(
    spark: Any, land: Territory, changes: list[Change], tmp_path: Path
) -> None:
    slots = {one: slot for slot, one in enumerate(dict.fromkeys(references(FORMULA)))}
    asked = Question(
        tuple(Wanted(slot + 1, slot, slot, Aggregation.SUM, 1000) for slot in slots.values()),
        tuple(Counted(period, 1, 0, slot, LATER) for slot in slots.values() for period in (PERIOD, LATER)),
        len(slots),
        as_sql(FORMULA, slots),
    )
    here, there = both(
        spark, engine_of(tmp_path / "none", changes), asked, land, Kind.COMMUNE, AFTER, tmp_path
    )
    assert any(row[3] is not None for row in here)
    assert here == there
