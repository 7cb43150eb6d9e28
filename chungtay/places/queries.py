"""Reading units. Places are open information, so no query here takes an actor.

Every answer is for a day (``on``): which units are, what they are called, under whom they stand.
A unit is named by its id.
"""

import json
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet
from django.db.models.functions import Coalesce, Length

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.base.text import fold
from chungtay.places.drawing import Frame
from chungtay.places.models import FormerName, Outline, Place, PlaceClosure, Succession
from chungtay.places.rules import DATA, HORIZON, LEVELS, MANAGE, Kind, Share, Span, search_rank, spell_out

_FIELDS = ("pk", "code", "kind", "day_type", "day_name", "day_full_name", "valid_from", "valid_to", "ground")
_MOST = 400  # candidates ranked for a search; the shortest names first


@dataclass(frozen=True, slots=True)
class PlaceOn:
    """A unit as it was called on a day."""

    pk: int
    code: str
    kind: Kind
    type_word: str
    name: str
    full_name: str
    valid_from: date
    valid_to: date | None
    ground: str

    def lives(self, on: date) -> bool:
        return Span(self.valid_from, self.valid_to).holds(on)


@dataclass(frozen=True, slots=True)
class Step:
    """One passing of territory; ``place`` is at the far end of it, as last (or first) called."""

    place: PlaceOn
    share: Share
    on: date
    ground: str
    evidence: str


def alive(on: date, prefix: str = "") -> Q:
    """Rows whose days hold this one."""
    begun = Q(**{f"{prefix}valid_from__lte": on})
    return begun & (Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on}))


def get_place(place: int, on: date | None = None) -> PlaceOn:
    """One unit, as called on that day; without a day, as called last. NotThere if there is none."""
    found = _on(Place.objects.filter(pk=place), on or date.max)
    if not found:
        raise NotThere("place")
    return found[0]


def names_of(places: Iterable[int]) -> dict[int, str]:
    """Full names as last borne, by id."""
    return dict(Place.objects.filter(pk__in=set(places)).values_list("pk", "full_name"))


def place_at(code: str, on: date) -> PlaceOn | None:
    """The unit that bore this code on that day."""
    found = _on(Place.objects.filter(alive(on), code=code), on)
    return found[0] if found else None


def provinces(on: date) -> list[PlaceOn]:
    return _on(Place.objects.filter(alive(on), kind=Kind.PROVINCE), on)


def children(place: int, on: date) -> list[PlaceOn]:
    """The units right below, by code."""
    below = PlaceClosure.objects.filter(alive(on), ancestor=place, depth=1)
    return _on(Place.objects.filter(pk__in=below.values("descendant")), on)


def ancestors(place: int, on: date) -> list[PlaceOn]:
    """The units above, the province first; empty on a day when the unit is not."""
    above = PlaceClosure.objects.filter(alive(on), descendant=place, depth__gt=0)
    order = dict(above.values_list("ancestor", "depth"))
    found = _on(Place.objects.filter(pk__in=order), on)
    return sorted(found, key=lambda place: -order[place.pk])


def subtree_ids(place: int, on: date) -> "QuerySet[PlaceClosure, int]":
    """Ids of the unit and of all below it on that day; lazy, for use in another query (``place__in=``)."""
    rows = PlaceClosure.objects.filter(alive(on), ancestor=place)
    return rows.values_list("descendant", flat=True)


def was_within(place: int, root: int) -> bool:
    """Whether the unit is, or ever was, the root or below it."""
    return PlaceClosure.objects.filter(ancestor=root, descendant=place).exists()


def find_places(
    text: str, on: date, *, kind: Kind | str | None = None, within: int | None = None, limit: int = 20
) -> list[PlaceOn]:
    """Units whose name on that day holds the words, with or without marks; best first (rules.search_rank)."""
    text = spell_out(text)
    key = fold(text)
    if not key:
        return []
    living = Place.objects.filter(alive(on))
    if kind is not None:
        living = living.filter(kind=kind)
    if within is not None:
        living = living.filter(pk__in=subtree_ids(within, on))
    units = _read(
        _named(living, on).filter(day_key__contains=key).order_by(Length("day_key"), "code")[:_MOST]
    )
    order = list(Kind)
    units.sort(
        key=lambda unit: (
            search_rank(text, name=unit.name, whole=unit.full_name),
            order.index(unit.kind),
            unit.name,
            unit.code,
        )
    )
    return units[:limit]


def former_names(place: int) -> list[FormerName]:
    return list(FormerName.objects.filter(place=place).order_by("valid_from"))


def parents(place: int) -> list[tuple[PlaceOn, Span]]:
    """Under whom the unit has stood, and when, oldest first."""
    rows = PlaceClosure.objects.filter(descendant=place, depth=1).order_by("valid_from")
    spans = [(row.ancestor_id, Span(row.valid_from, row.valid_to)) for row in rows]
    return [(get_place(parent, span.start), span) for parent, span in spans]


def successors(place: int) -> list[Step]:
    """What the unit became, and what that became, to the end; empty if it still is."""
    return _follow(place, "old", "new")


def predecessors(place: int) -> list[Step]:
    """What the unit was made of, and what those were made of.

    A commune of today comes from communes and, on the same ground, from districts: sum over one kind.
    """
    return _follow(place, "new", "old")


def heirs(place: int, on: date) -> list[int]:
    """Ids of the units that hold this one's territory on that day: itself while it is, else successors."""
    if Place.objects.filter(alive(on), pk=place).exists():
        return [place]
    return [step.place.pk for step in successors(place) if step.place.lives(on)]


