"""Reading areas. Every question takes the actor; what is not theirs is not there."""

from chungtay.areas.queries.awaited import due_of
from chungtay.areas.queries.gathering import gather, opened_by
from chungtay.areas.queries.measures import (
    InForce,
    get_own_set,
    in_force,
    list_choices,
    list_own_sets,
    measure_with,
)
from chungtay.areas.queries.province import ProvinceView, province_view
from chungtay.areas.queries.sight import (
    approves,
    get_commune,
    may_approve_at,
    proposes_for,
    province_of,
    seen_places,
    sees_many,
)
from chungtay.areas.queries.standing import (
    Standing,
    facts_of_year,
    get_assessment,
    open_transformation,
    standing_of,
    tasks_of,
    tasks_to_choose,
)
from chungtay.areas.queries.years import AreaRow, YearView, history_of, known_years, list_year

__all__ = [
    "AreaRow",
    "InForce",
    "ProvinceView",
    "Standing",
    "YearView",
    "approves",
    "due_of",
    "facts_of_year",
    "gather",
    "get_assessment",
    "get_commune",
    "get_own_set",
    "history_of",
    "in_force",
    "known_years",
    "list_choices",
    "list_own_sets",
    "list_year",
    "may_approve_at",
    "measure_with",
    "open_transformation",
    "opened_by",
    "proposes_for",
    "province_of",
    "province_view",
    "seen_places",
    "sees_many",
    "standing_of",
    "tasks_of",
    "tasks_to_choose",
]
