"""Words beside the tables, so that the package can be read without this program."""

# ruff: noqa: SLF001 - _meta is how Django lets a model be asked about itself
import inspect
import io
import json
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import xlsxwriter
from django.apps import apps

from chungtay.archive.rules import NULL, Manifest
from chungtay.archive.tables import Column, Part, kind_of, target_of
from chungtay.xlsforms.rules.tables import rows_of

_FIELDS = Path(__file__).resolve().parents[2] / "docs" / "fields.toml"
_BEGINNING = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def datapackage(parts: list[Part], manifest: Manifest) -> bytes:
    """The Frictionless description (specs.frictionlessdata.io): every table, its columns, types and keys."""
    leaving = {part.table for part in parts}
    return _json({
        "profile": "tabular-data-package",
        "name": "chung-tay",
        "title": "Chung Tay: toàn bộ dữ liệu của tỉnh",
        "resources": [_resource(part, leaving, manifest) for part in parts],
    })  # fmt: skip


def _json(words: object) -> bytes:
    return json.dumps(words, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _resource(part: Part, leaving: set[str], manifest: Manifest) -> dict[str, Any]:
    member = manifest.members[part.path]
    return {
        "profile": "tabular-data-resource",
        "name": part.table,
        "path": part.path,
        "description": _said_of(part),
        "encoding": "utf-8",
        "bytes": member.bytes,
        "hash": f"sha256:{member.sha256}",
        "rows": manifest.tables[part.table].rows,
        "dialect": {"lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(part, column) for column in part.columns],
            "missingValues": [NULL],
            "primaryKey": part.key,
            "foreignKeys": [
                {"fields": str(column.column), "reference": _reference(part, column)}
                for column in part.columns
                if column.is_relation and target_of(column)._meta.db_table in leaving
            ],
        },
    }


def _field(part: Part, column: Column) -> dict[str, Any]:
    kind = kind_of(column)
    constraints: dict[str, Any] = {"required": not column.null}
    if column.unique:
        constraints["unique"] = True
    if kind.type == "string" and column.max_length:
        constraints["maxLength"] = column.max_length
    if column.choices:
        constraints["enum"] = [choice for choice, _words in column.flatchoices]
    told = _guarded().get(part.model._meta.label, {}).get(column.name)
    described = {"guarded": told} if told else {}
    return {
        "name": str(column.column), "type": kind.type, "format": kind.format, "constraints": constraints, **described
    }  # fmt: skip


def _reference(part: Part, column: Column) -> dict[str, str]:
    target = target_of(column)
    own = target is part.model
    return {
        "resource": "" if own else target._meta.db_table,
        "fields": str(column.target_field.column),  # type: ignore[attr-defined]
    }


def _said_of(part: Part) -> str:
    """The first paragraph of what the model says of itself; Django's own "Model(columns)" says nothing."""
    words = inspect.getdoc(part.model) or ""
    label = part.model._meta.label
    return label if words.startswith(f"{part.model.__name__}(") else f"{label}: {words.split(chr(10) * 2)[0]}"


@cache
def _guarded() -> dict[str, dict[str, str]]:
    """How guarded each column is, by model."""
    rooms = tomllib.loads(_FIELDS.read_text(encoding="utf-8"))
    return {f"{room}.{model}": fields for room, models in rooms.items() for model, fields in models.items()}


def papers() -> Iterator[tuple[str, bytes]]:
    """What a reader without this program needs to be told."""
    for name in ("README.txt", "LICENSE.txt"):
        yield name, files(__package__).joinpath("papers", name).read_bytes()


def forms() -> Iterator[tuple[str, bytes]]:
    """Every version of every register's form: as an XLSForm, as its definition in JSON, as an XForm."""
    versions = apps.get_model("registers.RegisterVersion")._base_manager.select_related("register")
    for version in versions.order_by("pk").iterator(chunk_size=20):
        stem = f"forms/{version.register_id}-{version.register.code}-{version.number}"
        yield f"{stem}.xlsx", _workbook(version.source)
        yield f"{stem}.json", _json(version.definition)
        yield f"{stem}.xml", version.xform.encode()


def _workbook(source: str) -> bytes:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(
        written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": _BEGINNING})
    for name, rows in rows_of(source).items():
        sheet = book.add_worksheet(name)
        for at, (_line, cells) in enumerate(rows):
            sheet.write_row(at, 0, cells)
    book.close()
    return written.getvalue()  # fmt: skip
