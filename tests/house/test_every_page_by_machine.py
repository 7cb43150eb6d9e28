"""Everything that a page can do: an operation does it too, or there is a reason (pages_by_machine.toml)."""

import tomllib
from collections.abc import Callable, Iterator
from dis import get_instructions
from functools import cache
from inspect import isfunction, ismodule, unwrap
from pathlib import Path
from types import CodeType
from typing import Any

from chungtay.api.v1 import operations
from chungtay.site.powers import views_by_address

# Rooms whose pages are about persons or tips, and the two pages elsewhere that are: no token opens them (ADR 27).
CLOSED = {"people", "cases", "care", "rights", "fhir", "tips", "comparisons", "amendments"}
ABOUT_PERSONS = {"handovers:files", "gate:counting"}
LOOKS_AT = {"POST", "FILES", "method"}  # of a request
# Of base.web and files.access: they look at it for a view.
HELPERS = {"change_page", "sent", "takes_uploads"}


@cache
def table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "pages_by_machine.toml").read_text(encoding="utf-8"))


def takes_what_is_sent(view: Callable[..., Any]) -> bool:
    """Whether a view says so by a decorator; else whether it, or a function of views that it calls, looks at it."""
    inner: Any = view
    while hasattr(inner, "__wrapped__"):
        kept = dict(zip(inner.__code__.co_freevars, inner.__closure__ or (), strict=True))
        if "request_method_list" in kept:
            return "POST" in kept["request_method_list"].cell_contents
        inner = inner.__wrapped__
    return any(
        LOOKS_AT & names or {name for name in HELPERS & names if name in function.__globals__}
        for function, names in _called(inner, set())
    )


def _called(function: Any, met: set[CodeType]) -> Iterator[tuple[Any, set[str]]]:
    """The function and those of views that it calls, each with the names that it uses."""
    function = unwrap(function) if isfunction(function) else None
    if not isfunction(function) or function.__code__ in met or "views" not in function.__module__:
        return
    met.add(function.__code__)
    codes = list(_inside(function.__code__))
    names = {name for code in codes for name in code.co_names}
    yield function, names
    loaded = {
        line.argval for code in codes for line in get_instructions(code) if line.opname == "LOAD_GLOBAL"
    }
    known = [function.__globals__[name] for name in loaded if name in function.__globals__]
    for one in known:
        for other in [getattr(one, name, None) for name in names] if ismodule(one) else [one]:
            yield from _called(other, met)


def _inside(code: CodeType) -> Iterator[CodeType]:
    yield code
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield from _inside(const)


def sent_to() -> set[str]:
    ours = {
        name: view for name, view in views_by_address().items() if view.__module__.startswith("chungtay.")
    }
    looked_at = {name for name, view in ours.items() if view.__module__.split(".")[1] not in CLOSED}
    return {name for name in looked_at - ABOUT_PERSONS if takes_what_is_sent(ours[name])}


def test_every_page_that_takes_something_is_an_operation_or_has_a_reason() -> None:
    decided = [
        *table()["operations"],
        *(name for one in table()["reasons"].values() for name in one["pages"]),
    ]
    assert len(decided) == len(set(decided))
    assert sorted(sent_to() ^ set(decided)) == []


def test_the_operations_that_stand_for_a_page_are_there() -> None:
    named = {name for operations in table()["operations"].values() for name in operations}
    assert sorted(named - {operation.operation_id for operation in operations()}) == []
    assert all(table()["operations"].values())
