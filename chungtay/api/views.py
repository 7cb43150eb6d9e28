"""The door of the interface, its page for people, and one's own tokens."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.api import queries, services
from chungtay.api.access import ROOT
from chungtay.api.answers import problem
from chungtay.api.forms import RevokeForm, TokenForm
from chungtay.api.rules import limits, scopes, scopes_for, worked_examples
from chungtay.api.v1 import parts, written_description
from chungtay.api.words import TITLES
from chungtay.base.problems import NotThere
from chungtay.base.web import ActorRequest, sent, signed_in
from chungtay.signin.access import proven_lately


@csrf_exempt  # nothing here reads a cookie: see access.ApartFromPages
def v1(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Every operation of the interface; what it asks for, its scope says."""
    if rest == "openapi.json":
        return _described(request) if request.method == "GET" else problem(405, headers={"Allow": "GET"})
    try:
        found = resolve(f"/{rest}", "chungtay.api.v1")
    except Resolver404:
        return problem(404)
    answer: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    return answer


def _described(request: HttpRequest) -> HttpResponseBase:
    """The description; 304 for who has it already. It holds nothing that is anybody's: it may be kept."""
    content, mark = written_description(get_language())
    headers = {"ETag": mark, "Cache-Control": "no-cache", "Vary": "Accept-Language"}
    answer = HttpResponse(content, content_type="application/json", headers=headers)
    return get_conditional_response(request, etag=mark, response=answer) or answer


@require_GET
@signed_in
def guide(request: ActorRequest) -> HttpResponse:
    """What the interface offers, for people, with examples that run in the tests."""
    here = request.build_absolute_uri("/").rstrip("/")
    examples = [
        {"words": _(words), "curl": curl.strip().replace("$MAY", here)}
        for words, curl in ((one["words"], one["curl"]) for one in worked_examples())
    ]
    context = {
        "root": ROOT, "parts": parts(), "scopes": scopes(), "titles": TITLES, "limits": limits(),
        "examples": examples,
    }  # fmt: skip
    return render(request, "api/guide.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
@signed_in
@proven_lately
def tokens(request: ActorRequest) -> HttpResponse:
    """One's own tokens: make one (shown once), see their use, revoke."""
    if request.POST.get("act") == "revoke":
        return _revoke(request)
    made: list[str] = []
    form = TokenForm(
        request.POST or None, offered=scopes_for(request.actor.powers),
        initial={"ends_on": request.today + timedelta(days=90)},
    )  # fmt: skip

    def make(said: dict[str, Any]) -> None:
        made.append(services.make_token(by=request.actor, now=request.now, **said))

    if request.method == "POST" and sent(request, form, make, _("Đã tạo khóa.")):
        return render(request, "api/token.html", {"token": made[0]})
    context = {"form": form, "tokens": queries.list_tokens(request.actor), "scopes": scopes()}
    return render(request, "api/tokens.html", context, status=422 if form.errors else 200)


def _revoke(request: ActorRequest) -> HttpResponse:
    form = RevokeForm(request.POST)
    if not form.is_valid():
        raise NotThere("token")
    services.revoke_token(by=request.actor, now=request.now, token=form.cleaned_data["token"])
    messages.success(request, _("Đã thu hồi khóa. Máy cầm khóa này không vào được nữa."))
    return redirect("api:tokens")
