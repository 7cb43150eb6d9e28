"""What an administrator is told beforehand: a role that passes by the second lock, keys that are not there."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import connections

from chungtay.people.keys import KeysMissing
from chungtay.people.models import Person
from chungtay.people.rls import everything
from chungtay.people.sealing import Tampered


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
    """The last name that was written is opened, since the number of a key does not tell which secret it has."""
    if "people_person" not in connections["default"].introspection.table_names():
        return []
    with everything():
        named = Person.objects.filter(name__isnull=False).only("row", "name").order_by("-pk").first()
    if named is None or (Path(settings.PEOPLE_KEYS).exists() and _opens(named)):
        return []
    said = (
        "The file of keys (people.keys in the data folder) does not fit this database: no name can be opened."
    )
    return [checks.Error(said, hint="Put back the file that was backed up with it.", id="people.E002")]


def _opens(person: Person) -> bool:
    try:
        return person.name is not None
    except (KeysMissing, Tampered, OSError, ValueError, LookupError):  # other keys, or a file that is no keys
        return False
