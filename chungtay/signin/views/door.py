"""Coming in: name and password, the second step, a passkey alone. And going out."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth import authenticate, get_user_model, logout
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.base.web import safe_address
from chungtay.signin import passkeys, queries, services
from chungtay.signin.access import attempt_here, keep, kept, let_in, moment_of, network_here, proof_of
from chungtay.signin.forms import CodeForm, SignInForm
from chungtay.signin.provider import the_provider
from chungtay.signin.rules import Means, Proof
from chungtay.signin.sealing import keyed_hash

if TYPE_CHECKING:
    from chungtay.agencies.models import Account

HALFWAY = "halfway"  # {"account", "means", "at", "following"} of who has shown a password and not yet a second factor
_HALFWAY_SECONDS = 600
_PASSKEY = "passkey"  # the sealed cookie of what a browser was asked
_TICKET, _TICKET_AGE = "signin.ticket", 3600


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a name and a password: an account, or the wait before a password is looked at again."""

    account: "Account | None" = None
    wait: "Wait | None" = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Until when, in words, and the ticket of who is asked to wait because others are guessing."""

    until: datetime
    said: str
    ticket: str = ""


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest, beside: Callable[[], Mapping[str, Any]] | None = None) -> HttpResponse:
    """``beside`` gives what the house shows beside the form (the seats of the example)."""
    following = safe_address(request, request.POST.get("next") or request.GET.get("next") or "")
    if request.user.is_authenticated:
        return redirect(following)
    form, checked = SignInForm(request.POST or None), Checked()
    if form.is_valid():
        checked = _check(request, form)
        if checked.account is not None:
            return first_step_done(request, checked.account, Means.PASSWORD, following)
        if checked.wait is not None:
            return _ask_to_wait(request, form, checked.wait, following)
    context = {
        "form": form,
        "next": following,
        "provider": the_provider(),
        "passkeys": passkeys.possible_on(request.get_host()),
        **(beside() if beside else {}),
    }
    return render(request, "signin/sign_in.html", context, status=422 if form.errors else 200)


def _ask_to_wait(request: HttpRequest, form: SignInForm, wait: Wait, following: str) -> HttpResponse:
    """A small page without the frame: it is what a herd gets, thousands of times."""
    context = {"wait": wait, "username": form.cleaned_data["username"], "next": following}
    answer = render(request, "signin/wait.html", context, status=429)
    answer["Retry-After"] = str(int((wait.until - moment_of(request)).total_seconds()) + 1)
    return answer


def _check(request: HttpRequest, form: SignInForm) -> Checked:
    """The account, if this is its password and it may be tried now; else why not stands in the form."""
    username, now = form.cleaned_data["username"], moment_of(request)
    named = get_user_model().objects.filter(username=username).first()
    attempt = attempt_here(request, username, named, waiting_since=_waiting_since(request, username))
    verdict = services.allow_password(attempt, now=now)
    if verdict.again_at is not None:
        return Checked(wait=_wait_of(attempt, verdict.again_at, now, attacked=verdict.attacked))
    account = authenticate(request, username=username, password=form.cleaned_data["password"])
    if account is None:
        services.even_out(named)
        services.count_wrong_password(attempt, now=now)
        form.add_error(
            None, _("Tên đăng nhập hoặc mật khẩu không đúng. Mật khẩu phân biệt chữ hoa và chữ thường.")
        )
    return Checked(account)


def _wait_of(attempt: services.Attempt, until: datetime, now: datetime, *, attacked: bool) -> Wait:
    clock = {"clock": f"{timezone.localtime(until):%H:%M:%S}"}
    if not attacked:
        said = _(
            "Đã thử sai nhiều lần. Hãy đợi đến %(clock)s rồi thử lại; thiết bị bạn vẫn dùng thì vào được ngay."
        )
        return Wait(until, said % clock)
    said = _(
        "Đang có người thử mật khẩu liên tục, nên thiết bị chưa từng đăng nhập phải đợi một chút. "
        "Hãy gõ lại mật khẩu sau %(clock)s."
    )
    since = (attempt.waiting_since or now).timestamp()
    ticket = signing.dumps([_waits(attempt.username, attempt.network), since], salt=_TICKET)
    return Wait(until, said % clock, ticket)


def _waiting_since(request: HttpRequest, username: str) -> datetime | None:
    """When a stranger was asked to wait, by the ticket that the form carries; None for none, or another's."""
    try:
        who, at = signing.loads(request.POST.get("ticket", ""), salt=_TICKET, max_age=_TICKET_AGE)
    except signing.BadSignature:
        return None
    return datetime.fromtimestamp(at, UTC) if who == _waits(username, network_here(request)) else None


def _waits(username: str, network: str) -> str:
    return keyed_hash("ticket", username, network)


def first_step_done(request: HttpRequest, account: "Account", means: Means, following: str) -> HttpResponse:
    """In, for who has no second factor; on to the second step for who has."""
    now = moment_of(request)
    if not queries.has_factor(account.pk):
        return let_in(request, account, Proof(frozenset({means}), now), following)
    request.session.cycle_key()
    request.session[HALFWAY] = {
        "account": account.pk,
        "means": means,
        "at": now.timestamp(),
        "following": following,
    }
    return redirect("signin:second_step")


