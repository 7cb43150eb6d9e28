"""Reading tips: by the desk that received them, and by the sender with the receipt."""

from chungtay.tips.photos import path_of as path_of_photo
from chungtay.tips.queries.certificates import Certificate, get_certificate, list_deleted
from chungtay.tips.queries.clocks import clocks_at, list_late, tips_due
from chungtay.tips.queries.desks import (
    Colleague,
    bodies_that_receive,
    get_hotline,
    list_colleagues,
    living_desk,
    own_hotline,
    public_desks,
    reader_of,
    unlock_reader,
)
from chungtay.tips.queries.flood import hour_of, tasks_of
from chungtay.tips.queries.statistics import names_of_areas, statistics
from chungtay.tips.queries.tips import (
    Found,
    Line,
    Thread,
    count_waiting,
    fetch_photo,
    find,
    get_tip,
    list_tips,
    open_by_receipt,
    open_tip,
    open_with,
)

__all__ = [
    "Certificate",
    "Colleague",
    "Found",
    "Line",
    "Thread",
    "bodies_that_receive",
    "clocks_at",
    "count_waiting",
    "fetch_photo",
    "find",
    "get_certificate",
    "get_hotline",
    "get_tip",
    "hour_of",
    "list_colleagues",
    "list_deleted",
    "list_late",
    "list_tips",
    "living_desk",
    "names_of_areas",
    "open_by_receipt",
    "open_tip",
    "open_with",
    "own_hotline",
    "path_of_photo",
    "public_desks",
    "reader_of",
    "statistics",
    "tasks_of",
    "tips_due",
    "unlock_reader",
]
