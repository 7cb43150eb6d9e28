"""Which things an event may be about, and who sees them. Filled by the site when it is ready.

An event is told to who sees its thing, by the very query of the thing's own room; a kind that nobody registered is
never told.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from chungtay.base.actor import Actor

Sight = Callable[[Actor, date, Collection[int]], Collection[int]]


@dataclass(frozen=True, slots=True)
class Subject:
    """``sight`` says which of these things an actor sees on a day; ``page`` names a thing's address, or is empty."""

    sight: Sight
    page: str


SUBJECTS: dict[str, Subject] = {}


def register(kind: str, sight: Sight, *, page: str = "") -> None:
    """From now on events whose subject is "kind:12" are told to who sees the thing 12."""
    SUBJECTS[kind] = Subject(sight, page)