def _halfway(request: HttpRequest) -> "tuple[Account, Proof, str] | None":
    """Who has shown a password in this session, less than ten minutes ago."""
    words = request.session.get(HALFWAY)
    if not words or moment_of(request).timestamp() - words["at"] > _HALFWAY_SECONDS:
        return None
    account = get_user_model().objects.filter(pk=words["account"], is_active=True).first()
    if account is None:
        return None
    return account, Proof(frozenset({Means(words["means"])}), moment_of(request)), words["following"]


@never_cache
@sensitive_post_parameters("code")
def second_step(request: HttpRequest) -> HttpResponse:
    halfway = _halfway(request)
    if halfway is None:
        return redirect("sign_in")
    account, proof, following = halfway
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        means = check_code(request, form, account)
        if means is not None:
            return _both_steps_done(request, account, proof, means, following)
    context = {
        "form": form,
        "passkeys": bool(queries.passkeys_of(account.pk)) and passkeys.possible_on(request.get_host()),
        "app": queries.has_authenticator_app(account.pk),
    }
    return render(request, "signin/second_step.html", context, status=422 if form.errors else 200)


def check_code(request: HttpRequest, form: CodeForm, account: "Account") -> Means | None:
    """The means, if the code typed is right and may be tried now; else why not stands in the form."""
    now, attempt = moment_of(request), attempt_here(request, account.username, account)
    verdict = services.allow_code(attempt, now=now)
    if not verdict.go:
        clock = f"{timezone.localtime(verdict.again_at):%H:%M}"
        form.add_error("code", _("Đã gõ sai nhiều lần. Hãy thử lại sau %(clock)s.") % {"clock": clock})
        return None
    person = services.as_person(account, on=timezone.localdate(now))
    means = services.use_code(by=person, now=now, code=form.cleaned_data["code"])
    if means is None:
        services.count_wrong_code(attempt, now=now)
        form.add_error(
            "code",
            _("Mã không đúng hoặc đã dùng rồi. Hãy đợi mã mới hiện ra, hoặc dùng một mã dự phòng khác."),
        )
    return means


def _both_steps_done(
    request: HttpRequest, account: "Account", proof: Proof, means: Means, following: str
) -> HttpResponse:
    del request.session[HALFWAY]
    if means == Means.RECOVERY:
        left = queries.count_recovery_codes(account.pk)
        messages.warning(request, _("Bạn vừa dùng một mã dự phòng; còn %(left)s mã.") % {"left": left})
    return let_in(request, account, Proof(proof.means | {means}, proof.at), following)


@never_cache
@require_http_methods(["GET", "POST"])
def passkey_second(request: HttpRequest) -> HttpResponse:
    """GET: what the browser is asked (JSON). POST: its answer, as the second step."""
    halfway = _halfway(request)
    if halfway is None:
        return redirect("sign_in")
    account, proof, following = halfway
    if request.method == "GET":
        return ask(request, passkeys.ask_for_one_of(request.get_host(), queries.passkeys_of(account.pk)))
    shown = answered(request)
    if shown is None or shown[0].pk != account.pk:
        messages.error(request, _("Khóa truy cập không được nhận. Hãy thử lại, hoặc gõ mã."))
        return redirect("signin:second_step")
    return _both_steps_done(request, account, proof, Means.PASSKEY, following)


@never_cache
@require_http_methods(["GET", "POST"])
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """Without a name or a password. GET: what the browser is asked (JSON). POST: its answer.

    A passkey with which the device made sure of the person is both factors at once.
    """
    if request.method == "GET":
        return ask(request, passkeys.ask_for_any(request.get_host()))
    following = safe_address(request, request.POST.get("next", ""))
    shown = answered(request)
    if shown is None or not shown[1]:
        messages.error(request, _("Khóa truy cập không được nhận. Hãy thử lại, hoặc dùng mật khẩu."))
        return redirect("sign_in")
    return let_in(request, shown[0], Proof(frozenset({Means.PASSKEY}), moment_of(request)), following)


def ask(request: HttpRequest, asking: tuple[Any, passkeys.Asked]) -> HttpResponse:
    """What the browser is asked to show or make, as JSON; what must be kept until it answers is sealed in a cookie."""
    options, asked = asking
    answer = JsonResponse(options)
    keep(answer, _PASSKEY, asked, request=request)
    return answer


def asked_before(request: HttpRequest) -> passkeys.Asked | None:
    return kept(request, _PASSKEY)


def credential_in(request: HttpRequest) -> dict[str, Any]:
    """The browser's answer in the form; empty when there is none."""
    try:
        words = json.loads(request.POST.get("credential", ""))
    except ValueError:
        return {}
    return words if isinstance(words, dict) else {}


def answered(request: HttpRequest) -> "tuple[Account, bool] | None":
    """Whose passkey has signed what this browser was asked just now, and whether its device made sure of the person."""
    asked, words = asked_before(request), credential_in(request)
    factor = queries.get_passkey(passkeys.credential_of(words))
    if asked is None or factor is None:
        return None
    shown = passkeys.accept(request.get_host(), asked, words, factor.public_key)
    used = shown and services.use_passkey(
        factor=factor, shown=shown, challenge=asked["challenge"], now=moment_of(request)
    )
    return (factor.account, shown.verified) if shown and used else None


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    by_province = Means.SINGLE_SIGN_ON in proof_of(request).means
    logout(request)
    return redirect("signin:signed_out" if by_province else "sign_in")
