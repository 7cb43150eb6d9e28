"""Reading tips: by the desk that received them, and by the sender with the receipt."""

from chungtay.tips.queries.desks import (
    Colleague,
    bodies_that_receive,
    get_hotline,
    list_colleagues,
    living_desk,
    own_hotline,
    reader_of,
    unlock_reader,
)
from chungtay.tips.queries.tips import (
    Line,
    Thread,
    count_waiting,
    fetch_photo,
    get_tip,
    list_tips,
    open_by_receipt,
    open_tip,
)

__all__ = [
    "Colleague",
    "Line",
    "Thread",
    "bodies_that_receive",
    "count_waiting",
    "fetch_photo",
    "get_hotline",
    "get_tip",
    "list_colleagues",
    "list_tips",
    "living_desk",
    "open_by_receipt",
    "open_tip",
    "own_hotline",
    "reader_of",
    "unlock_reader",
]
