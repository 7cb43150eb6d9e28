"""What can happen to units: the country's data is loaded; a province adds, renames and closes villages."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.base.text import fold
from chungtay.journal.services import record
from chungtay.places import queries
from chungtay.places.loading import load_outlines, load_places
from chungtay.places.models import FormerName, Place, PlaceClosure
from chungtay.places.rules import (
    NAME_LIMIT,
    Kind,
    Span,
    full_name,
    is_taken,
    own_name,
    village_words,
)

__all__ = ["add_village", "close_village", "load_outlines", "load_places", "rename_village"]


@transaction.atomic
def add_village(
    *, by: Actor, now: datetime, commune: int, kind: str, name: str, valid_from: date, ground: str = ""
) -> int:
    """Add a thôn, bản, tổ dân phố ... (``kind`` is that word) under a commune; its id.

    Journal: places.village_added. Refused: unknown kind, bad or taken name, a day without the commune.
    NotThere: without the power, or for a commune outside the actor's place.
    """
    home = _own(by, commune, Kind.COMMUNE)
    name = own_name(kind, name)
    taken = [village.full_name for village in queries.children(commune, valid_from)]
    problems = [
        *_check_name(kind, name, taken),
        *_check_start(valid_from, home),
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

    Journal: places.village_renamed. Refused: bad or taken name, a day outside the village's life or
    before its last renaming. NotThere as for add_village.
    """
    place = _own(by, village, Kind.VILLAGE)
    name = own_name(kind, name)
    since = place.former_names.aggregate(last=Max("valid_to"))["last"] or place.valid_from
    parent = queries.ancestors(village, since)[-1]
    others = [other.full_name for other in queries.children(parent.pk, on) if other.pk != village]
    problems = [
        *_check_name(kind, name, [place.full_name, *others]),
        *_check_change(on, Span(since, place.valid_to)),
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
        change={
            "full_name": [before, full_name(kind, name)],
            "on": [None, on.isoformat()],
            "ground": [None, ground],
        },
    )


@transaction.atomic
def close_village(*, by: Actor, now: datetime, village: int, on: date, ground: str = "") -> None:
    """From that day on the village is no more; everything that points at it keeps pointing at it.

    Journal: places.village_closed. Refused: a day outside its life. NotThere as for add_village.
    """
    place = _own(by, village, Kind.VILLAGE)
    since = place.former_names.aggregate(last=Max("valid_to"))["last"] or place.valid_from
    problems = _check_change(on, Span(since, place.valid_to))
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
    found = Place.objects.select_for_update().filter(pk=place, kind=kind).first()
    if found is None or not queries.may_manage(by, place):
        raise NotThere("place")
    return found


def _check_name(kind: str, name: str, others: Iterable[str]) -> list[Problem]:
    if kind not in village_words():
        words = _("Chọn một loại trong danh sách: %(words)s.") % {"words": ", ".join(village_words())}
        return [Problem("village_kind", words, "kind")]
    if not name:
        return [Problem("village_name", _("Nhập tên thôn, bản hoặc tổ dân phố."), "name")]
    if len(name) > NAME_LIMIT:
        words = _("Tên dài quá %(limit)s ký tự. Hãy rút gọn.") % {"limit": NAME_LIMIT}
        return [Problem("village_name_long", words, "name")]
    if is_taken(full_name(kind, name), others):
        words = _("%(name)s đã có ở đây. Hãy đặt tên khác.") % {"name": full_name(kind, name)}
        return [Problem("village_taken", words, "name")]
    return []


def _check_start(start: date, commune: Place) -> list[Problem]:
    """A village begins while its commune lives."""
    life = Span(commune.valid_from, commune.valid_to)
    if life.holds(start):
        return []
    words = _("%(name)s chỉ có %(days)s. Hãy chọn một ngày trong thời gian đó.")
    return [Problem("village_start", words % {"name": commune.full_name, "days": _days(life)}, "valid_from")]


def _check_change(day: date, life: Span) -> list[Problem]:
    """A village changes after the first day of its present state, and while it lives."""
    if life.start < day and life.holds(day):
        return []
    words = _(
        "Đơn vị giữ tên này %(days)s. Hãy chọn một ngày sau ngày đầu và trước ngày cuối của thời gian đó."
    )
    return [Problem("village_day", words % {"days": _days(life)}, "on")]


def _days(life: Span) -> str:
    if life.end is None:
        return _("từ ngày %(start)s") % {"start": f"{life.start:%d/%m/%Y}"}
    end = life.end - timedelta(days=1)
    return _("từ ngày %(start)s đến hết ngày %(end)s") % {
        "start": f"{life.start:%d/%m/%Y}",
        "end": f"{end:%d/%m/%Y}",
    }


def _named(type_word: str, name: str) -> dict[str, str]:
    whole = full_name(type_word, name)
    return {"type_word": type_word, "name": name, "full_name": whole, "key": fold(whole)}


def _next_code(commune: Place) -> str:
    """Villages have no official code: the commune's code and a running number. Numbers are not used twice."""
    codes = Place.objects.filter(kind=Kind.VILLAGE, code__startswith=f"{commune.code}-").values_list(
        "code", flat=True
    )
    number = max((int(code.rpartition("-")[2]) for code in codes), default=0) + 1
    return f"{commune.code}-{number:03}"


def _stand_under(village: Place, commune: Place) -> None:
    """The ancestors of the commune, cut to the village's life, are the village's, one step further."""
    life = Span(village.valid_from, village.valid_to)
    rows = [
        PlaceClosure(ancestor=village, descendant=village, depth=0, valid_from=life.start, valid_to=life.end)
    ]
    rows += [
        PlaceClosure(
            ancestor_id=step.ancestor_id,
            descendant=village,
            depth=step.depth + 1,
            valid_from=both.start,
            valid_to=both.end,
        )
        for step in PlaceClosure.objects.filter(descendant=commune)
        if (both := Span(step.valid_from, step.valid_to).meet(life)) is not None
    ]
    PlaceClosure.objects.bulk_create(rows)
