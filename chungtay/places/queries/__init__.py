"""Reading units. Places are open information, so no query here takes an actor.

Every answer is for a day (``on``). A unit is named by its id.
"""

from chungtay.places.queries.maps import Drawn, Map, draw_map, map_around, map_within, outline
from chungtay.places.queries.past import Step, former_names, heirs, parents, predecessors, successors
from chungtay.places.queries.territory import WholeCountry, country_version, whole_country
from chungtay.places.queries.units import (
    PlaceOn,
    alive,
    ancestors,
    ancestors_of,
    children,
    count_below,
    count_live,
    day_of,
    find_places,
    get_place,
    get_places,
    ids_ever_above,
    ids_ever_within,
    ids_within,
    managed_by,
    may_manage,
    names_of,
    place_at,
    provinces,
    subtree_ids,
)

__all__ = [
    "Drawn",
    "Map",
    "PlaceOn",
    "Step",
    "WholeCountry",
    "alive",
    "ancestors",
    "ancestors_of",
    "children",
    "count_below",
    "count_live",
    "country_version",
    "day_of",
    "draw_map",
    "find_places",
    "former_names",
    "get_place",
    "get_places",
    "heirs",
    "ids_ever_above",
    "ids_ever_within",
    "ids_within",
    "managed_by",
    "map_around",
    "map_within",
    "may_manage",
    "names_of",
    "outline",
    "parents",
    "place_at",
    "predecessors",
    "provinces",
    "subtree_ids",
    "successors",
    "whole_country",
]
