"""What a session has shown of who sits there, and what that lets pass."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from chungtay.signin.rules.codes import Means

# A sensitive act asks again who is there when the last proof is older than this.
FRESH = timedelta(minutes=15)
_SECOND = frozenset({Means.TOTP, Means.PASSKEY, Means.RECOVERY})


@dataclass(frozen=True, slots=True)
class Proof:
    """With what, and when last, the person of this session has shown who they are."""

    means: frozenset[Means]
    at: datetime

    @property
    def with_second_factor(self) -> bool:
        return bool(self.means & _SECOND)

    def is_fresh(self, now: datetime) -> bool:
        return now - self.at < FRESH

    def as_words(self) -> dict[str, Any]:
        return {"means": sorted(self.means), "at": self.at.timestamp()}

    @staticmethod
    def from_words(words: Mapping[str, Any] | None) -> "Proof":
        """The proof that a session keeps; none at all for a session that keeps none."""
        if not words:
            return Proof(frozenset(), datetime.fromtimestamp(0, UTC))
        means = frozenset(Means(word) for word in words["means"])
        return Proof(means, datetime.fromtimestamp(words["at"], UTC))


def next_gate(
    *, must_change_password: bool, factor_required: bool, has_factor: bool, proof: Proof, excused: bool
) -> str:
    """Where a signed-in person must pass before anything else: "password", "enrol", "second_step" or "".

    ``factor_required`` is asked of the post one acts from. ``excused`` is for the accounts of the example,
    which everybody shares.
    """
    if must_change_password:
        return "password"
    if not factor_required or proof.with_second_factor:
        return ""
    if has_factor:
        return "second_step"
    return "" if excused else "enrol"
