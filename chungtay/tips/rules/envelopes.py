"""A tip as it arrives: closed, by the sender's browser or by the server, in one form."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chungtay.base.problems import Problem, Refused
from chungtay.tips.rules.subjects import policy

MARK = re.compile(r"[0-9a-f]{32}")
LOOKUP, SENDER, SEALED, LOCK = 32, 60, 80, 28  # bytes; LOCK is what a lock adds: nonce and tag

Keys = Mapping[int, bytes]


@dataclass(frozen=True, slots=True)
class Parcel:
    """The words and the photos of one message, locked."""

    text: bytes
    photos: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Envelope:
    """``mark``: 32 letters by chance that every seal is bound to. ``desks``, ``recovery``: its key sealed, by the
    number of the key that opens it; ``sender``: its key locked under the receipt. ``lookup``: hash of what finds it."""

    mark: str
    lookup: bytes
    sender: bytes
    desks: Keys
    recovery: Keys
    words: Parcel


class KeysChanged(Exception):
    """Sealed to others than who receives such a tip now; whoever sealed it may seal again."""


def read_envelope(said: Any, words: Parcel) -> Envelope:
    """Out of what a browser sent as JSON; Refused where it is not of this form."""
    try:
        found = Envelope(
            mark=said["mark"],
            lookup=bytes.fromhex(said["lookup"]),
            sender=bytes.fromhex(said["sender"]),
            desks={int(number): bytes.fromhex(key) for number, key in said["desks"].items()},
            recovery={int(number): bytes.fromhex(key) for number, key in said["recovery"].items()},
            words=words,
        )
        fits = MARK.fullmatch(found.mark) and (len(found.lookup), len(found.sender)) == (LOOKUP, SENDER)
    except (KeyError, TypeError, ValueError, AttributeError):
        fits = None
    if not fits or any(len(key) != SEALED for key in (*found.desks.values(), *found.recovery.values())):
        raise Refused(_misshapen())
    return found


def check_parcel(words: Parcel) -> list[Problem]:
    """Whether locked words and photos can be what they are said to be, by their lengths."""
    limits = policy()["content"]
    longest = limits["letters"] * 4 + LOCK  # a letter is four bytes at most
    if not LOCK < len(words.text) <= longest:
        return [_misshapen()]
    if len(words.photos) > limits["photos"] or any(
        not LOCK < len(photo) <= limits["photo_bytes"] + LOCK for photo in words.photos
    ):
        return [_misshapen()]
    return []


def check_keys(envelope: Envelope, desks: Sequence[int], recovery: Sequence[int]) -> None:
    """Raises KeysChanged unless it is sealed to exactly those who receive it."""
    if set(envelope.desks) != set(desks) or set(envelope.recovery) != set(recovery):
        raise KeysChanged


def _misshapen() -> Problem:
    return Problem("misshapen", "Tin đến không nguyên vẹn nên chưa được nhận. Hãy thử gửi lại.")
