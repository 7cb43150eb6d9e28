"""Several people wrote into one entry, perhaps without a network: what its answers are.

Every edit says which answers it changed, and when. Each answer is the one that was written last; so the entry is a
function of the set of edits, whatever the order in which they arrive and however often.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from json import dumps
from typing import Any

GONE = None  # what an edit says of an answer that was taken away


@dataclass(frozen=True, slots=True)
class Edit:
    """``changed``: answers by key, GONE for those taken away; ``account`` 0 for work that no person started."""

    made_at: datetime
    account: int
    changed: Mapping[str, Any]

    @property
    def mark(self) -> str:
        """Tells this edit from any other, and knows it again, in whatever zone its moment was written."""
        words = [self.made_at.astimezone(UTC).isoformat(), self.account, dict(self.changed)]
        return sha256(dumps(words, sort_keys=True, default=str).encode()).hexdigest()

    @property
    def order(self) -> tuple[datetime, int, str]:
        return self.made_at, self.account, self.mark


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What an edit from ``before`` to ``after`` changes."""
    return {key: after.get(key, GONE) for key in {*before, *after} if before.get(key) != after.get(key)}


def after_all(made_at: datetime, known: Iterable[Edit]) -> datetime:
    """When an edit counts as made: later than every edit its writer had before them, though their clocks disagree."""
    return max([made_at, *(one.made_at + timedelta.resolution for one in known)])


def fold_edits(edits: Iterable[Edit]) -> dict[str, Any]:
    """The answers after all of them, the last writer of each answer counting."""
    found: dict[str, Any] = {}
    for edit in sorted(edits, key=lambda one: one.order):
        found |= edit.changed
    return {key: answer for key, answer in found.items() if answer is not GONE}


def overridden(mine: Edit, others: Iterable[Edit]) -> set[str]:
    """Answers that others, whose edits I had not seen, changed to something else than I did."""
    return {
        key
        for other in others
        if other.account != mine.account
        for key in mine.changed
        if key in other.changed and other.changed[key] != mine.changed[key]
    }
