"""What imports cannot show of the tables: where keys point, who grows handles, whether pairs hold."""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import CheckConstraint, Q

from tests.house.plan_of_the_house import floors, rooms


def room_models() -> list[type[models.Model]]:
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model.__module__.startswith("chungtay.")]


def room_of(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


def relations() -> Iterator[tuple[str, str, str, Any]]:
    """(label of the field, its room, the room it points at, the field) for every key between two rooms."""
    for model in room_models():
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = field.related_model
            if isinstance(target, type) and target.__module__.startswith("chungtay."):
                here, there = room_of(model), room_of(target)
                if here != there:
                    yield f"{model._meta.label}.{field.name}", here, there, field


def test_foreign_keys_only_point_downstairs() -> None:
    upward = [label for label, here, there, _ in relations() if floors()[there] >= floors()[here]]
    assert upward == []


def test_no_room_grows_handles_on_another_rooms_models() -> None:
    """A key into another room says related_name="+": the other room must not learn who points at it."""
    grown = [label for label, *_, field in relations() if not field.remote_field.hidden]
    assert grown == []


def test_every_room_with_tables_stands_on_a_floor() -> None:
    assert set(rooms()) <= set(floors())


# -- pairs -----------------------------------------------------------------------------------------


def names_in(condition: object) -> set[str]:
    """The fields that a condition mentions, without their lookups."""
    if isinstance(condition, Q):
        return set().union(*(names_in(child) for child in condition.children))
    if isinstance(condition, tuple):
        return {re.sub(r"_id$", "", condition[0].split("__")[0])}
    return set()


def unconstrained_pairs(model: type[models.Model]) -> list[str]:
    """The stems of ``x_at``/``x_by`` that may be half empty: one is optional and no constraint names both."""
    fields = {field.name: field for field in model._meta.local_fields}
    stems = [name.removesuffix("_at") for name in fields if name.endswith("_at")]
    constraints = [c for c in model._meta.constraints if isinstance(c, CheckConstraint)]
    conditions = [names_in(constraint.condition) for constraint in constraints]
    return [
        stem
        for stem in stems
        if f"{stem}_by" in fields
        and (is_optional(fields[f"{stem}_at"]) or is_optional(fields[f"{stem}_by"]))
        and not any({f"{stem}_at", f"{stem}_by"} <= names for names in conditions)
    ]


def is_optional(field: "models.Field[Any, Any]") -> bool:
    return field.null or (field.blank and field.empty_strings_allowed)


def test_every_pair_has_its_constraint() -> None:
    """Who and when are both set or both empty, and the database keeps that promise."""
    loose = [f"{m._meta.label}.{stem}_at/_by" for m in room_models() for stem in unconstrained_pairs(m)]
    assert loose == []
