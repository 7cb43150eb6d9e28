"""Which tables leave, in which order and with which columns; how a value of each kind becomes text."""

# ruff: noqa: SLF001 - _meta is how Django lets a model be asked about itself
import base64
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files
from typing import Any, TypeAlias, cast

from django.apps import apps
from django.db import connection, models

from chungtay.archive.rules import BEGUN, EXPORTED, IMPORTED, escaped, json_text

Column: TypeAlias = "models.Field[Any, Any]"


@dataclass(frozen=True, slots=True)
class Part:
    """A table as far as it leaves: all its rows, and these columns, in the order of its key.

    ``filled`` are columns that stay behind, with what stands in them after the way in. ``adds`` says that the rows
    are there already and only get these columns.
    """

    model: type[models.Model]
    columns: tuple[Column, ...]
    filled: tuple[tuple[Column, Any], ...] = ()
    adds: bool = False

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def path(self) -> str:
        return f"tables/{self.table}.csv"

    @property
    def names(self) -> list[str]:
        return [str(column.column) for column in self.columns]

    def rows(self) -> "models.QuerySet[Any, Any]":
        """Every row; of the journal those up to the last one that tells of more than archives.

        Else the entry about the way in would make the next archive another one.
        """
        found = self.model._base_manager.order_by(*self.key)
        if self.model._meta.label == "journal.Entry":
            return found.filter(pk__lte=journal_head()[0])
        return found

    @property
    def key(self) -> list[str]:
        """The columns of its key."""
        return [str(field.column) for field in self.model._meta.pk_fields]


@cache
def decided() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("tables.toml").read_text(encoding="utf-8"))


@cache
def open_parts() -> list[Part]:
    """What belongs to the province; each table after those that its keys point at."""
    wanted = {f"{room}.{name}" for room, names in decided()["out"].items() for name in names}
    return [_without_keys(model) for model in in_order() if model._meta.label in wanted]


@cache
def key_parts() -> list[Part]:
    """What leaves only with --with-keys."""
    whole = [Part(model, _columns(model)) for model in in_order() if model._meta.label in decided()["keys"]]
    added = [
        Part(
            model,
            tuple(c for c in _columns(model) if c.primary_key or c.name in decided()["columns"][model._meta.label]),
            adds=True,
        )
        for model in in_order()
        if model._meta.label in decided()["columns"]
    ]  # fmt: skip
    return [*added, *whole]


def in_order() -> list[type[models.Model]]:
    """Every table, those first at which others point; the same order on every machine."""
    every = sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.label)
    needs = {model: sorted(_pointed_at(model), key=lambda other: other._meta.label) for model in every}
    return list(TopologicalSorter(needs).static_order())


def _pointed_at(model: type[models.Model]) -> set[type[models.Model]]:
    return {target_of(column) for column in _columns(model) if column.is_relation} - {model}


def target_of(column: Column) -> type[models.Model]:
    """The table at which a key points."""
    return cast(type[models.Model], column.related_model)


def _without_keys(model: type[models.Model]) -> Part:
    kept: dict[str, Any] = decided()["columns"].get(model._meta.label, {})
    columns = _columns(model)
    return Part(
        model,
        tuple(column for column in columns if column.name not in kept),
        filled=tuple((column, kept[column.name]) for column in columns if column.name in kept),
    )


def _columns(model: type[models.Model]) -> tuple[Column, ...]:
    return tuple(column for column in model._meta.local_concrete_fields if column.column)


def journal_head() -> tuple[int, str]:
    """Number and hash of the last entry that tells of more than an archive; (0, "") before the first."""
    entries = apps.get_model("journal.Entry")._base_manager.exclude(verb__in=(BEGUN, EXPORTED, IMPORTED))
    return entries.order_by("-number").values_list("number", "hash").first() or (0, "")


# -- kinds of columns --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kind:
    """What a column holds: its type and format in a table schema, and how a value of Django's becomes a cell."""

    type: str
    format: str
    cell: Callable[[Any], str]


def _of_moment(value: Any) -> str:
    return str(value.isoformat()).replace("+00:00", "Z")


def _of_bytes(value: Any) -> str:
    return base64.b64encode(bytes(getattr(value, "raw", value))).decode("ascii")


_KINDS: list[tuple[type["models.Field[Any, Any]"], Kind]] = [
    (models.JSONField, Kind("any", "default", json_text)),
    (models.BinaryField, Kind("string", "binary", _of_bytes)),
    (models.UUIDField, Kind("string", "uuid", str)),
    (models.DateTimeField, Kind("datetime", "default", _of_moment)),
    (models.DateField, Kind("date", "default", lambda value: str(value.isoformat()))),
    (models.TimeField, Kind("time", "default", lambda value: str(value.isoformat()))),
    (models.BooleanField, Kind("boolean", "default", lambda value: "true" if value else "false")),
    (models.DecimalField, Kind("number", "default", lambda value: f"{value:f}")),
    (models.FloatField, Kind("number", "default", repr)),
    (models.IntegerField, Kind("integer", "default", str)),
    (models.CharField, Kind("string", "default", escaped)),
    (models.TextField, Kind("string", "default", escaped)),
]


def kind_of(column: Column) -> Kind:
    """A key holds what the column holds at which it points."""
    while column.is_relation:
        column = column.target_field  # type: ignore[attr-defined]
    return next(kind for of, kind in _KINDS if isinstance(column, of))


def following(part: Part) -> int:
    """The number that the next row gets of the database; 0 where the table does not count by itself."""
    key = part.model._meta.pk
    if part.adds or not isinstance(key, models.AutoField):
        return 0
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [part.table, key.column])
            cursor.execute(f"SELECT last_value + is_called::int FROM {cursor.fetchone()[0]}")  # noqa: S608
        else:
            cursor.execute("SELECT seq + 1 FROM sqlite_sequence WHERE name = %s", [part.table])
        return int((cursor.fetchone() or [1])[0])


def count_on(part: Part, number: int) -> None:
    """The next row gets ``number``, and none that was deleted before the archive was made gets its number again."""
    if not number:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            asked = [part.table, part.model._meta.pk.column, number]
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s, false)", asked)
            return
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [part.table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [part.table, number - 1])
