"""Putting in force what a change of law moves: dates beside the steps, and what is next in their files."""

# ruff: noqa: SLF001 - _meta is how Django lets a model be asked about itself
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from chungtay.base.actor import Actor
from chungtay.cases.models import CaseFile, RunningClock
from chungtay.journal import services as journal
from chungtay.law.rules.changes import MoveReason
from chungtay.people.access import everything

_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Moved:
    """A clock of a file that ends at another moment; None where the new law has no such clock."""

    clock: int
    code: str
    agency: str
    name: str
    fact_on: Any
    before: datetime
    after: datetime | None
    opens: datetime | None
    why: MoveReason


@transaction.atomic
def put_in_force(*, by: Actor, now: datetime, moved: Iterable[Moved]) -> int:
    """Write the moved dates beside the steps; how many."""
    found = list(moved)
    with everything():
        for start in range(0, len(found), _AT_ONCE):
            _write(found[start : start + _AT_ONCE])
    if found:
        journal.record(
            by=by, now=now, verb="file.clocks_moved", subject=f"agency:{by.agency}", title="Tính lại thời hạn",
            change={"clocks": [0, len(found)]},
        )  # fmt: skip
    return len(found)


def _write(moved: list[Moved]) -> None:
    rows = RunningClock.objects.filter(pk__in=[one.clock for one in moved])
    files = set(rows.values_list("file", flat=True))
    _update(RunningClock, ["due", "opens"], [(one.after, one.opens, one.clock) for one in moved if one.after])
    rows.filter(pk__in=[one.clock for one in moved if one.after is None]).delete()
    following: dict[int, tuple[Any, ...]] = {
        file: (None, "", waits or state)
        for file, waits, state in CaseFile.objects.filter(pk__in=files).values_list("pk", "waits", "state")
    }
    duties = RunningClock.objects.filter(file__in=files, is_right=False).order_by("-due", "-pk")
    for file, due, clock, body, keeper in duties.values_list(
        "file", "due", "clock", "agency", "file__keeper"
    ):
        if body == keeper:
            following[file] = (due, clock, "")  # the last said of a file is its next
    _update(
        CaseFile, ["next_due", "next_clock", "waits"], [(*said, file) for file, said in following.items()]
    )


def _update(model: type[models.Model], columns: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """One prepared statement for all rows (values, key): Django's own asks every row about every other."""
    put = ", ".join(f"{connection.ops.quote_name(name)} = %s" for name in columns)
    fields: list[Any] = [model._meta.get_field(name) for name in (*columns, "id")]
    said = [
        [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {model._meta.db_table} SET {put} WHERE id = %s", said)  # noqa: S608  own names
