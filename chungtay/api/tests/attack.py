"""The description held against the program: every operation, asked as it says and as it forbids, with every check."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from unittest.mock import patch

import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.internal.cache import LRUCache
from hypothesis.internal.constants_ast import Constants
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.generation.modes import GenerationMode

from chungtay.api.tests.factories import token_for
from tests.cast import Cast
from tests.house.things import Things

_PROVIDERS = "hypothesis.internal.conjecture.providers"
# What the house answers beyond what schemathesis expects of everybody: 412 for who comes second, 413 for too much.
CHECKS = {
    "positive_data_acceptance": {
        "expected-statuses": ["2xx", "401", "403", "404", "409", "412", "413", "429", "503"]
    },
}


@contextmanager
def undisturbed() -> Iterator[None]:
    """One token may ask as often as it likes; the requests of a bare WSGI application, which close the database's
    connection behind them, leave the one of the test alone; and hypothesis, which otherwise takes words out of whatever
    code is loaded, thinks of the same cases whichever tests ran before.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        with (
            patch("chungtay.api.access.services.count_use", return_value=0),
            patch("chungtay.events.line.Line.post"),
            patch(f"{_PROVIDERS}._get_local_constants", return_value=Constants()),
            patch(f"{_PROVIDERS}.CONSTANTS_CACHE", LRUCache(1024)),
        ):
            yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def closing(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """The site, each answer read to its end and closed at once, as a server does: uploads are let go of."""
    answer = WSGIHandler()(environ, start_response)
    try:
        return [b"".join(answer)]
    finally:
        answer.close()


def schema_of(app: Any) -> Any:
    return schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json", app, config=SchemathesisConfig.from_dict({"checks": CHECKS})
    )


def attack(cast: Cast, things: Things, *, examples: int) -> Iterator[tuple[str, int, BaseException | None]]:
    """Each operation's name, with how many cases it was asked and what was wrong with its answers, if anything.

    Every second case is about things that are there, the others about whatever numbers come. Nothing stays behind: each
    case is taken back. The same cases each time.
    """
    schema = schema_of(closing)
    headers = {"Authorization": f"Bearer {token_for(cast.province)}", "Accept-Encoding": "identity"}
    for found in schema.get_all_operations():
        operation = found.ok()
        asked = 0
        wrong: BaseException | None = None
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            cases = operation.as_strategy(generation_mode=mode)
            known = things if mode is GenerationMode.POSITIVE else {}
            hold, so_many = _holding(cases, headers, known, examples)
            try:
                hold()
            except Unsatisfiable:  # an operation that takes nothing can be asked nothing wrong
                pass
            except (FailureGroup, Exception) as fault:
                wrong = wrong or fault
            asked += so_many()
        yield operation.label, asked, wrong


def _holding(
    cases: Any, headers: dict[str, str], known: Things, examples: int
) -> tuple[Callable[[], None], Callable[[], int]]:
    """What asks so many cases, each taken back; and how many were asked."""
    asked = count(1)

    @seed(20260302)
    @settings(
        max_examples=examples, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=cases)
    def hold(case: Any) -> None:
        if next(asked) % 2 and case.path_parameters:
            case.path_parameters = {
                name: known.get(name, value) for name, value in case.path_parameters.items()
            }
        with transaction.atomic():
            case.call_and_validate(headers=headers)
            transaction.set_rollback(True)

    return hold, lambda: next(asked) - 1
