"""What can be opened in an emergency. A room that holds such things registers them in its ``apps.ready()``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from chungtay.base.actor import Actor


@dataclass(frozen=True, slots=True)
class Found:
    """The thing that a person means: its id, its title and page, and the agency whose it is."""

    thing: int
    title: str
    link: str
    owner: int


@dataclass(frozen=True, slots=True)
class Kind:
    """``find(actor, words, now)`` is the thing of this province with that code, or None: also where the actor sees
    it anyway. ``code`` says what people know it by.
    """

    name: str
    label: str | Promise
    code: str | Promise
    find: Callable[[Actor, str, datetime], Found | None]


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    KINDS[kind.name] = kind
