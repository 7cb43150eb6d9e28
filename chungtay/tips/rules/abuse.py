"""Floods and automated posts, told by their shape and never by where they come from.

Nobody is turned away: what looks like a flood is sealed and kept apart until a desk lets it in. A browser that has
done some work for its tip waits far less often; a sender without scripts is at worst read later.
"""

from dataclasses import dataclass
from hashlib import sha256

from chungtay.tips.rules.subjects import policy
from chungtay.tips.rules.words import Hold


@dataclass(frozen=True, slots=True)
class Hour:
    """What came in this hour before this tip: to the body that receives it, and of the very same shape there."""

    tips: int
    alike: int


def hold_of(hour: Hour, *, worked: bool) -> Hold | None:
    """Whether a tip waits apart. ``worked``: its browser has paid with work (:func:`has_worked`)."""
    limits = policy()["flood"]
    if hour.alike >= limits["alike"]:
        return Hold.ALIKE
    if hour.tips >= limits["tips"] * (limits["worked"] if worked else 1):
        return Hold.FLOOD
    return None


def has_worked(task: str, mark: str, nonce: str) -> bool:
    """Whether ``nonce`` was searched for: SHA-256 of "task:mark:nonce" begins with so many zero bits.

    ``task`` is the server's, of this hour; work cannot be stored up, nor used for two tips.

    >>> has_worked("a", "b", "")
    False
    """
    if not nonce or len(nonce) > 20:
        return False
    digest = sha256(f"{task}:{mark}:{nonce}".encode()).digest()
    bits: int = policy()["flood"]["bits"]
    return int.from_bytes(digest[:8], "big") >> (64 - bits) == 0
