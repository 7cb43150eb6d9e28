"""What may leave, and what a file that comes in is read against."""

from chungtay.exchange.queries.lines import Chosen, Parcel, send_out
from chungtay.exchange.queries.offers import kind_of_form, may_take_in, offered_forms, offered_places
from chungtay.exchange.queries.shapes import own_shape

__all__ = [
    "Chosen", "Parcel", "kind_of_form", "may_take_in", "offered_forms", "offered_places", "own_shape", "send_out",
]  # fmt: skip
