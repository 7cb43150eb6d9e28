"""The feed of the columnar copy: what changed, in order, and nothing missed (services/feed.py)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max

from chungtay.figures.models import ValueChange


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of which cell of which submission, from what to what. ``old_state`` None: the first thing said.

    ``value`` None with ``missing``: not reported, for that reason; both None: what was said has been taken back.
    """

    number: int
    at: datetime
    submission: int
    data_set: int
    agency: int
    place: int
    period: str
    cell: int
    old_value: Decimal | None
    old_missing: int | None
    value: Decimal | None
    missing: int | None
    old_state: int | None  # rules.ValueState
    state: int


_FIELDS = (
    "number", "at", "submission", "submission__data_set", "submission__agency", "submission__place",
    "submission__period", "cell", "old_value", "old_missing", "value", "missing", "old_state", "state",
)  # fmt: skip


def changes(after: int, limit: int) -> list[Change]:
    """The changes that follow the number ``after``, in order, ``limit`` at most; for the copy, not for a page."""
    found = ValueChange.objects.filter(number__gt=after).order_by("number")[:limit]
    rows: Iterable[tuple[Any, ...]] = found.values_list(*_FIELDS)
    return [Change(*row) for row in rows]


def latest_change() -> int:
    """The number of the last change; 0 before the first."""
    return ValueChange.objects.aggregate(last=Max("number"))["last"] or 0
