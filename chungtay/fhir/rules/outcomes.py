"""An error as FHIR tells it: an OperationOutcome, one issue for each thing that is wrong."""

from collections.abc import Sequence
from typing import Any

_CODES = {
    400: "invalid",
    401: "login",
    403: "forbidden",
    404: "not-found",
    405: "not-supported",
    406: "not-supported",
    410: "deleted",
    413: "too-long",
    429: "throttled",
    503: "transient",
}
_UNREADABLE = 422  # what a search that cannot be understood is elsewhere; FHIR calls it a bad request


def outcome_of(status: int, said: Sequence[tuple[str, str]]) -> tuple[int, dict[str, Any]]:
    """The status as FHIR has it, and the resource; ``said``: sentences, each with its parameter or ""."""
    status = 400 if status == _UNREADABLE else status
    severity, otherwise = ("fatal", "exception") if status >= 500 else ("error", "processing")
    issues = [
        {
            "severity": severity, "code": _CODES.get(status, otherwise), "diagnostics": sentence,
            **({"location": [f"http.{parameter}"]} if parameter else {}),
        }
        for sentence, parameter in said
    ]  # fmt: skip
    return status, {"resourceType": "OperationOutcome", "issue": issues}
