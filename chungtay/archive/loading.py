"""The way in: rows as they lie in a package into the tables of an empty system, on either database."""

# ruff: noqa: S608, SLF001 - names of tables and columns come from our own models
import base64
from collections.abc import Callable, Iterator
from typing import Any

from django.db import DatabaseError, connection, models

from chungtay.archive.reading import Opened
from chungtay.archive.tables import Column, Part, count_on, kind_of
from chungtay.archive.writing import Say
from chungtay.base.problems import Problem, Refused

Row = list[str | None]
_ROWS, _LETTERS = 2_000, 4_000_000  # a batch is full with either


def load(package: Opened, part: Part, *, say: Say) -> int:
    """Every row of the part; returns how many. Raises Refused where the database takes one for wrong."""
    put = _put_on_postgresql if connection.vendor == "postgresql" else _put_on_sqlite
    lying = package.columns_of(part.path)
    known = {str(column.column): column for column in part.columns}
    columns = [known[name] for name in lying]
    done = 0
    for batch in _batches(package.rows_of(part.path)):
        try:
            (_add_to if part.adds else put)(part, columns, batch)
        except (DatabaseError, ValueError) as problem:
            raise Refused(_wrong(part, done, len(batch))) from problem
        done += len(batch)
    if done != package.manifest.tables[part.table].rows:
        raise Refused(_wrong(part, done, 0))
    count_on(part, package.manifest.tables[part.table].following)
    if done:
        say(f"{part.table}: {done:,} dòng".replace(",", "."))
    return done


def _wrong(part: Part, done: int, more: int) -> Problem:
    sentence = "Bảng “{table}” có dòng mà cơ sở dữ liệu không nhận, từ dòng {first} đến {last}. Chưa có gì được nhập."
    return Problem("row", sentence, values={"table": part.table, "first": done + 1, "last": done + more})


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    letters = 0
    for row in rows:
        batch.append(row)
        letters += sum(len(cell) for cell in row if cell is not None)
        if len(batch) >= _ROWS or letters >= _LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


def _put_on_postgresql(part: Part, columns: list[Column], batch: list[Row]) -> None:
    """One statement a batch: COPY would not pass the second lock of the people wing."""
    filled = _filled(part, columns)
    names = ", ".join([f'"{c.column}"' for c in columns] + [f'"{c.column}"' for c, _value in filled])
    taken = ", ".join([_cast(c, f"c{at}") for at, c in enumerate(columns)] + ["%s"] * len(filled))
    lists = ", ".join(["%s::text[]"] * len(columns))
    given = ", ".join(f"c{at}" for at in range(len(columns)))
    values = [c.get_db_prep_save(value, connection) for c, value in filled]
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{part.table}" ({names}) SELECT {taken} FROM unnest({lists}) AS given({given})',
            [*values, *map(list, zip(*batch, strict=True))],
        )


def _cast(column: Column, name: str) -> str:
    """The cell as the column's type. Texts are not cast: that would shorten what is too long, unseen."""
    kind = kind_of(column)
    if kind.format == "binary":
        return f"decode({name}, 'base64')"
    if kind.type == "string" and kind.format == "default":
        return name
    return (
        f"{name}::{column.rel_db_type(connection) if kind.type == 'integer' else column.db_type(connection)}"
    )


def _put_on_sqlite(part: Part, columns: list[Column], batch: list[Row]) -> None:
    filled = _filled(part, columns)
    readers = [_reader(column) for column in columns]
    rest = [column.get_db_prep_save(value, connection) for column, value in filled]
    names = ", ".join(f'"{column.column}"' for column in [*columns, *(c for c, _value in filled)])
    places = ", ".join(["%s"] * (len(columns) + len(filled)))
    with connection.cursor() as cursor:
        cursor.executemany(
            f'INSERT INTO "{part.table}" ({names}) VALUES ({places})',
            [
                [
                    *(None if cell is None else read(cell) for cell, read in zip(row, readers, strict=True)),
                    *rest,
                ]
                for row in batch
            ],
        )


def _reader(column: Column) -> Callable[[str], Any]:
    """A cell as SQLite keeps it: what Django would have written there."""
    kind = kind_of(column)
    if kind.format == "binary":
        return base64.b64decode
    if kind.format == "uuid":
        return lambda cell: cell.replace("-", "")
    if kind.type == "datetime":
        return lambda cell: cell.removesuffix("Z").replace("T", " ")
    if kind.type == "boolean":
        return lambda cell: cell == "true"
    if kind.type == "integer":
        return int
    return float if isinstance(column, models.FloatField) else str


def _filled(part: Part, columns: list[Column]) -> list[tuple[Column, Any]]:
    """Columns of which the package says nothing: those that stay behind, and those that came with a later schema."""
    kept = {column.column for column, _value in part.filled}
    told = {column.column for column in columns} | kept
    later = [column for column in part.model._meta.local_concrete_fields if column.column not in told]
    return [*part.filled, *((column, column.get_default()) for column in later if column.column)]


def _add_to(part: Part, columns: list[Column], batch: list[Row]) -> None:
    """Into rows that are there already: what stayed behind of them."""
    for row in batch:
        told = dict(zip((column.attname for column in columns), row, strict=True))
        key = told.pop(str(part.model._meta.pk.attname))
        part.model._base_manager.filter(pk=key).update(**told)
