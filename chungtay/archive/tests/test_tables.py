"""Every table has been decided about, and no secret leaves by chance."""

import tomllib
from pathlib import Path
from typing import Any

from django.apps import apps

import chungtay
from chungtay.archive import tables

FIELDS = Path(chungtay.__path__[0]).parent / "docs" / "fields.toml"


def decisions() -> list[str]:
    told = tables.decided()
    return [f"{room}.{name}" for room, names in told["out"].items() for name in names] + [
        *told["left"],
        *told["keys"],
    ]


def test_every_table_is_decided_once() -> None:
    """A new table is red until it stands in archive/tables.toml: out, left with the reason, or with the keys."""
    every = [model._meta.label for model in apps.get_models(include_auto_created=True)]
    assert sorted(decisions()) == sorted(every)


def test_no_secret_column_leaves_without_a_reason() -> None:
    told = tables.decided()
    with FIELDS.open("rb") as file:
        rooms: dict[str, Any] = tomllib.load(file)
    open_labels = {part.model._meta.label for part in tables.open_parts()}
    secret = {
        f"{room}.{model}.{field}"
        for room, models in rooms.items()
        for model, fields in models.items()
        for field, word in fields.items()
        if word == "secret" and f"{room}.{model}" in open_labels
    }
    reasoned = {
        f"{label}.{field}" for part in ("harmless", "columns") for label, said in told[part].items() for field in said
    }  # fmt: skip
    assert secret == reasoned


def test_what_stays_behind_is_no_column_of_the_package() -> None:
    accounts = next(part for part in tables.open_parts() if part.table == "agencies_account")
    assert "password" not in accounts.names


def test_a_table_comes_after_those_its_keys_point_at() -> None:
    done: set[type] = set()
    for model in tables.in_order():
        pointed = {
            tables.target_of(column) for column in model._meta.local_concrete_fields if column.is_relation
        }
        assert pointed - {model} <= done
        done.add(model)