def count_live(on: date) -> dict[str, int]:
    """How many units of each kind there are on that day."""
    rows = Place.objects.filter(alive(on)).order_by().values_list("kind").annotate(number=Count("pk"))
    return dict(rows)


def count_below(places: Collection[int], on: date) -> dict[int, dict[str, int]]:
    """For each of these units, how many units of each kind are below it on that day."""
    rows = (
        PlaceClosure.objects.filter(alive(on), ancestor__in=places, depth__gt=0)
        .values_list("ancestor", "descendant__kind")
        .annotate(number=Count("pk"))
    )
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for ancestor, kind, number in rows:
        counts[ancestor][kind] = number
    return counts


@dataclass(frozen=True, slots=True)
class Drawn:
    """One unit of a map: the ``d`` of its path, its class of colour 0-4, whether it is the one looked for."""

    place: PlaceOn
    path: str
    level: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Map:
    width: int
    height: int
    units: list[Drawn]
    legend: list[tuple[int, str]]  # class of colour and type of unit; empty where the caller gave the classes
    labels: list[tuple[int, int, str]]  # x, y and words
    credits: list[str]


def outline(place: int, on: date) -> Any | None:
    """The coordinates of a GeoJSON MultiPolygon, or None where no outline is known."""
    row = Outline.objects.filter(alive(on), place=place).first()
    return json.loads(row.shape) if row else None


def draw_map(
    places: Iterable[PlaceOn],
    on: date,
    *,
    levels: Mapping[int, int] | None = None,
    chosen: int | None = None,
) -> Map | None:
    """The outlines of these units in one picture, or None if none is known.

    ``levels``: id -> class of colour, 0-4; without it the class follows from the type of unit (rules.LEVELS).
    """
    by_pk = {place.pk: place for place in places}
    rows = Outline.objects.filter(alive(on), place__in=by_pk).order_by("place__code")
    shapes = {row.place_id: json.loads(row.shape) for row in rows}
    if not shapes:
        return None
    frame = Frame.around(shapes.values())

    def level_of(place: PlaceOn) -> int:
        return LEVELS.get(place.type_word, 0) if levels is None else levels.get(place.pk, 0)

    return Map(
        width=frame.width,
        height=frame.height,
        units=[
            Drawn(by_pk[pk], frame.path(shape), level_of(by_pk[pk]), pk == chosen)
            for pk, shape in shapes.items()
        ],
        legend=sorted(
            {(level_of(by_pk[pk]), by_pk[pk].type_word) for pk in shapes} if levels is None else ()
        ),
        labels=[
            (*frame.point(label["longitude"], label["latitude"]), label["text"])
            for label in (_sources()["labels"] if frame.is_wide else [])
        ],
        credits=sorted({_sources().get(row.source, {"credit": row.source})["credit"] for row in rows}),
    )


def map_around(place: PlaceOn, on: date) -> Map | None:
    """The map that says most about a unit: what is below it, else it among its siblings."""
    above = ancestors(place.pk, on)
    siblings = children(above[-1].pk, on) if above else provinces(on)
    return draw_map(children(place.pk, on), on) or draw_map(siblings, on, chosen=place.pk)


def may_manage(actor: Actor, place: int) -> bool:
    """Whether the actor may add, rename and close villages here: the power, over a place that holds this."""
    return actor.can(MANAGE) and actor.place is not None and was_within(place, actor.place)


def day_of(place: PlaceOn, wanted: date) -> date:
    """The day nearest to the wanted one on which the unit is; never before the data begins."""
    last = date.fromordinal(place.valid_to.toordinal() - 1) if place.valid_to else wanted
    return max(place.valid_from, HORIZON, min(wanted, last))


@cache
def _sources() -> dict[str, Any]:
    return tomllib.loads((DATA / "sources.toml").read_text(encoding="utf-8"))


def _named(places: "QuerySet[Place]", on: date) -> "QuerySet[Any, Any]":
    """Places with what they were called on that day: the former name that holds it, else the present one."""
    called = FilteredRelation(
        "former_names", condition=Q(former_names__valid_from__lte=on, former_names__valid_to__gt=on)
    )
    return places.annotate(called=called).annotate(
        day_type=Coalesce("called__type_word", F("type_word")),
        day_name=Coalesce("called__name", F("name")),
        day_full_name=Coalesce("called__full_name", F("full_name")),
        day_key=Coalesce("called__key", F("key")),
    )


def _on(places: "QuerySet[Place]", on: date) -> list[PlaceOn]:
    return _read(_named(places, on).order_by("code"))


def _read(places: "QuerySet[Any, Any]") -> list[PlaceOn]:
    rows = places.values_list(*_FIELDS)
    return [PlaceOn(row[0], row[1], Kind(row[2]), *row[3:]) for row in rows]


def _follow(place: int, here: str, there: str) -> list[Step]:
    steps: list[Step] = []
    seen, waiting = {place}, [place]
    while waiting:
        rows = Succession.objects.filter(**{f"{here}__in": waiting}).order_by(f"{there}__code")
        found = list(rows.values_list(f"{there}_id", "share", "on", "ground", "evidence"))
        ends = {
            unit.pk: unit for unit in _on(Place.objects.filter(pk__in=[row[0] for row in found]), date.max)
        }
        steps += [Step(ends[pk], Share(share), *rest) for pk, share, *rest in found]
        waiting = [pk for pk in ends if pk not in seen]
        seen |= ends.keys()
    return steps
