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
    rows: Sequence[models.Model], *, unique: Sequence[str] = (), update: Sequence[str] = ()
) -> None:
    """Insert the rows, all of one table; where one with the same ``unique`` fields stands, ``update`` these of it."""
    if connection.vendor == "postgresql":
        model = type(rows[0])
        conflict = _on_conflict(model, unique, update) if update else ""
        _insert(model, [vars(row) for row in rows], conflict=conflict)
        return
    table: QuerySet[models.Model] = QuerySet(type(rows[0]))
    table.bulk_create(
        rows, update_conflicts=bool(update), update_fields=update or None, unique_fields=unique or None
    )


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
) -> None:
    table = model._meta.db_table  # noqa: SLF001  Django's documented way to the columns of a table
    names, said, values = [], [], []
    listed, lists = [], []
    for name, column, kind in _columns(model):
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


@cache
def _columns(model: type[models.Model]) -> list[tuple[str, str, str]]:
    """Attribute, column and its type on PostgreSQL."""
    fields = model._meta.local_concrete_fields  # noqa: SLF001
    return [(field.attname, str(field.column), str(field.db_type(connection))) for field in fields]


def _on_conflict(model: type[models.Model], unique: Sequence[str], update: Sequence[str]) -> str:
    column = {field.name: str(field.column) for field in model._meta.local_concrete_fields}  # noqa: SLF001
    changed = ", ".join(f"{column[name]} = EXCLUDED.{column[name]}" for name in update)
    return f" ON CONFLICT ({', '.join(column[name] for name in unique)}) DO UPDATE SET {changed}"
