"""Many questions asked at once rest on the same few answers: within ``remembered()`` each is looked up once."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

T = TypeVar("T")
_KNOWN: ContextVar[dict[Hashable, Any] | None] = ContextVar("following_known", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    """For one page or one turn of the worker; nothing is remembered beyond it."""
    token = _KNOWN.set({})
    try:
        yield
    finally:
        _KNOWN.reset(token)


def once(key: Hashable, find: Callable[[], T]) -> T:
    known = _KNOWN.get()
    if known is None:
        return find()
    if key not in known:
        known[key] = find()
    return cast(T, known[key])
