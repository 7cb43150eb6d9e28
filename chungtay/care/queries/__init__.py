"""Reading care: patients for the treating facility alone, help for who gives it, places as numbers."""

from chungtay.care.queries.clinical import (
    Patience,
    get_patient,
    list_day,
    list_patients,
    may_admit,
    month_of,
    patient_of,
    visible_patients,
)
from chungtay.care.queries.help import get_helped, helped_lately, list_help, list_helpers
from chungtay.care.queries.places import Free, free_places

__all__ = [
    "Free",
    "Patience",
    "free_places",
    "get_helped",
    "get_patient",
    "helped_lately",
    "list_day",
    "list_help",
    "list_helpers",
    "list_patients",
    "may_admit",
    "month_of",
    "patient_of",
    "visible_patients",
]
