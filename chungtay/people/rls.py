"""The second lock on PostgreSQL: a row of a file is there only for whose body keeps it.

The policies ask two settings of the connection. ``chungtay.agencies`` are the bodies for which somebody acts;
``chungtay.scope`` is "all" for the length of an act that must reach every row, and says so in the code. Nothing set
means no row. A superuser passes by every policy, so the site must not be run as one; a system check says so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from psycopg.pq import TransactionStatus

from chungtay.base.actor import Actor

_EVERYTHING = "all"
_SCOPE: ContextVar[tuple[str, str]] = ContextVar("people_scope", default=("", ""))


@contextmanager
def acting(actor: Actor | None) -> Iterator[None]:
    """What stands in here is seen for the body of the actor, and what was opened in an emergency by its own service."""
    with _scope(str(actor.agency) if actor is not None and actor.agency else "", ""):
        yield


@contextmanager
def everything() -> Iterator[None]:
    """What stands in here reaches every row: for a service that looks for the same person, and for the worker."""
    with _scope(_SCOPE.get()[0], _EVERYTHING):
        yield


@contextmanager
def _scope(agencies: str, scope: str) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    token = _SCOPE.set((agencies, scope))
    _tell()
    try:
        yield
    finally:
        _SCOPE.reset(token)
        _tell()


def _tell() -> None:
    """Say it to the connection. In a broken transaction nothing can be said, and rolling back restores what was."""
    if connection.connection is not None and connection.connection.closed:
        return
    if connection.needs_rollback:  # Django lets nobody ask before it has rolled back
        return
    connection.ensure_connection()
    if connection.connection.info.transaction_status == TransactionStatus.INERROR:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('chungtay.agencies', %s, false), set_config('chungtay.scope', %s, false)",
            _SCOPE.get(),
        )


_SCOPED = "current_setting('chungtay.scope', true) = 'all'"
_MINE = "ANY (string_to_array(nullif(current_setting('chungtay.agencies', true), ''), ',')::bigint[])"


class protect(Operation):  # noqa: N801  reads like Django's own in a migration's list
    """Close a table row by row on PostgreSQL: only where ``column`` is a body for which somebody acts.

    ``protect("cases_case", "agency_id")`` for a table that names its body; two names, "first_id second_id", where two
    bodies have the row. ``protect("cases_step", "case_id",
    through="cases_case")`` for one that hangs on a protected table: its rows are there where the other's are. A key to
    a person hangs on ``through="people_keeping", key="person_id"``; ``where`` says which of the other's rows count.
    Said again of a table with ``where``, it takes the place of what was said before. Does nothing on SQLite.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, column: str, through: str = "", key: str = "id", where: str = "") -> None:
        self.table, self.column, self.through, self.key, self.where = table, column, through, key, where

    @property
    def condition(self) -> str:
        if not self.through:
            return " OR ".join(f"{column} = {_MINE}" for column in self.column.split())
        which = f" WHERE {self.where}" if self.where else ""
        return f"{self.column} IN (SELECT {self.key} FROM {self.through}{which})"  # noqa: S608  names from a migration

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Tables stay as they are."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:  # fmt: skip
        if schema_editor.connection.vendor != "postgresql":
            return
        allowed = f"{_SCOPED} OR {self.condition}"
        schema_editor.execute(f"ALTER TABLE {self.table} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {self.table} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"DROP POLICY IF EXISTS {self.table}_kept ON {self.table}")
        schema_editor.execute(
            f"CREATE POLICY {self.table}_kept ON {self.table} USING ({allowed}) WITH CHECK ({allowed})"
        )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:  # fmt: skip
        if schema_editor.connection.vendor != "postgresql":
            return
        if self.where:  # what was said before of the table is there again
            before = protect(self.table, self.column, self.through, self.key)
            before.database_forwards(app_label, schema_editor, from_state, to_state)
            return
        schema_editor.execute(f"DROP POLICY {self.table}_kept ON {self.table}")
        schema_editor.execute(f"ALTER TABLE {self.table} NO FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {self.table} DISABLE ROW LEVEL SECURITY")

    def describe(self) -> str:
        return f"Close {self.table} row by row"
