"""One's own account: password, second factors, recovery codes, where one is signed in."""

from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chungtay.agencies.rules import roles
from chungtay.base.problems import NotThere, Refused
from chungtay.base.qr import qr_code
from chungtay.base.web import ActorRequest, safe_address, show_problems, signed_in, told
from chungtay.signin import passkeys, queries, services
from chungtay.signin.access import (
    EXCUSED,
    attempt_within,
    factor_required,
    gate_before,
    known,
    note_proof,
    person_of,
    proven_lately,
)
from chungtay.signin.forms import AgainForm, AppForm, CodeForm, FactorNameForm, PasswordForm, SessionForm
from chungtay.signin.provider import the_provider
from chungtay.signin.rules import Means, device_words, new_totp_secret, otpauth_address
from chungtay.signin.sealing import seal, unseal
from chungtay.signin.views.door import answered, ask, asked_before, check_code, credential_in

if TYPE_CHECKING:
    from chungtay.agencies.models import Account

_NEW_APP = "new_app"  # the sealed secret of an app that has not yet shown a code


@signed_in
def security(request: ActorRequest) -> HttpResponse:
    """Everything about how this person signs in, on one page."""
    account, provider = request.actor.account, the_provider()
    context = {
        "factors": queries.list_factors(account),
        "has_app": queries.has_authenticator_app(account),
        "codes_left": queries.count_recovery_codes(account),
        "sessions": queries.list_sessions(account, now=request.now),
        "this_session": request.session.session_key,
        "passkeys": passkeys.possible_on(request.get_host()),
        "gate": gate_before(request),
        "required": factor_required(request),
        "why": _why(request),
        "may_be_excused": _may_be_excused(request),
        "provider": provider,
        "link": queries.get_link(account, provider.issuer) if provider else None,
    }
    return render(request, "signin/security.html", context)


def _why(request: ActorRequest) -> str:
    """The sentence of the role that asks for a second factor."""
    held = getattr(request, "holdings", [])
    role = next(holding.post.role for holding in held if holding.post_id == request.actor.post)
    return roles()[role].second_factor_why


def _may_be_excused(request: ActorRequest) -> bool:
    """Everybody shares the accounts of the example: what one visitor adds would keep out the next."""
    return bool(settings.EXAMPLE) and cast("Account", request.user).is_example


@require_POST
@signed_in
def excuse(request: ActorRequest) -> HttpResponse:
    """Only in the example: look around without a second factor, until signing out."""
    if not _may_be_excused(request):
        raise NotThere("excuse")
    request.session[EXCUSED] = True
    return redirect("home")


# -- factors -----------------------------------------------------------------------------------------------


@never_cache
@signed_in
@proven_lately
def add_app(request: ActorRequest) -> HttpResponse:
    """Show a secret as a picture and in letters until the app has shown a right code for it."""
    place = f"new app:{request.actor.account}"
    if request.method == "GET" or _NEW_APP not in request.session:
        request.session[_NEW_APP] = seal(new_totp_secret(), place=place)
    secret = unseal(request.session[_NEW_APP], place=place)
    form = AppForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = services.add_authenticator_app(
                by=request.actor, now=request.now, secret=secret, code=form.cleaned_data["code"],
                name=_("Ứng dụng tạo mã"),
            )  # fmt: skip
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            del request.session[_NEW_APP]
            return _added(request, Means.TOTP, codes)
    username = cast("Account", request.user).username
    context = {
        "form": form,
        "qr": qr_code(otpauth_address(secret, username)),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    }
    return render(request, "signin/add_app.html", context, status=422 if form.errors else 200)


@never_cache
@signed_in
@proven_lately
@require_http_methods(["GET", "POST"])
def add_passkey(request: ActorRequest) -> HttpResponse:
    """GET: what the browser is asked to make (JSON). POST: what it made."""
    account, host = cast("Account", request.user), request.get_host()
    if request.method == "GET":
        asking = passkeys.ask_for_new(
            host, account=account.pk, username=account.username, name=account.name,
            public_keys=queries.passkeys_of(account.pk),
        )  # fmt: skip
        return ask(request, asking)
    asked = asked_before(request)
    made = passkeys.accept_new(host, asked, credential_in(request)) if asked else None
    if made is None:
        messages.error(request, _("Khóa truy cập chưa được thêm. Hãy thử lại."))
        return redirect("signin:security")
    device = device_words(request.META.get("HTTP_USER_AGENT", "")) or _("Khóa truy cập")
    try:
        codes = services.add_passkey(by=request.actor, now=request.now, made=made, name=device)
    except Refused as refusal:
        messages.error(request, told(refusal.problems[0]))
        return redirect("signin:security")
    return _added(request, Means.PASSKEY, codes)


