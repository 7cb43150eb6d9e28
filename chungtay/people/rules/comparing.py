"""Counting people once between the lists of two sectors, while neither side learns the other's names.

Both sides agree once on a secret of chance, by another way than the lists. Each makes a sheet of blind words of its own
list: for each person the words of their numbers, and of the name with the whole day of birth. Who compares the two
sheets (either side, or a third) sees how many people stand in both, and nothing else; a number under SMALL is not told,
not even 0: a list of invented people and one that is sought would tell by it whether that one stands on the other.

What it protects: a sheet that is lost without the secret tells nothing but how many people are on it. What it does not:
who has the secret can try names one by one. So the secret is for one comparison, is dropped after it, and a side that
does not trust the other gives the sheets to a third who has no secret.
"""

import base64
import hmac
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chungtay.base.text import fold
from chungtay.people.rules.tokens import Seen

SMALL = 5  # numbers under this are not told, and 0 is one of them
_SECRET = 32


@dataclass(frozen=True, slots=True)
class Common:
    """How many are on the one list, on the other, on both; None where both, or either side alone, is under SMALL."""

    first: int
    second: int
    both: int | None

    @property
    def together(self) -> int | None:
        """People on the two lists, each counted once."""
        return None if self.both is None else self.first + self.second - self.both


def new_secret() -> str:
    """To be told to the other side once, by another way than the sheets."""
    return base64.b32encode(secrets.token_bytes(_SECRET)).decode().rstrip("=")


def blind_sheet(people: Iterable[Seen], secret: str) -> list[tuple[str, ...]]:
    """One line of blind words for each person who can be told apart at all, in an order that says nothing."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    if len(key) != _SECRET:
        raise ValueError("a secret of another length")
    lines = [tuple(sorted(_blind(key, word) for word in _words(seen))) for seen in people]
    return sorted(line for line in lines if line)


def count_common(first: Sequence[tuple[str, ...]], second: Sequence[tuple[str, ...]]) -> Common:
    """Each line of the first is matched with one line of the second at most: people, not words, are counted."""
    holders: dict[str, list[int]] = {}
    for n, line in enumerate(second):
        for word in line:
            holders.setdefault(word, []).append(n)
    taken: set[int] = set()
    for line in first:
        free = (n for word in line for n in holders.get(word, ()) if n not in taken)
        match = next(free, None)
        if match is not None:
            taken.add(match)
    # With nearly everybody in both, who is not would be as few: that is told no more than who is.
    rest = min(len(first), len(second)) - len(taken)
    return Common(len(first), len(second), len(taken) if min(len(taken), rest) >= SMALL else None)


def _words(seen: Seen) -> set[str]:
    words = {f"number {number}" for number in seen.numbers}
    if seen.born is not None and seen.born.is_whole:
        words.add(f"name {fold(seen.name)} {seen.born}")
    return words


def _blind(key: bytes, word: str) -> str:
    return hmac.digest(key, word.encode(), "sha256")[:12].hex()
