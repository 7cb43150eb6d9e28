"""The chain: each entry's hash covers its own words and the hash before it (as in RFC 6962's spirit).

Changing, removing or inserting one row makes its hash, or the link of the row after it, not fit.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from chungtay.base.actor import Actor

FIRST_LINK = "0" * 64
# What an entry is made of, as it is handed to who checks it elsewhere.
FIELDS = (
    "number", "at", "account", "name", "post", "agency", "place", "verb", "subject", "title", "change", "purpose",
    "previous", "hash",
)  # fmt: skip


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
    place: int | None = None


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
        *([] if words.place is None else [words.place]),  # entries without one hash as they always did
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries somebody wants to see; what is left empty asks for nothing. Both days are included."""

    subject: str = ""
    verb: str = ""
    who: str = ""  # words of the person's, the post's or the body's name
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What the journal was at a moment. Written down outside the database it shows later whether lines before it
    were replaced or the last ones cut off, which the chain alone cannot show.
    """

    count: int
    number: int  # of the last entry
    hash: str
    first_at: datetime | None
    last_at: datetime | None

    @property
    def fingerprint(self) -> str:
        """The hash in groups of four, as a person reads it aloud or compares it on paper."""
        return " ".join(self.hash[start : start + 4] for start in range(0, len(self.hash), 4))


def plain_hash(written: str) -> str:
    """The hash that somebody typed from paper, blanks and capitals aside.

    >>> plain_hash("AB12 cd34")
    'ab12cd34'
    """
    return "".join(written.split()).lower()


@dataclass(frozen=True, slots=True)
class Link:
    number: int
    words: Words
    previous: str
    hash: str


def broken_links(links: Iterable[Link], *, previous: str = FIRST_LINK, expected: int = 1) -> Iterator[int]:
    """The numbers of the entries that do not fit: altered, or standing after a gap.

    ``previous`` and ``expected`` are the hash before the first of the links and the number it should have.
    """
    for link in links:
        if (
            link.number != expected
            or link.previous != previous
            or link.hash != hash_of(link.words, link.previous)
        ):
            yield link.number
        previous, expected = link.hash, link.number + 1


def may_read(actor: Actor, *, place: int | None, within: Collection[int]) -> bool:
    """An entry of the own jurisdiction (``within``, past places too), or of the installation itself, for inspectors."""
    return actor.can("journal.read") and (place is None or place in within)
