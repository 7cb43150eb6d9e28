"""The database itself refuses to change or remove what was written down of a value."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = [
    "CREATE TRIGGER figures_no_update BEFORE UPDATE ON figures_valuechange "
    "BEGIN SELECT RAISE(ABORT, 'changes of values are append-only'); END",
    "CREATE TRIGGER figures_no_delete BEFORE DELETE ON figures_valuechange "
    "BEGIN SELECT RAISE(ABORT, 'changes of values are append-only'); END",
]
POSTGRESQL = [
    "CREATE FUNCTION figures_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'changes of values are append-only'; END $$",
    "CREATE TRIGGER figures_append_only BEFORE UPDATE OR DELETE ON figures_valuechange "
    "FOR EACH ROW EXECUTE FUNCTION figures_refuse()",
    "CREATE TRIGGER figures_no_truncate BEFORE TRUNCATE ON figures_valuechange "
    "FOR EACH STATEMENT EXECUTE FUNCTION figures_refuse()",
]
UNDO_SQLITE = ["DROP TRIGGER IF EXISTS figures_no_update", "DROP TRIGGER IF EXISTS figures_no_delete"]
UNDO_POSTGRESQL = [
    "DROP TRIGGER IF EXISTS figures_append_only ON figures_valuechange",
    "DROP TRIGGER IF EXISTS figures_no_truncate ON figures_valuechange",
    "DROP FUNCTION IF EXISTS figures_refuse",
]


def close(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def reopen(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNDO_POSTGRESQL if editor.connection.vendor == "postgresql" else UNDO_SQLITE:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_values")]

    operations = [migrations.RunPython(close, reopen)]