def _added(request: ActorRequest, means: Means, codes: list[str]) -> HttpResponse:
    """A new factor also proves who is there. With the first one, the codes on paper are shown once."""
    note_proof(request, means, now=request.now)
    messages.success(request, _("Đã thêm bước thứ hai khi đăng nhập."))
    if codes:
        return render(request, "signin/recovery_codes.html", {"codes": codes})
    return redirect("signin:security")


@require_POST
@signed_in
@proven_lately
def rename_factor(request: ActorRequest, factor: int) -> HttpResponse:
    form = FactorNameForm(request.POST)
    if form.is_valid():
        services.rename_factor(
            by=request.actor, now=request.now, factor=factor, name=form.cleaned_data["name"]
        )
    return redirect("signin:security")


@require_POST
@signed_in
@proven_lately
def remove_factor(request: ActorRequest, factor: int) -> HttpResponse:
    services.remove_factor(by=request.actor, now=request.now, factor=factor)
    messages.success(request, _("Đã bỏ."))
    return redirect("signin:security")


@never_cache
@require_POST
@signed_in
@proven_lately
def renew_recovery_codes(request: ActorRequest) -> HttpResponse:
    try:
        codes = services.renew_recovery_codes(by=request.actor, now=request.now)
    except Refused as refusal:
        messages.error(request, told(refusal.problems[0]))
        return redirect("signin:security")
    return render(request, "signin/recovery_codes.html", {"codes": codes})


# -- sessions and the password -----------------------------------------------------------------------------


@require_POST
@signed_in
def end_session(request: ActorRequest) -> HttpResponse:
    """One other session, or all of them."""
    form = SessionForm(request.POST)
    if not form.is_valid():
        raise NotThere("session")
    if handle := form.cleaned_data["session"]:
        services.end_session(by=request.actor, now=request.now, handle=handle)
        messages.success(request, _("Đã kết thúc."))
    else:
        kept = request.session.session_key or ""
        services.end_other_sessions(
            by=request.actor, now=request.now, account=request.actor.account, kept=kept
        )
        messages.success(request, _("Đã kết thúc mọi thiết bị khác."))
    return redirect("signin:security")


@never_cache
@sensitive_post_parameters("password", "code")
@known
def prove_again(request: ActorRequest) -> HttpResponse:
    """Before a sensitive act: by the second factor for who has one, else by the password."""
    account = cast("Account", request.user)
    following = safe_address(request, request.POST.get("next") or request.GET.get("next") or "")
    has_factor = queries.has_factor(account.pk)
    form: Any = (CodeForm if has_factor else AgainForm)(
        None if "credential" in request.POST else request.POST or None
    )
    means = _proven_by(request, form, account) if request.method == "POST" else None
    if means is not None:
        note_proof(request, means, now=request.now)
        return redirect(following)
    context = {
        "form": form,
        "next": following,
        "app": queries.has_authenticator_app(account.pk),
        "passkeys": bool(queries.passkeys_of(account.pk)) and passkeys.possible_on(request.get_host()),
    }
    return render(request, "signin/prove_again.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
@known
def passkey_again(request: ActorRequest) -> HttpResponse:
    """What the browser is asked to show for :func:`prove_again` (JSON)."""
    account = cast("Account", request.user)
    return ask(request, passkeys.ask_for_one_of(request.get_host(), queries.passkeys_of(account.pk)))


def _proven_by(request: ActorRequest, form: Any, account: "Account") -> Means | None:
    if "credential" in request.POST:
        shown = answered(request)
        if shown is not None and shown[0].pk == account.pk:
            return Means.PASSKEY
        messages.error(request, _("Khóa truy cập không được nhận. Hãy thử lại, hoặc gõ mã."))
        return None
    if not form.is_valid():
        return None
    if isinstance(form, CodeForm):
        return check_code(request, form, account)
    try:
        services.check_again(
            account=account,
            attempt=attempt_within(request),
            now=request.now,
            password=form.cleaned_data["password"],
        )
    except Refused as refusal:
        show_problems(form, refusal)
        return None
    return Means.PASSWORD


@never_cache
@sensitive_post_parameters("old", "new")
@known
def change_password(request: ActorRequest) -> HttpResponse:
    form = PasswordForm(request.POST or None)
    account = cast("Account", request.user)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_password(
                by=person_of(request), now=request.now, account=account, attempt=attempt_within(request),
                session=request.session.session_key or "", **form.cleaned_data,
            )  # fmt: skip
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            update_session_auth_hash(request, account)
            messages.success(request, _("Đã đổi mật khẩu. Các thiết bị khác phải đăng nhập lại."))
            return redirect("home")
    first = account.must_change_password
    return render(
        request,
        "signin/change_password.html",
        {"form": form, "first": first},
        status=422 if form.errors else 200,
    )
