"""A province whose units change, for tests: as many old communes as asked, joined or divided as asked."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Model

from chungtay.agencies import services as agency_services
from chungtay.agencies.rules import AgencyLevel
from chungtay.base.text import fold
from chungtay.base.tracks import rows_of
from chungtay.places.models import Place, PlaceClosure, Succession
from chungtay.places.rules import Kind, Share
from tests.cast import FOUNDER, NOW, SINCE, Cast, make_group

DAY = date(2026, 3, 1)  # the units change the day before the cast's "today"
GROUND = "Nghị quyết 1/NQ-VD (ví dụ)"
# What tells of operations instead of being part of them.
_TELLING = {"journal", "handovers", "notices", "signin", "contenttypes"}


@dataclass
class Change:
    """Old units by name, new units by name, and which bodies the old ones had."""

    old: dict[str, int] = field(default_factory=dict)
    new: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)


def change_units(
    cast: Cast, into: dict[str, list[str]], *, lines: tuple[str, ...] = ("Ủy ban nhân dân", "Công an")
) -> Change:
    """A district whose communes (old names) become, on DAY, the communes of ``into`` (new name -> old names).

    An old name under several new ones was divided. The district ends with its committee, whose heirs are all.
    """
    province = cast.province.place or 0
    made = Change()
    district = _unit("X1D", Kind.DISTRICT, "huyện", "Cũ", (province,), SINCE, DAY)
    for old in dict.fromkeys(name for names in into.values() for name in names):
        chain = (province, district)
        made.old[old] = _unit(f"X1o{old}", Kind.COMMUNE, "xã", old, chain, SINCE, DAY)
    for new, olds in into.items():
        made.new[new] = _unit(f"X1n{new}", Kind.COMMUNE, "xã", new, (province,), DAY, None)
        _succeed(district, made.new[new], Share.FULL if len(into) == 1 else Share.PARTIAL)
        for old in olds:
            parted = sum(old in names for names in into.values()) > 1
            _succeed(made.old[old], made.new[new], Share.PARTIAL if parted else Share.FULL)
    for line in lines:
        for name, place in made.old.items():
            made.bodies[f"{line} xã {name}"] = _body(f"{line} xã {name}", AgencyLevel.COMMUNE, place)
        group = f"{line} các xã cũ"
        members = [made.bodies[f"{line} xã {name}"] for name in made.old]
        made.groups[line] = make_group(group, members, place=province)
    huyen = "Ủy ban nhân dân huyện Cũ"
    made.bodies[huyen] = _body(huyen, AgencyLevel.DISTRICT, district)
    made.groups["huyện"] = make_group("Ủy ban nhân dân các huyện cũ", [made.bodies[huyen]], place=province)
    return made


def _body(name: str, level: AgencyLevel, place: int) -> int:
    return agency_services.open_agency(
        by=FOUNDER, now=NOW, name=name, level=level, place=place, valid_from=SINCE
    ).pk


def _unit(
    code: str, kind: Kind, word: str, name: str, under: tuple[int, ...], begun: date, ended: date | None
) -> int:
    full = f"{word.capitalize()} {name}"
    made = Place.objects.create(
        code=code, kind=kind, type_word=word, name=name, full_name=full, key=fold(full), valid_from=begun, valid_to=ended
    )  # fmt: skip
    chain = [*under, made.pk]
    PlaceClosure.objects.bulk_create(
        PlaceClosure(
            ancestor_id=above, descendant=made, depth=len(chain) - 1 - at, valid_from=begun, valid_to=ended
        )
        for at, above in enumerate(chain)
    )
    return made.pk


def _succeed(old: int, new: int, share: Share) -> None:
    Succession.objects.create(old_id=old, new_id=new, on=DAY, share=share, ground=GROUND, evidence="kiểm thử")


def fingerprint() -> dict[str, str]:
    """A hash of every row of every table that is part of operations: equal means equal to the byte."""
    models: list[type[Model]] = [
        model for model in apps.get_models() if model._meta.app_label not in _TELLING
    ]
    found: dict[str, str] = {}
    for model in models:
        rows: list[dict[str, Any]] = rows_of(model._base_manager.all())
        text = json.dumps(rows, ensure_ascii=False, sort_keys=True)
        found[model._meta.label] = hashlib.sha256(text.encode()).hexdigest()
    return found
