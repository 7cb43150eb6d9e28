"""The same questions on Spark: where one machine is not enough, and to prove that the SQL is not bound to DuckDB.

Takes any Spark session, of a cluster or of pysail, that can read the files of the copy.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from chungtay.indicators.rules import Frame
from chungtay.indicators.store.question import Question, frame_tables

Tables = Mapping[str, tuple[Mapping[str, str], Sequence[Sequence[object]]]]


def answer_on(spark: Any, files: Sequence[Path], question: Question, frame: Frame) -> list[Any]:
    """The rows of the question's statement over these files of the copy."""
    spark.read.parquet(*map(str, files)).createOrReplaceTempView("facts")
    put(spark, {**question.tables(), **frame_tables(frame)})
    return list(spark.sql(question.statement()).collect())


def put(spark: Any, tables: Tables) -> None:
    for name, (columns, rows) in tables.items():
        told = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        spark.createDataFrame([list(row) for row in rows], told).createOrReplaceTempView(name)
