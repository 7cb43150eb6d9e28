"""Many narrow rows at once: what bulk_create does, without asking each column of each row how it is written.

A form is dozens of rows in two tables, and a province sends its forms in one evening: half of the time of a
submission was the preparing of rows. What is the same in every row is sent once.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models import Max, QuerySet

Row = Mapping[str, Any]  # by attribute, as of a model


def write_rows(
    model: type[models.Model], rows: Sequence[Row], *, unique: Sequence[str], update: Sequence[str]
) -> None:
    """Insert the rows; where one with the same ``unique`` fields stands, ``update`` these of it."""
    if connection.vendor == "postgresql":
        _insert(model, rows, conflict=_on_conflict(model, tuple(unique), tuple(update)))
        return
    table: QuerySet[models.Model] = QuerySet(model)
    made = [model(**row) for row in rows]
    table.bulk_create(made, update_conflicts=True, update_fields=update, unique_fields=unique)


def insert_once(model: type[models.Model], row: Row) -> int | None:
    """The id of the new row; None where the like of it stands already. On PostgreSQL one question instead of four."""
    return _insert(model, [row], conflict=" ON CONFLICT DO NOTHING RETURNING id")


def columns_of(thing: models.Model) -> Row:
    return {name: getattr(thing, name) for name, _column, _kind in _columns(type(thing))}


def number_rows(model: type[models.Model], rows: Sequence[Row], *, lock: int) -> None:
    """Insert the rows, their ``number`` counted on from the greatest there is; ``lock`` is held from then on until the
    transaction ends. It is asked for in the same breath, when the rows have reached the server already.
    """
    if connection.vendor == "postgresql":
        _insert(model, rows, lock=lock)
        return
    table: QuerySet[models.Model] = QuerySet(model)  # SQLite has one writer anyway
    last = table.aggregate(last=Max("number"))["last"] or 0
    table.bulk_create(model(number=number, **row) for number, row in enumerate(rows, start=last + 1))


def _insert(
    model: type[models.Model], rows: Sequence[Row], *, conflict: str = "", lock: int | None = None
) -> int | None:
    """The id of the row, if ``conflict`` ends with asking for it; ids are the database's to give."""
    table = model._meta.db_table  # noqa: SLF001  Django's documented way to the columns of a table
    names, said, values = [], [], []
    listed, lists = [], []
    for name, column, kind in _columns(model):
        if name == "id":
            continue
        names.append(column)
        if name == "number" and lock is not None:
            said.append(f"(SELECT coalesce(max(number), 0) FROM {table}) + row_number() OVER ()")  # noqa: S608
            continue
        every = [row[name] for row in rows]
        if every.count(every[0]) == len(every):
            said.append(f"%s::{kind}")
            values.append(every[0])
        else:
            said.append(f"listed.{column}")
            listed.append((column, kind))
            lists.append(every)
    words = f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(said)}"
    if listed:
        arrays = ", ".join(f"%s::{kind}[]" for _, kind in listed)
        words += f" FROM unnest({arrays}) AS listed({', '.join(column for column, _ in listed)})"
    # Of two statements sent at once the second sees what was written until the first had its lock.
    before, held = ("", []) if lock is None else ("SELECT pg_advisory_xact_lock(%s); ", [lock])
    with connection.cursor() as cursor:
        cursor.execute(before + words + conflict, [*held, *values, *lists])
        found = cursor.fetchone() if "RETURNING" in conflict else None
        return int(found[0]) if found else None


@cache
def _columns(model: type[models.Model]) -> list[tuple[str, str, str]]:
    """Attribute, column and its type on PostgreSQL."""
    fields = model._meta.local_concrete_fields  # noqa: SLF001
    return [(field.attname, str(field.column), str(field.db_type(connection))) for field in fields]


@cache
def _on_conflict(model: type[models.Model], unique: tuple[str, ...], update: tuple[str, ...]) -> str:
    column = {field.name: str(field.column) for field in model._meta.local_concrete_fields}  # noqa: SLF001
    changed = ", ".join(f"{column[name]} = EXCLUDED.{column[name]}" for name in update)
    return f" ON CONFLICT ({', '.join(column[name] for name in unique)}) DO UPDATE SET {changed}"
