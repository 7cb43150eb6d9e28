"""What a session has shown of who sits there: letting in, asking again, and what must be done before anything else."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from chungtay.agencies.rules import SecondFactor, roles
from chungtay.base.actor import Actor
from chungtay.base.web import ANY, ActorRequest
from chungtay.signin import queries, services
from chungtay.signin.rules import Means, Proof, device_words, network_of, next_gate
from chungtay.signin.sealing import keyed_hash, seal, unseal
from chungtay.signin.sessions import FROM_WHERE

if TYPE_CHECKING:
    from chungtay.agencies.models import Account

P = ParamSpec("P")
View = Callable[..., HttpResponse]

PROOF = "proof"
EXCUSED = "excused"
_DEVICE, _DEVICE_DAYS, _ACCOUNTS_OF_A_DEVICE = "device", 400, 8
_AN_HOUR = timedelta(hours=1)
_ALWAYS = {"sign_out", "signin:signed_out", "set_language", "set_theme", "offline", "offline_worker"}
_FACTORS = {"signin:add_app", "signin:add_passkey", "signin:renew_recovery_codes", "signin:excuse"}
# What stays open before each gate; everything else leads to the gate.
_OPEN = {
    "password": _ALWAYS | {"signin:change_password"},
    "enrol": _ALWAYS
    | _FACTORS
    | {"signin:security", "signin:prove_again", "signin:passkey_again", "switch_post"},
    "second_step": _ALWAYS | {"signin:prove_again", "signin:passkey_again", "switch_post"},
}


def proof_of(request: HttpRequest) -> Proof:
    """With what the person of this session has shown who they are, and when last."""
    return Proof.from_words(request.session.get(PROOF))


def note_proof(request: HttpRequest, means: Means, *, now: datetime) -> None:
    """The person has shown once more who they are."""
    known = proof_of(request).means
    request.session[PROOF] = Proof(known | {means}, now).as_words()


def known(view: Callable[Concatenate[ActorRequest, P], HttpResponse]) -> View:
    """For pages of one's own account, which need no post: anybody signed in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(cast(ActorRequest, request), *args, **kwargs)

    guarded.power = ANY  # type: ignore[attr-defined]
    return guarded


def prove_first(request: ActorRequest) -> HttpResponse | None:
    """Before a sensitive act: None for who has shown who they are within the last quarter of an hour, else where to.

    A POST that came too late, or a script's asking, leads through it back to the page that sent it.
    """
    if proof_of(request).is_fresh(request.now):
        return None
    try:
        sent_from = urlsplit(request.headers.get("Referer", "")).path
    except ValueError:  # a visitor may write anything there
        sent_from = ""
    is_page = request.method == "GET" and request.accepts("text/html")
    back = request.get_full_path() if is_page else sent_from or reverse("signin:security")
    return redirect(f"{reverse('signin:prove_again')}?{urlencode({'next': back})}")


