"""What is costly to prepare and seldom changes, kept by each process for a minute."""

import time
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

_SECONDS = 60  # so long may a change of the catalogue or of a calendar take to be in force everywhere
_MOST = 20_000
Thing = TypeVar("Thing")


_EVERY: "list[Kept[Any]]" = []


class Kept(Generic[Thing]):
    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[float, Thing]] = {}
        _EVERY.append(self)

    def get(self, key: Hashable, make: Callable[[], Thing]) -> Thing:
        now = time.monotonic()
        known = self._kept.get(key)
        if known is not None and now < known[0]:
            return known[1]
        if len(self._kept) >= _MOST:
            self._kept.clear()
        made = make()
        self._kept[key] = now + _SECONDS, made
        return made

    def forget(self) -> None:
        self._kept.clear()


def forget_everything() -> None:
    """For tests, each of which has other rows under the same numbers."""
    for kept in _EVERY:
        kept.forget()
