"""How the interface says no: one form for every error (RFC 9457), in the language that was asked for."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from ninja.errors import HttpError, ValidationError

from chungtay.api.words import ANYTHING_ELSE, FAULTS, TITLES
from chungtay.base.problems import Conflict, NotThere, Problem, Refused
from chungtay.base.web import told
from chungtay.fhir.rules import MEDIA as FHIR
from chungtay.fhir.rules import outcome_of
from chungtay.indicators.queries import NotReady

MEDIA = "application/problem+json"
_UNKNOWN = "extra_forbidden"  # what pydantic calls a name that is not there
_LEFT_OUT = "none_required"  # and that what was sent might also have been left out


class ProblemAnswer(JsonResponse):
    """An error, with what it tells beside the bytes: on its way out those may be packed."""

    def __init__(self, told: Mapping[str, Any], headers: Mapping[str, str]) -> None:
        self.told = told
        super().__init__(
            told, status=told["status"], content_type=MEDIA, headers=dict(headers),
            json_dumps_params={"ensure_ascii": False},
        )  # fmt: skip


def problem(
    status: int,
    *,
    detail: str = "",
    found: Iterable[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """One error as RFC 9457 writes it; ``found`` lists what is wrong, each with its code, its words and its place."""
    body: dict[str, Any] = {
        "type": f"/api/#loi-{status}",
        "title": _(TITLES.get(status, TITLES[400 if status < 500 else 500])),
        "status": status,
    }
    if detail:
        body["detail"] = detail
    if listed := [dict(one) for one in found]:
        body["problems"] = listed
    return ProblemAnswer(body, headers or {})


def unauthorized() -> HttpResponse:
    return problem(401, headers={"WWW-Authenticate": 'Bearer realm="chungtay"'})


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A rule said no: its sentences. Who came second with an If-Match hears 412."""
    second = isinstance(refusal, Conflict) and "If-Match" in request.headers
    found = [_line(problem.code, told(problem), _pointer(problem)) for problem in refusal.problems]
    return problem(412 if second else 409, found=found)


def not_there(request: HttpRequest, missing: Exception) -> HttpResponse:
    return problem(404)


def unreadable(request: HttpRequest, fault: HttpError) -> HttpResponse:
    return problem(fault.status_code)


def invalid(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """What was sent does not have the shape: each place by a JSON pointer, or by the name of its parameter."""
    lines = [_shape_line(request, error) for error in fault.errors if error["type"] != _LEFT_OUT]
    return problem(422, found={(line["code"], line["pointer"]): line for line in lines}.values())


def as_problem(answer: HttpResponseBase) -> HttpResponseBase:
    """An error that something below answered with a page: the same error, in the one form."""
    if answer.status_code < 400 or answer.headers.get("Content-Type", "").startswith(MEDIA):
        return answer
    return problem(answer.status_code, headers=_beside_the_content(answer))


def _beside_the_content(answer: HttpResponseBase) -> dict[str, str]:
    bound = {name for name, _value in answer.items() if name.startswith("Content-")} - {"Content-Language"}
    return {name: value for name, value in answer.items() if name not in bound | {"Transfer-Encoding"}}


def as_outcome(answer: HttpResponseBase) -> HttpResponseBase:
    """The error in the form of FHIR, under whose door nobody knows ours."""
    if not isinstance(answer, ProblemAnswer):
        return answer
    told = answer.told
    found = [(one["sentence"], one["pointer"].rpartition(":")[2]) for one in told.get("problems", ())]
    status, outcome = outcome_of(told["status"], found or [(told.get("detail") or told["title"], "")])
    return JsonResponse(
        outcome, status=status, content_type=FHIR, headers=_beside_the_content(answer),
        json_dumps_params={"ensure_ascii": False},
    )  # fmt: skip


def nothing_called(pointer: str) -> dict[str, str]:
    """A filter that is misspelt must not give the whole list, nor a part of a form be dropped."""
    return _line(_UNKNOWN, _(FAULTS[_UNKNOWN]), pointer)


def _shape_line(request: HttpRequest, error: Mapping[str, Any]) -> dict[str, str]:
    source, *where = error["loc"]
    values = {name: str(value) for name, value in error.get("ctx", {}).items()}
    sentence = _(FAULTS.get(error["type"], ANYTHING_ELSE)).format(**values)
    sent: Any = {"query": request.GET, "header": request.headers, "path": dict.fromkeys(where)}.get(source)
    if sent is not None:
        return _line(error["type"], sentence, f"{source}:{'/'.join(_named(where, sent, error['type']))}")
    inside = (
        _named(where[1:], json.loads(request.body or b"{}"), error["type"])
        if source == "body"
        else where[-1:]
    )
    return _line(error["type"], sentence, "#" + "".join(f"/{part}" for part in inside))


def _named(where: Sequence[str | int], sent: Any, kind: str) -> list[str]:
    """The way to what is wrong by the sender's own names: pydantic names the branches of a choice between them too."""
    found = []
    for at, part in enumerate(where, start=1):
        known = (
            part in sent if isinstance(sent, Mapping) else isinstance(sent, list) and isinstance(part, int)
        )
        if known:
            found.append(str(part))
            sent = sent[part]
        elif kind == "missing" and at == len(where):
            found.append(str(part))
    return found


def _pointer(problem: Problem) -> str:
    return f"#/{problem.place}" if problem.place else "#"


def _line(code: str, sentence: str, pointer: str) -> dict[str, str]:
    return {"code": code, "sentence": sentence, "pointer": pointer}


def not_ready(request: HttpRequest, waiting: Exception) -> HttpResponse:
    """The store of figures is being made anew; what was entered is all there."""
    return problem(503, headers={"Retry-After": "60"})


HANDLERS: Mapping[type[Exception], Any] = {
    ValidationError: invalid,
    HttpError: unreadable,
    Refused: refused,
    NotThere: not_there,
    NotReady: not_ready,
}
