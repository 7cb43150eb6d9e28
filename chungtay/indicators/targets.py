"""Promises that rooms above know of: filled by them when they are ready, asked by the page of a measure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from chungtay.base.actor import Actor
from chungtay.indicators.rules import Target


@dataclass(frozen=True, slots=True)
class Promise:
    """A target with its words, and where it is promised."""

    words: str
    href: str
    target: Target


Source = Callable[[Actor, str, int | None, date], Iterable[Promise]]
_SOURCES: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """From now on the page asks ``source(actor, measure, place, on)`` for what is promised of a measure at a place."""
    if _SOURCES.get(name, source) is not source:
        raise RuntimeError(f"two sources of targets of the name {name}")
    _SOURCES[name] = source


def promises_of(actor: Actor, measure: str, place: int | None, on: date) -> list[Promise]:
    return [promise for source in _SOURCES.values() for promise in source(actor, measure, place, on)]
