"""What the phones may have, what needs attention, what lies where, what is said of it in a report."""

from chungtay.fieldwork.queries.attending import list_attention, list_coverage
from chungtay.fieldwork.queries.mapping import Circle, EntryMap, Unit, map_entries
from chungtay.fieldwork.queries.offering import form_called, forms_of, get_form, names_places, places_of
from chungtay.fieldwork.queries.phones import holding_of, key_shown, list_phone_keys
from chungtay.fieldwork.queries.saying import sentence_of

__all__ = [
    "Circle", "EntryMap", "Unit", "form_called", "forms_of", "get_form", "holding_of", "key_shown", "list_attention",
    "list_coverage", "list_phone_keys", "map_entries", "names_places", "places_of", "sentence_of",
]  # fmt: skip
