"""Columns that only the keys open, and tokens that can be compared and not be read.

A sealed value is AES-256-GCM over the padded text, bound to its table, its row and its column: moved anywhere else it
does not open. It begins with the number of its key. The row is known by a random number fixed before the first save
(``row``), so every model with such a column has ``row = row_number()``.

Reading opens a value only when the attribute is asked for; a query that lists, counts or joins opens nothing, and
``values()`` gives what lies in the database. Comparing in a query is refused: that is what tokens are for.
"""

# ruff: noqa: SLF001 - _meta is how Django lets a model be asked about itself
import hmac
import json
import secrets
import struct
import uuid
from collections.abc import Iterator
from typing import Any

from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.core import checks
from django.db import connection, models
from django.db.models.query_utils import DeferredAttribute

from chungtay.people.keys import KeysMissing, keyring
from chungtay.people.rls import everything

_HEAD = struct.Struct(">BH")  # what kind of sealing this is, the number of the key
_KIND = 1
_NONCE = 12
_BLOCK = 16  # texts are filled up, so that "có" and "không" are equally long


class Tampered(Exception):
    """What lies here was sealed for another place, or altered."""


class Sealed:
    """What lies in the database. It says nothing, not even in a traceback."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def __repr__(self) -> str:
        return "<sealed>"

    @property
    def key(self) -> int:
        return int(_HEAD.unpack_from(self.raw)[1])


def seal(text: str, *, place: str) -> Sealed:
    """``place`` says where the text belongs; :func:`unseal` wants the same."""
    key, nonce, content = keyring().current, secrets.token_bytes(_NONCE), text.encode() + b"\x80"
    content += bytes(-len(content) % _BLOCK)
    head = _HEAD.pack(_KIND, key.number)
    return Sealed(head + nonce + key.seal.encrypt(nonce, content, head + place.encode()))


def unseal(sealed: Sealed, *, place: str) -> str:
    """Raises Tampered for what is not of this place, KeysMissing without its key."""
    raw = sealed.raw
    kind, number = _HEAD.unpack_from(raw)
    key = keyring().keys.get(number)
    if kind != _KIND or key is None:
        raise KeysMissing(f"key {number}")
    start = _HEAD.size + _NONCE
    try:
        head = raw[: _HEAD.size]
        content = key.seal.decrypt(raw[_HEAD.size : start], raw[start:], head + place.encode())
    except InvalidTag:
        raise Tampered(place.partition("|")[0]) from None
    return content[: content.rindex(b"\x80")].decode()


def blind(kind: str, text: str, key: bytes) -> int:
    """A token of 63 bits: equal for equal texts under one key, and nothing else to be seen in it."""
    made = hmac.digest(key, f"{kind}\0{text}".encode(), "sha256")
    return int.from_bytes(made[:8]) >> 1


def row_number() -> "models.UUIDField[uuid.UUID, uuid.UUID]":
    """The random number by which sealed columns know their row."""
    return models.UUIDField(default=uuid.uuid4, unique=True, editable=False)


class _Opening(DeferredAttribute):
    """The attribute of a sealed column: opens on reading, keeps what was set."""

    field: "SealedField"

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        return self.field.open(instance, value) if isinstance(value, Sealed) else value

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = value


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """A text that lies sealed in its column. None stays NULL; an empty text is sealed like any other."""

    descriptor_class = _Opening

    def get_default(self) -> Any:
        return super().get_default() if self.has_default() else (None if self.null else "")

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        names = {field.name for field in self.model._meta.local_fields}
        missing = checks.Error(
            "a model with sealed columns needs row = row_number()", obj=self, id="people.E001"
        )
        return [*super().check(**kwargs), *([] if "row" in names else [missing])]

    def open(self, instance: models.Model, sealed: Sealed) -> Any:
        return unseal(sealed, place=self.place_of(instance.row))  # type: ignore[attr-defined]

    def place_of(self, row: uuid.UUID) -> str:
        """Where a value belongs, as it is bound into it: table, row, column."""
        return f"{self.model._meta.db_table}|{row.hex}|{self.column}"

    def as_text(self, value: Any) -> str:
        if not isinstance(value, str):
            raise TypeError(f"{self.name} takes a text")
        return value

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        value = model_instance.__dict__.get(self.attname)
        if value is None or (isinstance(value, Sealed) and value.key == keyring().current.number):
            return value
        text = self.open_text(model_instance, value) if isinstance(value, Sealed) else self.as_text(value)
        return seal(text, place=self.place_of(model_instance.row))  # type: ignore[attr-defined]

    def open_text(self, instance: models.Model, sealed: Sealed) -> str:
        return unseal(sealed, place=self.place_of(instance.row))  # type: ignore[attr-defined]

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, Sealed):
            raise TypeError(f"{self.name} is sealed: set it on the object and save that")
        return super().get_db_prep_value(value and value.raw, connection, prepared)

    def from_db_value(self, value: Any, expression: object, connection: object) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.name} is sealed and is never written out")


class SealedJson(SealedField):
    """Lists and small records, sealed as one text. What is read is a copy: set it anew to change it."""

    def open(self, instance: models.Model, sealed: Sealed) -> Any:
        return json.loads(self.open_text(instance, sealed))

    def as_text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def get_default(self) -> Any:
        return super().get_default() if self.has_default() else None


def sealed_columns(model: type[models.Model]) -> list[SealedField]:
    return [field for field in model._meta.local_fields if isinstance(field, SealedField)]


def sealed_models() -> Iterator[Any]:
    """Every model of the house with a sealed column, those of the rooms above too."""
    for model in apps.get_models():
        if sealed_columns(model):
            yield model


def anything_sealed() -> bool:
    """Whether anything at all lies sealed, whoever's it is: then there must be keys."""
    with everything():
        there = set(connection.introspection.table_names())
        return any(
            model._base_manager.filter(**{f"{field.name}__isnull": False}).exists()
            for model in sealed_models()
            if model._meta.db_table in there
            for field in sealed_columns(model)
        )


def stale_columns(row: models.Model) -> list[str]:
    """Names of the columns of this row, as it was read, that lie under another key than the current."""
    current = keyring().current.number
    lying = ((field.name, row.__dict__.get(field.attname)) for field in sealed_columns(type(row)))
    return [name for name, value in lying if isinstance(value, Sealed) and value.key != current]
