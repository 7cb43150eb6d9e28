"""Who asks: the token of a request, and the actor that it makes for one operation."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from chungtay.api import queries, services
from chungtay.api.answers import as_outcome, as_problem, problem, unauthorized
from chungtay.api.rules import TokenScope, narrowed, scopes
from chungtay.base.actor import Actor
from chungtay.base.web import ActorRequest
from chungtay.fhir.rules import ROOT as FHIR

ROOT = "/api/v1/"


class ApiRequest(ActorRequest):
    """A request that a token has made: its actor has the powers of the operation's scope and no others."""

    etag: str  # the version of what is answered, if it has one


class ApartFromPages:
    """Middleware, the first: a session is worth nothing under /api/v1, and no error there is a page.

    Cookies are put away before anything reads them, so no browser can be made to ask in somebody's name; the language
    is what the request says (Accept-Language), Vietnamese unless it says English.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(ROOT):
            return self.get_response(request)
        request.COOKIES = {settings.LANGUAGE_COOKIE_NAME: _language(request)}
        answer = as_problem(self.get_response(request))
        if request.path_info.startswith(f"{FHIR}/"):
            answer = as_outcome(answer)
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer


def _language(request: HttpRequest) -> str:
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def enter(request: ApiRequest, scope: TokenScope) -> HttpResponse | None:
    """Set the actor of the request; or the answer for who may not come in."""
    way, _, shown = request.headers.get("Authorization", "").partition(" ")
    today = timezone.localdate(request.now)
    token = queries.find_token(shown.strip(), on=today) if way.lower() == "bearer" else None
    actor: Actor | None = queries.actor_by(token, on=today) if token else None
    if token is None or actor is None:
        return unauthorized()
    wait = services.count_use(now=request.now, token=token)
    if wait:
        return problem(429, headers={"Retry-After": str(wait)})
    if scope not in token.scopes:
        return problem(403, detail=scopes()[scope].sentence)
    request.actor = narrowed(actor, scope)
    return None
