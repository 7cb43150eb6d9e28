"""Which units are on a day, what they are called, under whom they stand."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet
from django.db.models.functions import Coalesce, Length

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.base.text import fold
from chungtay.places import rules
from chungtay.places.models import Place, PlaceClosure
from chungtay.places.rules import HORIZON, Kind, Span, search_rank, spell_out

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


def alive(on: date, prefix: str = "") -> Q:
    """Rows whose days hold this one."""
    begun = Q(**{f"{prefix}valid_from__lte": on})
    return begun & (Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on}))


def get_place(place: int, on: date | None = None) -> PlaceOn:
    """One unit, as called on that day; without a day, as called last. NotThere if there is none."""
    found = read_on(Place.objects.filter(pk=place), on or date.max)
    if not found:
        raise NotThere("place")
    return found[0]


def get_places(places: Iterable[int], on: date) -> list[PlaceOn]:
    """Many at once, those that live on the day."""
    return read_on(Place.objects.filter(alive(on), pk__in=set(places)), on)


def names_of(places: Iterable[int]) -> dict[int, str]:
    """Full names as last borne, by id."""
    return dict(Place.objects.filter(pk__in=set(places)).values_list("pk", "full_name"))


def place_at(code: str, on: date) -> PlaceOn | None:
    """The unit that bore this code on that day."""
    found = read_on(Place.objects.filter(alive(on), code=code), on)
    return found[0] if found else None


def provinces(on: date) -> list[PlaceOn]:
    return read_on(Place.objects.filter(alive(on), kind=Kind.PROVINCE), on)


def children(place: int, on: date) -> list[PlaceOn]:
    """The units right below, by code."""
    below = PlaceClosure.objects.filter(alive(on), ancestor=place, depth=1)
    return read_on(Place.objects.filter(pk__in=below.values("descendant")), on)


def ancestors(place: int, on: date) -> list[PlaceOn]:
    """The units above, the province first; empty on a day when the unit is not."""
    return ancestors_of([place], on)[place]


def ancestors_of(places: Collection[int], on: date) -> dict[int, list[PlaceOn]]:
    """What ``ancestors`` says, for many units at once."""
    rows = PlaceClosure.objects.filter(alive(on), descendant__in=places, depth__gt=0)
    steps = list(rows.order_by("-depth").values_list("descendant", "ancestor"))
    units = {
        unit.pk: unit for unit in read_on(Place.objects.filter(pk__in={above for _, above in steps}), on)
    }
    return {place: [units[above] for child, above in steps if child == place] for place in places}


def subtree_ids(place: int, on: date) -> "QuerySet[PlaceClosure, int]":
    """Ids of the unit and of all below it on that day; lazy, for use in another query (``place__in=``)."""
    rows = PlaceClosure.objects.filter(alive(on), ancestor=place)
    return rows.values_list("descendant", flat=True)


def ids_within(roots: Collection[int], on: date) -> "QuerySet[PlaceClosure, int]":
    """What ``subtree_ids`` says, for several roots at once."""
    rows = PlaceClosure.objects.filter(alive(on), ancestor__in=roots)
    return rows.values_list("descendant", flat=True)


def ids_ever_within(roots: Collection[int]) -> "QuerySet[PlaceClosure, int]":
    """Ids of the units that are, or ever were, one of the roots or below it; lazy."""
    return PlaceClosure.objects.filter(ancestor__in=roots).values_list("descendant", flat=True)


def ids_ever_above(place: int | None) -> frozenset[int]:
    """The unit itself and every unit that it stands or ever stood under; empty for no unit."""
    rows = PlaceClosure.objects.filter(descendant=place) if place is not None else PlaceClosure.objects.none()
    return frozenset(rows.values_list("ancestor", flat=True))


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


def may_manage(actor: Actor, place: int) -> bool:
    """rules.may_manage for a unit by its number."""
    return rules.may_manage(actor, above=ids_ever_above(place))


def managed_by(actor: Actor) -> QuerySet[Place]:
    """Every unit for which ``may_manage`` says yes."""
    if not actor.can(rules.MANAGE):
        return Place.objects.none()
    return Place.objects.filter(pk__in=ids_ever_within(actor.reach))


def day_of(place: PlaceOn, wanted: date) -> date:
    """The day nearest to the wanted one on which the unit is; never before the data begins."""
    last = date.fromordinal(place.valid_to.toordinal() - 1) if place.valid_to else wanted
    return max(place.valid_from, HORIZON, min(wanted, last))


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


def read_on(places: "QuerySet[Place]", on: date) -> list[PlaceOn]:
    return _read(_named(places, on).order_by("code"))


def _read(places: "QuerySet[Any, Any]") -> list[PlaceOn]:
    rows = places.values_list(*_FIELDS)
    return [PlaceOn(row[0], row[1], Kind(row[2]), *row[3:]) for row in rows]
