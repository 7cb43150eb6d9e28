"""Many narrow rows at once: what bulk_create does, without asking each column of each row how it is written.

A form is dozens of rows in two tables, and a province sends its forms in one evening: half of the time of a
submission was the preparing of rows.
"""

from collections.abc import Sequence

from django.db import connection, models
from django.db.models import QuerySet


def write_rows(
    rows: Sequence[models.Model], *, unique: Sequence[str] = (), update: Sequence[str] = ()
) -> None:
    """Insert the rows, all of one table; where one with the same ``unique`` fields stands, ``update`` these of it."""
    if not rows:
        return
    table: QuerySet[models.Model] = QuerySet(type(rows[0]))
    if connection.vendor != "postgresql":
        table.bulk_create(
            rows, update_conflicts=bool(update), update_fields=update or None, unique_fields=unique or None
        )
        return
    meta = type(rows[0])._meta  # noqa: SLF001  Django's documented way to the columns of a table
    fields = {field.name: field for field in meta.local_concrete_fields}
    columns = [[getattr(row, field.attname) for row in rows] for field in fields.values()]
    names = ", ".join(str(field.column) for field in fields.values())
    arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields.values())
    words = f"INSERT INTO {meta.db_table} ({names}) SELECT * FROM unnest({arrays})"  # noqa: S608  no input in it
    if update:
        keys = ", ".join(str(fields[name].column) for name in unique)
        changed = ", ".join(f"{fields[name].column} = EXCLUDED.{fields[name].column}" for name in update)
        words += f" ON CONFLICT ({keys}) DO UPDATE SET {changed}"
    with connection.cursor() as cursor:
        cursor.execute(words, columns)
