"""Reading care: patients for the treating facility alone, help for who gives it, places as numbers."""

from chungtay.care.queries.clinical import (
    Patience,
    get_patient,
    list_day,
    list_patients,
    visible_patients,
)
from chungtay.care.queries.help import get_helped, list_help, list_helpers
from chungtay.care.queries.places import Free, free_places

__all__ = [
    "Free",
    "Patience",
    "free_places",
    "get_helped",
    "get_patient",
    "list_day",
    "list_help",
    "list_helpers",
    "list_patients",
    "visible_patients",
]
