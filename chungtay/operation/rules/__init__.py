"""What is healthy, and what makes a backup whole; pure Python, no Django."""

from chungtay.operation.rules.archives import (
    FORM,
    Manifest,
    Part,
    Wrong,
    differences,
    digest_of,
    name_at,
    of_backups,
    too_old,
)
from chungtay.operation.rules.health import (
    Finding,
    Limits,
    MarkName,
    State,
    exit_code,
    limits,
    line_is_safe,
    state_of_age,
    worst,
)
from chungtay.operation.rules.keeping import kept_together

__all__ = [
    "FORM",
    "Finding",
    "Limits",
    "Manifest",
    "MarkName",
    "Part",
    "State",
    "Wrong",
    "differences",
    "digest_of",
    "exit_code",
    "kept_together",
    "limits",
    "line_is_safe",
    "name_at",
    "of_backups",
    "state_of_age",
    "too_old",
    "worst",
]
