"""What an administrator is told beforehand: a role that passes by the second lock, keys that are not there."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections

from chungtay.people.keys import keyring
from chungtay.people.rls import everything
from chungtay.people.sealing import Sealed


def check_database(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> list[checks.CheckMessage]:
    """Asked by ``chungtay manage check --database default`` and before each migration."""
    return [*_role(), *_keys()] if "default" in (databases or ()) else []


def _role() -> list[checks.CheckMessage]:
    connection = connections["default"]
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        (passes_by,) = cursor.fetchone()
    if not passes_by:
        return []
    said = "The database role passes by row-level security: files on people have one lock only."
    return [
        checks.Warning(said, hint="Run the site as a role without SUPERUSER and BYPASSRLS.", id="people.W001")
    ]


def _keys() -> list[checks.CheckMessage]:
    connection = connections["default"]
    if "people_person" not in connection.introspection.table_names():
        return []
    with everything(), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM people_person WHERE name IS NOT NULL ORDER BY id DESC LIMIT 1")
        row = cursor.fetchone()
    if row is None or Sealed(bytes(row[0])).key in keyring().keys:
        return []
    said = (
        "The file of keys (people.keys in the data folder) does not fit this database: no name can be opened."
    )
    return [checks.Error(said, hint="Put back the file that was backed up with it.", id="people.E002")]
