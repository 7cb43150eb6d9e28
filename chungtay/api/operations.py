"""How an operation is declared, and what happens before and around each: see README.md, "an endpoint more"."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from ninja import Router, Status
from ninja.operation import Operation
from ninja.security import HttpBearer

from chungtay.api.access import ApiRequest, enter
from chungtay.api.answers import MEDIA, nothing_called, problem
from chungtay.api.rules import TokenScope, opens_people
from chungtay.api.shapes import ProblemShape, Shape
from chungtay.api.words import KEY_SHAPE, KEY_USED
from chungtay.base.web import ActorRequest, told
from chungtay.files.access import refused_upload
from chungtay.people.access import acting
from chungtay.replays.access import KEY, once
from chungtay.replays.rules import check_key

_KEY_PATTERN = "^[A-Za-z0-9-]{16,64}$"
_ALWAYS = (400, 401, 403, 404, 422, 429, 503)
_WRITES = (409, 413, 415)
BODIES = {"body": "application/json", "form": "multipart/form-data", "file": "multipart/form-data"}

Function = Callable[..., Any]


class Token(HttpBearer):
    """Says in the description that a token is asked for; who it is was found before (``enter``)."""

    def authenticate(self, request: Any, token: str) -> bool:
        return True


class Endpoints(Router):
    """The operations about one subject. ``title`` heads their part of the page about the interface.

    ``error``: the shape and the media type of their errors, where those are not the house's.
    """

    def __init__(self, title: Promise, *, error: tuple[Any, str] = (ProblemShape, MEDIA)) -> None:
        super().__init__(auth=Token())
        self.title, self.error = title, error
        self.add_decorator(_guarded, mode="view")

    def read(self, path: str, scope: TokenScope, words: Promise, shape: Any, *, media: str = "") -> Function:
        """GET. ``shape``: what comes back; or ``media``, the type of a file, with ``shape`` None."""
        return self._operation("GET", path, scope, words, {200: shape}, _ALWAYS, media)

    def act(
        self, path: str, scope: TokenScope, words: Promise, shape: Any, *, made: bool = False, versioned: bool = False,
        method: str = "POST", apart: bool = False, more: Promise | None = None,
    ) -> Function:  # fmt: skip
        """POST, PUT or DELETE. ``made``: answers 201; ``versioned``: its function takes ``if_match: IfMatch``;
        ``apart``: it asks another machine, so nothing is held while it waits, and no key makes it once; ``more``: what
        to know beyond its words.
        """
        errors = (*_ALWAYS, *_WRITES, *((412,) if versioned else ()))
        answers = {201 if made else 200: shape}
        return self._operation(method, path, scope, words, answers, errors, "", apart=apart, more=more)

    def _operation(
        self, method: str, path: str, scope: TokenScope, words: Promise, answers: dict[int, Any],
        errors: tuple[int, ...], media: str, apart: bool = True, more: Promise | None = None,
    ) -> Function:  # fmt: skip
        [(status, shape)] = answers.items()

        def declare(function: Function) -> Function:
            if versioned_by := _version_field(shape):
                function = _versioned(function, versioned_by)
            if 201 in answers:
                function = _made(function)
            function.scope, function.apart = scope, apart  # type: ignore[attr-defined]
            said = {
                "words": words,
                "more": more,
                "media": media,
                "error": self.error[1],
                **({"parameters": [_KEY_PARAMETER]} if not apart and method == "POST" else {}),
                **({"responses": {status: {"headers": {"ETag": _ETAG}}}} if versioned_by else {}),
            }
            return self.api_operation(
                [method], path, response={**answers, **dict.fromkeys(errors, self.error[0])},
                operation_id=function.__name__, tags=[function.__module__.rsplit(".", 1)[-1]],
                description=" ", openapi_extra=said,
            )(function)  # fmt: skip

        return declare


_KEY_PARAMETER = {
    "in": "header",
    "name": KEY,
    "required": False,
    "schema": {"type": "string", "pattern": _KEY_PATTERN},
}


_ETAG = {"schema": {"type": "string"}}


def _version_field(shape: Any) -> str:
    return shape.etag if isinstance(shape, type) and issubclass(shape, Shape) else ""


def _versioned(function: Function, field: str) -> Function:
    """The version of what is answered goes out as its ETag: ``_guarded`` writes it on the answer."""

    @wraps(function)
    def answering(request: ApiRequest, *given: Any, **named: Any) -> Any:
        shown = function(request, *given, **named)
        request.etag = f'"{getattr(shown, field)}"'
        return shown

    return answering


def _made(function: Function) -> Function:
    @wraps(function)
    def answering(*given: Any, **named: Any) -> Status[Any]:
        return Status(201, function(*given, **named))

    return answering


def _guarded(run: Function) -> Function:
    """Around every operation: who asks, what kind of content, once or as often as sent, whole or not at all."""
    operation: Operation = run.__self__  # type: ignore[attr-defined]
    scope: TokenScope = operation.view_func.scope  # type: ignore[attr-defined]
    wanted = next(
        (BODIES[kind] for model in operation.models if (kind := model.__ninja_param_source__) in BODIES), ""
    )
    filters, parts = _names(operation, "query"), _names(operation, "form", "file")

    @wraps(run)
    def guarded(request: ApiRequest, **pieces: Any) -> HttpResponseBase:
        request.etag = ""
        kept_out = enter(request, scope)
        if kept_out is not None:
            return kept_out
        wrong = _misshapen(request, wanted, filters, parts)
        if wrong is not None:
            return wrong
        with acting(request.actor) if opens_people(scope) else nullcontext():
            answer: HttpResponseBase = (
                run(request, **pieces)
                if operation.view_func.apart  # type: ignore[attr-defined]
                else _whole(request, lambda: run(request, **pieces))
            )
        if request.etag and answer.status_code < 400:
            answer.headers["ETag"] = request.etag
        return answer

    return guarded


def _misshapen(request: ApiRequest, wanted: str, filters: set[str], parts: set[str]) -> HttpResponse | None:
    """What is wrong with a request before its values are looked at: an unknown name, a wrong type, too much."""
    if unknown := sorted(set(request.GET) - filters):
        return problem(422, found=[nothing_called(f"query:{name}") for name in unknown])
    if wanted and request.content_type != wanted:
        return problem(415, detail=wanted)
    try:
        if wanted != BODIES["file"]:
            request.body  # noqa: B018  reading it is what finds it too large
            return None
        too_large = refused_upload(request)
    except RequestDataTooBig:
        return problem(413)
    if too_large:
        return problem(413, detail=told(too_large))
    if strange := sorted({*request.POST, *request.FILES} - parts):
        return problem(422, found=[nothing_called(f"#/{name}") for name in strange])
    return None


def _names(operation: Operation, *sources: str) -> set[str]:
    """What an operation takes from these parts of a request, by name."""
    found = [model for model in operation.models if model.__ninja_param_source__ in sources]
    return {name for model in found for name in vars(model).get("__ninja_flatten_map__", model.model_fields)}


def _whole(request: ApiRequest, work: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Done once when it carries a key, and then always answered the same; taken back when it ends in an error."""

    def whole(_request: ActorRequest) -> HttpResponseBase:
        with transaction.atomic():
            answer = work()
            if answer.status_code >= 400:
                transaction.set_rollback(True)
        return answer

    key = request.headers.get(KEY, "")
    wrong = check_key(key) if key and request.method == "POST" else []
    if wrong:
        return problem(
            422, found=[{"code": wrong[0].code, "sentence": _(KEY_SHAPE), "pointer": f"header:{KEY}"}]
        )
    answer: HttpResponseBase = once(whole)(request)
    if isinstance(answer, HttpResponse) and answer.headers["Content-Type"].startswith("text/plain"):
        return problem(409, detail=_(KEY_USED))  # the only thing that is not answered as JSON
    return answer
