"""What can happen to units: the country's data is loaded; a province adds, renames and closes villages."""

import unicodedata
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Q

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.base.text import fold
from chungtay.journal.services import record
from chungtay.places import queries
from chungtay.places.loading import load_outlines, load_places
from chungtay.places.models import FormerName, Place, PlaceClosure
from chungtay.places.rules import Kind, Span, check_change, check_start, check_village, full_name

__all__ = ["POWER", "add_village", "close_village", "load_outlines", "load_places", "rename_village"]

POWER = "places.manage"


@transaction.atomic
def add_village(
    *, by: Actor, now: datetime, commune: int, kind: str, name: str, valid_from: date, ground: str = ""
) -> int:
    """Add a thôn, bản, tổ dân phố ... (``kind`` is that word) under a commune; its id.

    Journal: places.village_added. Refused: unknown kind, bad or taken name, a day on which the commune is not.
    NotThere: without the power, or for a commune outside the actor's place.
    """
    home = _own(by, commune, Kind.COMMUNE)
    name = _clean(name)
    taken = [village.full_name for village in queries.children(commune, valid_from)]
    problems = [
        *check_village(kind=kind, name=name, taken=taken),
        *check_start(start=valid_from, life=Span(home.valid_from, home.valid_to), name=home.full_name),
    ]
    if problems:
        raise Refused(problems)
    village = Place.objects.create(
        code=_next_code(home),
        kind=Kind.VILLAGE,
        **_named(kind, name),
        valid_from=valid_from,
        valid_to=home.valid_to,
        ground=ground,
    )
    _stand_under(village, home)
    record(
        by=by,
        now=now,
        verb="places.village_added",
        subject=f"place:{village.pk}",
        title=f"{village.full_name}, {home.full_name}",
        change={"valid_from": [None, valid_from.isoformat()], "ground": [None, ground]},
    )
    return village.pk


@transaction.atomic
def rename_village(
    *, by: Actor, now: datetime, village: int, kind: str, name: str, on: date, ground: str = ""
) -> None:
    """From that day on the village bears another name, or is of another kind (a bản becomes a tổ dân phố).

    Journal: places.village_renamed. Refused: bad or taken name, a day outside the village's life or before its last
    renaming. NotThere as for add_village.
    """
    place = _own(by, village, Kind.VILLAGE)
    name = _clean(name)
    since = place.former_names.aggregate(last=Max("valid_to"))["last"] or place.valid_from
    parent = queries.ancestors(village, since)[-1]
    others = [other for other in queries.children(parent.pk, on) if other.pk != village]
    problems = [
        *check_village(kind=kind, name=name, taken=[place.full_name, *(other.full_name for other in others)]),
        *check_change(day=on, life=Span(since, place.valid_to), place="on"),
    ]
    if problems:
        raise Refused(problems)
    before = place.full_name
    FormerName.objects.create(
        place=place, **_named(place.type_word, place.name), valid_from=since, valid_to=on, ground=ground
    )
    Place.objects.filter(pk=village).update(**_named(kind, name))
    record(
        by=by,
        now=now,
        verb="places.village_renamed",
        subject=f"place:{village}",
        title=f"{full_name(kind, name)}, {parent.full_name}",
        change={"full_name": [before, full_name(kind, name)], "on": [None, on.isoformat()], "ground": [None, ground]},
    )


@transaction.atomic
def close_village(*, by: Actor, now: datetime, village: int, on: date, ground: str = "") -> None:
    """From that day on the village is no more; everything that points at it keeps pointing at it.

    Journal: places.village_closed. Refused: a day outside its life. NotThere as for add_village.
    """
    place = _own(by, village, Kind.VILLAGE)
    since = place.former_names.aggregate(last=Max("valid_to"))["last"] or place.valid_from
    problems = check_change(day=on, life=Span(since, place.valid_to), place="on")
    if problems:
        raise Refused(problems)
    Place.objects.filter(pk=village).update(valid_to=on)
    above = PlaceClosure.objects.filter(descendant=village)
    above.filter(valid_from__gte=on).delete()
    above.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).update(valid_to=on)
    record(
        by=by,
        now=now,
        verb="places.village_closed",
        subject=f"place:{village}",
        title=place.full_name,
        change={
            "valid_to": [place.valid_to and place.valid_to.isoformat(), on.isoformat()],
            "ground": [None, ground],
        },
    )


def _own(by: Actor, place: int, kind: Kind) -> Place:
    """The unit, locked for the change, if the actor holds the power over it."""
    by.must(POWER)
    over = PlaceClosure.objects.filter(ancestor=by.place, descendant=place)
    found = Place.objects.select_for_update().filter(pk=place, kind=kind).first()
    if found is None or by.place is None or not over.exists():
        raise NotThere("place")
    return found


def _clean(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _named(type_word: str, name: str) -> dict[str, str]:
    whole = full_name(type_word, name)
    return {"type_word": type_word, "name": name, "full_name": whole, "key": fold(whole)}


def _next_code(commune: Place) -> str:
    """Villages have no official code: the commune's code and a running number. Numbers are not used twice."""
    codes = Place.objects.filter(kind=Kind.VILLAGE, code__startswith=f"{commune.code}-").values_list("code", flat=True)
    number = max((int(code.rpartition("-")[2]) for code in codes), default=0) + 1
    return f"{commune.code}-{number:03}"


def _stand_under(village: Place, commune: Place) -> None:
    """The ancestors of the commune, cut to the village's life, are the village's, one step further."""
    life = Span(village.valid_from, village.valid_to)
    rows = [PlaceClosure(ancestor=village, descendant=village, depth=0, valid_from=life.start, valid_to=life.end)]
    for step in PlaceClosure.objects.filter(descendant=commune):
        if (both := Span(step.valid_from, step.valid_to).meet(life)) is not None:
            rows.append(
                PlaceClosure(
                    ancestor_id=step.ancestor_id,
                    descendant=village,
                    depth=step.depth + 1,
                    valid_from=both.start,
                    valid_to=both.end,
                )
            )
    PlaceClosure.objects.bulk_create(rows)
