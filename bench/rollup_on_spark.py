"""The room's SQL on a real Spark cluster of one master and two workers, beside DuckDB: the same numbers, and how long.

    pip install 'pyspark==4.2.*'          in an environment of its own; it needs Java 17
    python -m bench.rollup_on_spark FOLDER_OF_THAT_PYSPARK

7.3 million generated values of an invented country whose communes were merged and divided. Prints one line of JSON.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import duckdb

from bench.generated_figures import LAST_YEAR, lay_down
from bench.store import timed
from chungtay.catalogue.rules import Aggregation
from chungtay.indicators.rules import Territory
from chungtay.indicators.store.cluster import answer_on
from chungtay.indicators.store.columns import COLUMNS
from chungtay.indicators.store.engine import put
from chungtay.indicators.store.manifest import load
from chungtay.indicators.store.question import Counted, Question, Wanted, frame_tables
from chungtay.indicators.tests.lands import AFTER, BEFORE, country
from chungtay.places.rules import Kind
from tools.postgres import free_port

PROVINCES, PIECES, CELLS, ROUNDS = 34, 10, 300, 3
WAITED = 60.0  # seconds for the cluster to come up
WAYS = (Aggregation.SUM, Aggregation.LAST, Aggregation.MAXIMUM)


def main(pyspark: Path) -> None:
    land = country(
        range(PROVINCES),
        [number % PROVINCES for number in range(1000)],
        list(range(PROVINCES)),
        [(n, (n // PROVINCES + more) % PIECES) for n in range(1000) for more in range(1 + n % 3)],
    )
    places = [unit.pk for unit in land.units.values() if unit.kind == Kind.COMMUNE and unit.days.end is None]
    with tempfile.TemporaryDirectory() as folder, cluster(pyspark, Path(folder) / "work") as spark:
        root = Path(folder) / "copy"
        homes = {pk: land.home_of(pk) for pk in places}
        lay_down(root, homes, dict.fromkeys(range(1, CELLS + 1), 1), change=1, mark="")
        files = [root / part.path for part in load(root).parts if part.year == LAST_YEAR]
        print(json.dumps(compare(spark, files, land)))


def compare(spark: Any, files: list[Path], land: Territory) -> dict[str, object]:
    """Every way of adding up at two levels in both geographies; seconds are medians over all."""
    here: list[float] = []
    there: list[float] = []
    same = 0
    for way in WAYS:
        for level, day in ((Kind.PROVINCE, AFTER), (Kind.COMMUNE, AFTER), (Kind.COMMUNE, BEFORE)):
            asked = question(way)
            frame = land.frame(level, day, in_parts=way is Aggregation.LAST)
            expected = on_duckdb(files, asked, frame)
            found = sorted(tuple(row) for row in answer_on(spark, files, asked, frame))
            if found != expected:
                raise SystemExit(f"{way} by {level} on {day}: Spark and DuckDB differ")
            same += len(found)
            here += [timed(lambda q=asked, f=frame: on_duckdb(files, q, f)) for _ in range(ROUNDS)]  # type: ignore[misc]
            there += [timed(lambda q=asked, f=frame: answer_on(spark, files, q, f)) for _ in range(ROUNDS)]  # type: ignore[misc]
    return {
        "spark": spark.version, "workers": 2, "rows_compared": same, "spark_s": round(statistics.median(there), 2),
        "duckdb_s": round(statistics.median(here), 3), "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


def question(way: Aggregation) -> Question:
    """Ten cells over the twelve months of the last year."""
    months = [LAST_YEAR * 100 + month for month in range(1, 13)]
    return Question(
        tuple(Wanted(cell, 0, 0, way, 1000) for cell in range(1, 11)),
        tuple(Counted(month, 1, 0, 0, months[-1]) for month in months),
        1,
    )


def on_duckdb(files: list[Path], asked: Question, frame: Any) -> list[tuple[Any, ...]]:
    with duckdb.connect(config={"threads": 2, "memory_limit": "1GB"}) as connection:
        named = ", ".join(f"'{path}'" for path in files)
        connection.execute(f"CREATE VIEW facts AS SELECT {', '.join(COLUMNS)} FROM read_parquet([{named}])")  # noqa: S608
        for name, (columns, rows) in {**asked.tables(), **frame_tables(frame)}.items():
            put(connection, name, columns, rows)
        return sorted(connection.execute(asked.statement()).fetchall())


@contextmanager
def cluster(pyspark: Path, work: Path) -> Iterator[Any]:
    """A session on a master and two workers of one core each, all on this machine, gone afterwards."""
    from pyspark.sql import SparkSession

    work.mkdir()
    master, connect = free_port(), free_port()
    address = f"spark://127.0.0.1:{master}"
    deploy = "org.apache.spark.deploy"
    worker = [f"{deploy}.worker.Worker", "--cores", "1", "--memory", "1g", "--work-dir", str(work), address]
    commands = [
        [f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", str(master), "--webui-port", "0"],
        [*worker, "--webui-port", "0"],
        [*worker, "--webui-port", "0"],
        [
            f"{deploy}.SparkSubmit", "--master", address, "--conf", f"spark.connect.grpc.binding.port={connect}",
            "--conf", "spark.ui.enabled=false", "--conf", "spark.sql.shuffle.partitions=4",
            "--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "spark-internal",
        ],
    ]  # fmt: skip
    known = {**os.environ, "SPARK_HOME": str(pyspark), "SPARK_LOCAL_IP": "127.0.0.1"}
    with ExitStack() as stack:
        for number, command in enumerate(commands):
            log = stack.enter_context((work / f"{number}.log").open("w"))
            started = subprocess.Popen(
                [str(pyspark / "bin" / "spark-class"), *command], stdout=log, stderr=log, env=known, cwd=work
            )
            stack.callback(started.wait, 30)
            stack.callback(started.terminate)
        session = opened(SparkSession, f"sc://127.0.0.1:{connect}")
        yield session
        session.stop()


def opened(sessions: Any, address: str) -> Any:
    """A session as soon as the cluster answers."""
    until = time.monotonic() + WAITED
    while True:
        try:
            session = sessions.builder.remote(address).create()
            session.sql("SELECT 1").collect()
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(2)
        else:
            return session


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
