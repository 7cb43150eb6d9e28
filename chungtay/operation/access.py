"""Every request gets a name of its own, is counted, and leaves one line in the log: which address, how it ended.

And, where the machine names a replica, where its page is read.
"""

import logging
import re
import time
from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve
from structlog.contextvars import bind_contextvars, clear_contextvars

from chungtay.operation import replica
from chungtay.operation.counting import PAGES, REQUESTS
from chungtay.operation.rules.replica import may_read_there
from chungtay.signin.access import keep, kept

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


_STAND = "stand"  # the browser keeps where the primary stood when it last answered


class ReadsFromReplica:
    """Middleware, after the actor is known and before anything is told to the database about them.

    A page of the list is read from the replica where that has all that this browser has seen. Whatever goes wrong
    there, and whatever it refuses or does not find, is asked again of the primary, whose word alone counts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if replica.ALIAS not in settings.DATABASES:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self._read_there(request)
        if answer is not None:
            return answer
        answer = self.get_response(request)
        if answer.status_code < 500 and request.user.is_authenticated:
            keep(answer, _STAND, {"position": replica.position()}, request=request)
        return answer

    def _read_there(self, request: HttpRequest) -> HttpResponse | None:
        found = _resolved(request.path_info)
        signed_in = getattr(request, "actor", None) is not None
        if (
            found is None
            or not may_read_there(request.method or "", found.app_name, signed_in=signed_in)
            or replica.is_known_to_pass(found.view_name)
        ):
            return None
        became = replica.standing((kept(request, _STAND) or {"position": 0})["position"])
        answer = None
        if became == "replica":
            with replica.reading(found.view_name) as page:
                request.page_read_there = page  # type: ignore[attr-defined]
                answer = self.get_response(request)
            del request.page_read_there  # type: ignore[attr-defined]
            if page.failed or answer.status_code >= 400:
                became, answer = "again", None
        PAGES.labels(became).inc()
        return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A fault of the replica is no fault of the page: nothing in the log, and the primary is asked."""
        page: replica.Reading | None = getattr(request, "page_read_there", None)
        if page is None or not isinstance(exception, Error):
            return None
        page.failed = True
        return HttpResponse(status=503)


def _resolved(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _name_of(request: HttpRequest) -> str:
    """The name that our own proxy gave it, so that its line and ours are found together; else a new one."""
    given = request.headers.get("X-Request-Id", "") if settings.PROXIES else ""
    return given if _A_NAME.fullmatch(given) else uuid4().hex
