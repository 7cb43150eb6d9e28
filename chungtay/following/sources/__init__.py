"""The sources that can tell whether something is done. A room above may register another (``register_source``)."""

from collections.abc import Callable
from dataclasses import dataclass

from chungtay.following.rules import Asked, CriterionKind, Evidence

Check = Callable[[Asked], Evidence]
Knows = Callable[[Asked], bool]


@dataclass(frozen=True, slots=True)
class Source:
    """``check`` answers; ``knows`` says whether it can answer for this body at all, before anybody relies on it."""

    check: Check
    knows: Knows


class NotNow(Exception):
    """The source is being made anew and will answer later; until then what it said last stands."""


_SOURCES: dict[CriterionKind, Source] = {}


def register_source(kind: CriterionKind, check: Check, knows: Knows) -> None:
    """From now on criteria of this kind are answered by ``check``. It asks for no actor and writes nothing."""
    if kind in _SOURCES and _SOURCES[kind].check is not check:
        raise RuntimeError(f"two sources for {kind}")
    _SOURCES[kind] = Source(check, knows)


def source_of(kind: CriterionKind) -> Source | None:
    """None where no room that stands today knows."""
    return _SOURCES.get(kind)
