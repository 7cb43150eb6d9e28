"""Reading inspections, campaigns and commendations. Every question takes the actor; what is not theirs is not there."""

from chungtay.supervision.queries.awaited import due_of
from chungtay.supervision.queries.campaigns import (
    get_campaign,
    get_part,
    list_campaigns,
    list_owed,
    list_parts,
    list_reports,
    visible_campaigns,
)
from chungtay.supervision.queries.commendations import (
    finished_work,
    get_commendation,
    list_commendations,
    visible_commendations,
)
from chungtay.supervision.queries.inspections import (
    count_recommendations,
    get_evidence,
    get_inspection,
    get_recommendation,
    list_inspections,
    list_owners,
    list_recommendations,
    list_subjects,
    list_work,
    list_years,
    places_near,
    visible_inspections,
    visible_recommendations,
    writes,
)

__all__ = [
    "count_recommendations",
    "due_of",
    "finished_work",
    "get_campaign",
    "get_commendation",
    "get_evidence",
    "get_inspection",
    "get_part",
    "get_recommendation",
    "list_campaigns",
    "list_commendations",
    "list_inspections",
    "list_owed",
    "list_owners",
    "list_parts",
    "list_recommendations",
    "list_reports",
    "list_subjects",
    "list_work",
    "list_years",
    "places_near",
    "visible_campaigns",
    "visible_commendations",
    "visible_inspections",
    "visible_recommendations",
    "writes",
]
