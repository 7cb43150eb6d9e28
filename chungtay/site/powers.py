"""The map of powers, read out of the program: which role has which power, which addresses a power opens.

Views say themselves which power they ask for (base.web.with_power); what an address is for is said in PAGES,
which a test holds against every address that asks for a power.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLResolver, get_resolver
from django.utils.functional import Promise

from chungtay.agencies.rules import Power, PowerWords, Role, power_words, roles
from chungtay.base.web import power_asked
from chungtay.site.pages import PAGES

_PIECE = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Opened:
    """An address that a power opens: its name in the program, its path for people, what it is for."""

    name: str
    path: str
    words: Promise | str


@dataclass(frozen=True, slots=True)
class PowerRow:
    """A power in words, the roles that have it (in the order of roles.toml), and what it opens."""

    power: Power
    words: PowerWords
    roles: list[Role]
    opens: list[Opened]


def map_of_powers() -> list[PowerRow]:
    """Every power in the order of the closed list."""
    return [
        PowerRow(
            power=power,
            words=power_words()[power],
            roles=[role for role in roles().values() if power in role.powers],
            opens=[
                Opened(name, "/" + _PIECE.sub("…", route), PAGES.get(name, ""))
                for name, (route, view) in _addresses().items()
                if power_asked(view) == power
            ],
        )
        for power in Power
    ]


@cache
def views_by_address() -> dict[str, Callable[..., Any]]:
    """Every address of the house by its name, with the view behind it."""
    return {name: view for name, (_route, view) in _addresses().items()}


@cache
def _addresses() -> dict[str, tuple[str, Callable[..., Any]]]:
    return {name: (route, view) for name, route, view in _walk(get_resolver())}


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
