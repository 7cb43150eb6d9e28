"""The database itself refuses to change or remove what was written down of an entry; and search by parts of words."""

from django.db import DatabaseError, migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = [
    "CREATE TRIGGER registers_no_update BEFORE UPDATE ON registers_entrychange "
    "BEGIN SELECT RAISE(ABORT, 'changes of entries are append-only'); END",
    "CREATE TRIGGER registers_no_delete BEFORE DELETE ON registers_entrychange "
    "BEGIN SELECT RAISE(ABORT, 'changes of entries are append-only'); END",
]
POSTGRESQL = [
    "CREATE FUNCTION registers_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'changes of entries are append-only'; END $$",
    "CREATE TRIGGER registers_append_only BEFORE UPDATE OR DELETE ON registers_entrychange "
    "FOR EACH ROW EXECUTE FUNCTION registers_refuse()",
    "CREATE TRIGGER registers_no_truncate BEFORE TRUNCATE ON registers_entrychange "
    "FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse()",
]
UNDO_SQLITE = ["DROP TRIGGER IF EXISTS registers_no_update", "DROP TRIGGER IF EXISTS registers_no_delete"]
UNDO_POSTGRESQL = [
    "DROP TRIGGER IF EXISTS registers_append_only ON registers_entrychange",
    "DROP TRIGGER IF EXISTS registers_no_truncate ON registers_entrychange",
    "DROP FUNCTION IF EXISTS registers_refuse",
]
SEARCH = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX entry_words ON registers_entry USING gin (words gin_trgm_ops)",
]


def close(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    postgresql = editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if postgresql else SQLITE:
        editor.execute(statement)
    if postgresql:
        try:
            with transaction.atomic(using=editor.connection.alias):
                for statement in SEARCH:
                    editor.execute(statement)
        except DatabaseError:  # an account that may make no extension: search works, only slower
            return


def reopen(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNDO_POSTGRESQL if editor.connection.vendor == "postgresql" else UNDO_SQLITE:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_registers")]

    operations = [migrations.RunPython(close, reopen)]
