"""The provincial single sign-on: away and back, in; or, for who is in already, tying the knot."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from chungtay.base.problems import NotThere, Refused
from chungtay.base.web import ActorRequest, safe_address, signed_in, told
from chungtay.signin import queries, services
from chungtay.signin.access import keep, kept, moment_of, person_of, prove_first, proven_lately
from chungtay.signin.provider import (
    Asked,
    NoAnswer,
    Provider,
    ask,
    sign_out_address,
    subject_of,
    the_provider,
)
from chungtay.signin.rules import Means
from chungtay.signin.views.door import first_step_done

_ASKED = "single_sign_on"  # the sealed cookie of what the provider was asked


def _provider() -> Provider:
    provider = the_provider()
    if provider is None:
        raise NotThere("single sign-on")
    return provider


def _whose(request: HttpRequest) -> int:
    """Whose session it is; 0 for nobody's."""
    return request.user.pk or 0


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("signin:single_sign_on_back"))


@never_cache
@require_GET
def single_sign_on(request: HttpRequest) -> HttpResponse:
    """Off to the provider. A link, not a form: the CSP lets no form of ours lead to another site."""
    provider = _provider()
    following = safe_address(request, request.GET.get("next", ""))
    if request.user.is_authenticated:
        if queries.get_link(request.user.pk, provider.issuer) is None:
            raise NotThere("link")
        # A tie is a way in, as a passkey is: a session left open must not make one.
        if asking := prove_first(cast(ActorRequest, request)):
            return asking
    try:
        address, asked = ask(provider, back=_back(request), following=following, account=_whose(request))
    except NoAnswer:
        return _not_now(request)
    answer = redirect(address)
    keep(answer, _ASKED, asked.as_words(), request=request)
    return answer


@never_cache
@require_GET
def single_sign_on_back(request: HttpRequest) -> HttpResponse:
    """Back from the provider: its answer opens the one account tied to that person, and makes none."""
    provider, words = _provider(), kept(request, _ASKED)
    if words is None:
        return _not_now(request)
    asked = Asked(**words)
    if asked.account != _whose(request):  # what somebody asked elsewhere, carried into this session
        return _not_now(request)
    if asked.account and (asking := prove_first(cast(ActorRequest, request))):
        return asking  # the answer is not spent yet: who then shows who they are comes back with it
    try:
        subject = subject_of(
            provider, asked, state=request.GET.get("state", ""), code=request.GET.get("code", ""),
            back=_back(request),
        )  # fmt: skip
    except NoAnswer:
        return _not_now(request)
    answer = _tie(request, provider, subject) if asked.account else _open(request, provider, subject, asked)
    answer.delete_cookie(_ASKED, samesite="Lax")
    return answer


def _open(request: HttpRequest, provider: Provider, subject: str, asked: Asked) -> HttpResponse:
    account = services.get_tied_account(issuer=provider.issuer, subject=subject)
    if account is None:
        return render(request, "signin/not_tied.html", {"provider": provider}, status=403)
    return first_step_done(request, account, Means.SINGLE_SIGN_ON, asked.following)


def _tie(request: HttpRequest, provider: Provider, subject: str) -> HttpResponse:
    try:
        services.tie_link(
            by=person_of(request), now=moment_of(request), issuer=provider.issuer, subject=subject
        )
    except Refused as refusal:
        messages.error(request, told(refusal.problems[0]))
    else:
        messages.success(
            request, _("Đã nối. Từ lần sau bạn đăng nhập được qua %(name)s.") % {"name": provider.name}
        )
    return redirect("signin:security")


def _not_now(request: HttpRequest) -> HttpResponse:
    """Whatever did not fit, the person can do one thing: try again, or use the password."""
    messages.error(request, _("Chưa đăng nhập được qua một cửa của tỉnh. Hãy thử lại, hoặc dùng mật khẩu."))
    return redirect("signin:security" if request.user.is_authenticated else "sign_in")


@require_POST
@signed_in
@proven_lately
def untie(request: ActorRequest) -> HttpResponse:
    services.drop_link(
        by=request.actor, now=request.now, account=request.actor.account, issuer=_provider().issuer
    )
    messages.success(request, _("Đã thôi nối với một cửa của tỉnh."))
    return redirect("signin:security")


@never_cache
@require_GET
def signed_out(request: HttpRequest) -> HttpResponse:
    """Out here; a link ends the session at the provider too."""
    if request.user.is_authenticated:
        return redirect("home")
    provider = the_provider()
    if provider is None:
        return redirect("sign_in")
    address = sign_out_address(provider, back=request.build_absolute_uri(reverse("sign_in")))
    return render(request, "signin/signed_out.html", {"provider": provider, "address": address})
