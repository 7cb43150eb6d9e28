"""The list of a year as a picture: own outlines, at most five classes and what is not known."""

from collections.abc import Mapping
from dataclasses import dataclass

from chungtay.areas.queries import YearView
from chungtay.areas.rules.words import AreaKind
from chungtay.areas.words import LEVELS
from chungtay.places import queries as places
from chungtay.places.queries import Map


@dataclass(frozen=True, slots=True)
class Picture:
    """``shown`` joins the units of the map with what the list says of them; ``without`` have no outline."""

    map: Map
    kinds: Mapping[int, AreaKind | None]
    without: int


def picture_of(view: YearView) -> Picture | None:
    kinds = {row.place.pk: row.kind for row in view.rows}
    levels = {place: LEVELS[kind] for place, kind in kinds.items()}
    drawn = places.draw_map([row.place for row in view.rows], view.on, levels=levels)
    return Picture(drawn, kinds, len(kinds) - len(drawn.units)) if drawn else None
