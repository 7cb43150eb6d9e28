"""The chain: each entry's hash covers its own words and the hash before it (as in RFC 6962's spirit).

Changing, removing or inserting one row makes its hash, or the link of the row after it, not fit.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FIRST_LINK = "0" * 64


@dataclass(frozen=True, slots=True)
class Words:
    """What an entry says, in the order in which it is hashed."""

    at: datetime
    account: int
    name: str
    post: str
    agency: str
    verb: str
    subject: str
    title: str
    change: dict[str, Any]
    purpose: str


def hash_of(words: Words, previous: str) -> str:
    """SHA-256 in hex over the previous hash and the entry's canonical JSON."""
    said = [
        previous,
        words.at.astimezone(UTC).isoformat(timespec="microseconds"),
        words.account,
        words.name,
        words.post,
        words.agency,
        words.verb,
        words.subject,
        words.title,
        words.change,
        words.purpose,
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Link:
    number: int
    words: Words
    previous: str
    hash: str


def broken_links(links: Iterable[Link]) -> Iterator[int]:
    """The numbers of the entries that do not fit: altered, or standing after a gap."""
    previous, expected = FIRST_LINK, 1
    for link in links:
        if (
            link.number != expected
            or link.previous != previous
            or link.hash != hash_of(link.words, link.previous)
        ):
            yield link.number
        previous, expected = link.hash, link.number + 1
