"""Treatment episodes as FHIR R4 says them, in plain Python; and what for they may leave."""

from chungtay.fhir.rules.bundles import MEDIA, ROOT, capability, file_of, search_of
from chungtay.fhir.rules.outcomes import outcome_of
from chungtay.fhir.rules.resources import Attendance, Episode
from chungtay.fhir.rules.words import PURPOSES, Purpose

__all__ = [
    "MEDIA",
    "PURPOSES",
    "ROOT",
    "Attendance",
    "Episode",
    "Purpose",
    "capability",
    "file_of",
    "outcome_of",
    "search_of",
]
