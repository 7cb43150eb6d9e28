"""Every column has been thought about before it holds anything: docs/fields.toml says how guarded it is.

open      may stand in open figures
personal  names or identifies a person at work; for those signed in
guarded   about what agencies do or a paper says; only for those whose duty it is
secret    never shown, never exported, never logged
"""

import tomllib
from typing import Any

from tests.house.plan_of_the_house import ROOT
from tests.house.test_models import room_models

CLASSES = {"open", "personal", "guarded", "secret"}


def classified() -> dict[str, str]:
    """``room.Model.field`` → class, as docs/fields.toml has it."""
    with (ROOT / "docs" / "fields.toml").open("rb") as file:
        rooms: dict[str, Any] = tomllib.load(file)
    return {
        f"{room}.{model}.{field}": word
        for room, its_models in rooms.items()
        for model, fields in its_models.items()
        for field, word in fields.items()
    }


def columns() -> set[str]:
    """Every column but the automatic number of a row."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in room_models()
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if not (field.primary_key and field.name == "id")
    }


def test_every_field_is_classified() -> None:
    """A new field is red until somebody has decided: add a line for it to docs/fields.toml."""
    assert sorted(columns() - set(classified())) == []


def test_no_field_is_classified_that_is_gone() -> None:
    assert sorted(set(classified()) - columns()) == []


def test_every_class_is_one_of_the_four() -> None:
    assert {label: word for label, word in classified().items() if word not in CLASSES} == {}
