"""Outlines, and maps drawn from them."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from chungtay.places.drawing import Frame
from chungtay.places.models import Outline, Place
from chungtay.places.queries.units import PlaceOn, alive, ancestors, children, provinces, read_on, subtree_ids
from chungtay.places.rules import DATA, LEVELS, Kind


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
    frame: Frame  # where a point of the earth lies in the picture


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
        frame=frame,
    )


def map_around(place: PlaceOn, on: date) -> Map | None:
    """The map that says most about a unit: what is right below it, its communes, or it among its siblings."""
    above = ancestors(place.pk, on)
    siblings = children(above[-1].pk, on) if above else provinces(on)
    return _map_below(place, on) or draw_map(siblings, on, chosen=place.pk)


def map_within(place: PlaceOn, on: date) -> Map | None:
    """What a unit holds: what is right below it, its communes, or it alone; all of one colour."""
    return _map_below(place, on, levels={}) or draw_map([place], on, levels={})


def _map_below(place: PlaceOn, on: date, levels: Mapping[int, int] | None = None) -> Map | None:
    communes = Place.objects.filter(kind=Kind.COMMUNE, pk__in=subtree_ids(place.pk, on)).exclude(pk=place.pk)
    return draw_map(children(place.pk, on), on, levels=levels) or draw_map(
        read_on(communes, on), on, levels=levels
    )


@cache
def _sources() -> dict[str, Any]:
    return tomllib.loads((DATA / "sources.toml").read_text(encoding="utf-8"))
