"""Every request gets a name of its own, is counted, and leaves one line in the log: which address, how it ended."""

import logging
import re
import time
from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bind_contextvars, clear_contextvars

from chungtay.operation.counting import REQUESTS

log = logging.getLogger("chungtay.operation.requests")
_A_NAME = re.compile(r"[0-9a-f]{32}")
# Who brings a tip leaves no trace, and "somebody did at this second" would be one. A fault there is still told.
_UNSEEN = {"tips:send", "tips:come_back"}


class Observed:
    """Middleware, outside of all that may fail. The line holds no path, no query, no address and nobody's name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        clear_contextvars()
        name = _name_of(request)
        bind_contextvars(request=name)
        started = time.perf_counter()
        answer = self.get_response(request)
        seconds = time.perf_counter() - started
        route = request.resolver_match.view_name if request.resolver_match else "none"
        if route not in _UNSEEN or answer.status_code >= 500:
            REQUESTS.labels(route, str(answer.status_code)).observe(seconds)
            told = {"route": route, "status": answer.status_code, "ms": round(seconds * 1000, 1)}
            log.info("request", extra=told)
            answer.headers["X-Request-Id"] = name
        clear_contextvars()
        return answer


def _name_of(request: HttpRequest) -> str:
    """The name that our own proxy gave it, so that its line and ours are found together; else a new one."""
    given = request.headers.get("X-Request-Id", "") if settings.PROXIES else ""
    return given if _A_NAME.fullmatch(given) else uuid4().hex
