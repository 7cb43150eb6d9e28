"""The map of powers, read out of the program: which address asks for which power, which role has it."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.urls import URLResolver, get_resolver


@cache
def views_by_address() -> dict[str, Callable[..., Any]]:
    """Every address of the house by its name, with the view behind it."""
    return {name: view for name, _route, view in _walk(get_resolver())}


def _walk(
    resolver: URLResolver, spaces: tuple[str, ...] = (), before: str = ""
) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            deeper = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern, deeper, route)
        else:
            yield ":".join((*spaces, pattern.name or str(pattern.pattern))), route, pattern.callback