def proven_lately(view: Callable[Concatenate[ActorRequest, P], HttpResponse]) -> View:
    """:func:`prove_first` for a whole view; goes beneath ``signed_in``."""

    @wraps(view)
    def guarded(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return prove_first(request) or view(request, *args, **kwargs)

    return guarded


def moment_of(request: HttpRequest) -> datetime:
    """The one moment of a request, also of who has not signed in."""
    return cast(ActorRequest, request).now


def person_of(request: HttpRequest) -> Actor:
    """Who acts on their own account: from their post, or without one."""
    actor: Actor | None = getattr(request, "actor", None)
    return actor or services.as_person(cast("Account", request.user), on=cast(ActorRequest, request).today)


def network_here(request: HttpRequest) -> str:
    forwarded = [part for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return network_of(request.META.get("REMOTE_ADDR", ""), forwarded, settings.PROXIES)


def attempt_here(
    request: HttpRequest, username: str, account: "Account | None", waiting_since: datetime | None = None
) -> services.Attempt:
    return services.Attempt(
        username=username,
        account=account.pk if account else 0,
        network=network_here(request),
        device=_known_device(request, account) if account else None,
        waiting_since=waiting_since,
    )


def attempt_within(request: HttpRequest) -> services.Attempt:
    """Somebody who is signed in shows their password again: this session is judged by its own failures alone."""
    account = cast("Account", request.user)
    session = request.session.get(FROM_WHERE, {}).get("handle", "")
    return replace(attempt_here(request, account.username, account), device=f"session {session}")


def let_in(request: HttpRequest, account: "Account", proof: Proof, following: str) -> HttpResponse:
    """The session becomes the person's, the device is remembered, the journal tells of it; on to where they wanted."""
    now = moment_of(request)
    device = device_words(request.META.get("HTTP_USER_AGENT", ""))
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[PROOF] = proof.as_words()
    request.session[FROM_WHERE] = {
        "handle": secrets.token_hex(16),
        "device": device,
        "network": network_here(request),
        "since": now.isoformat(),
        "seen": _hour(now),
    }
    person = services.as_person(account, on=timezone.localdate(now))
    services.note_sign_in(by=person, now=now, means=proof.means, device=device)
    services.forget_failures(attempt_here(request, account.username, account), now=now)
    answer = redirect(following)
    _remember_device(request, answer, account)
    return answer


# -- what the browser keeps for us, sealed -----------------------------------------------------------------


def keep(answer: HttpResponse, name: str, words: Mapping[str, Any], *, request: HttpRequest) -> None:
    """Give the browser something to keep for five minutes that it can neither read nor change."""
    sealed = seal(json.dumps([moment_of(request).timestamp(), words]), place=f"cookie:{name}")
    answer.set_cookie(
        name, sealed, max_age=300, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def kept(request: HttpRequest, name: str) -> dict[str, Any] | None:
    """What :func:`keep` gave it, if that was less than five minutes ago."""
    try:
        at, words = json.loads(unseal(request.COOKIES.get(name, ""), place=f"cookie:{name}"))
    except ValueError:
        return None
    return dict(words) if moment_of(request).timestamp() - at < 300 else None


def _known_device(request: HttpRequest, account: "Account") -> str | None:
    """The number of this device, if the account has signed in from it with the password that it still has."""
    device = _device(request)
    return device["number"] if device["of"].get(str(account.pk)) == _stamp(account) else None


def _remember_device(request: HttpRequest, answer: HttpResponse, account: "Account") -> None:
    device = _device(request)
    others = {pk: stamp for pk, stamp in device["of"].items() if pk != str(account.pk)}
    latest = dict(list(others.items())[-_ACCOUNTS_OF_A_DEVICE + 1 :]) | {str(account.pk): _stamp(account)}
    answer.set_cookie(
        _DEVICE, signing.dumps({"number": device["number"], "of": latest}, salt="signin.device"),
        max_age=_DEVICE_DAYS * 24 * 3600, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def _device(request: HttpRequest) -> dict[str, Any]:
    try:
        device: dict[str, Any] = signing.loads(
            request.COOKIES.get(_DEVICE, ""), salt="signin.device", max_age=_DEVICE_DAYS * 24 * 3600
        )
    except signing.BadSignature:
        return {"number": secrets.token_hex(8), "of": {}}
    return device


def _stamp(account: "Account") -> str:
    """Changes with the password: after that, every device is a stranger again."""
    return keyed_hash("device", str(account.pk), account.password)[:16]


# -- gates -------------------------------------------------------------------------------------------------


class Gates:
    """Middleware, after the actor is known: what a person must do before anything else, and "seen", once an hour."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        asked = cast(ActorRequest, request)
        _note_seen(asked)
        gate = gate_before(asked)
        if gate and _name_of(request.path) not in _OPEN[gate]:
            return redirect(_address_of(gate, request))
        return self.get_response(request)


def gate_before(request: ActorRequest) -> str:
    """The gate that the person stands before, acting from the post they act from: see rules.next_gate."""
    account, proof = cast("Account", request.user), proof_of(request)
    required = factor_required(request)
    return next_gate(
        must_change_password=account.must_change_password,
        factor_required=required,
        has_factor=required and not proof.with_second_factor and queries.has_factor(account.pk),
        proof=proof,
        excused=bool(request.session.get(EXCUSED)),
    )


def factor_required(request: HttpRequest) -> bool:
    """Whether the post that the person acts from asks for a second factor (roles.toml)."""
    actor: Actor | None = getattr(request, "actor", None)
    held = getattr(request, "holdings", [])
    acting = [holding.post.role for holding in held if actor and holding.post_id == actor.post]
    return any(roles()[role].second_factor == SecondFactor.REQUIRED for role in acting)


def _address_of(gate: str, request: HttpRequest) -> str:
    if gate == "password":
        return reverse("signin:change_password")
    if gate == "enrol":
        return reverse("signin:security")
    return f"{reverse('signin:prove_again')}?{urlencode({'next': request.get_full_path()})}"


def _name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def _note_seen(request: ActorRequest) -> None:
    known = request.session.get(FROM_WHERE)
    if known and request.now - datetime.fromisoformat(known["seen"]) >= _AN_HOUR:
        request.session[FROM_WHERE] = known | {"seen": _hour(request.now)}


def _hour(now: datetime) -> str:
    return now.replace(minute=0, second=0, microsecond=0).isoformat()
