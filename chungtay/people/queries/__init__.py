"""Reading people: who somebody is, for the bodies that keep a file on them; which records are alike."""

from chungtay.people.queries.alike import Alike, find_alike, find_like_person, related_communes, seen_of
from chungtay.people.queries.bringings import (
    get_bringing,
    list_bringings,
    list_found,
    list_lines,
    list_tried,
)
from chungtay.people.queries.records import (
    find_closed,
    get_person,
    get_to_edit,
    joined,
    kept_by,
    list_decisions,
    records_of,
    visible_to,
)
from chungtay.people.words import DRUGS, RECORDS, ROUTES, SCHOOLINGS, SEXES

__all__ = [
    "DRUGS",
    "RECORDS",
    "ROUTES",
    "SCHOOLINGS",
    "SEXES",
    "Alike",
    "find_alike",
    "find_closed",
    "find_like_person",
    "get_bringing",
    "get_person",
    "get_to_edit",
    "joined",
    "kept_by",
    "list_bringings",
    "list_decisions",
    "list_found",
    "list_lines",
    "list_tried",
    "records_of",
    "related_communes",
    "seen_of",
    "visible_to",
]
