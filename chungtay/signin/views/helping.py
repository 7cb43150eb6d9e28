"""An administrator helps somebody of the jurisdiction to get in again: two different acts, each written down."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from chungtay.agencies.rules import Power
from chungtay.base.web import ActorRequest, with_power
from chungtay.signin import queries, services
from chungtay.signin.access import proof_of, prove_first
from chungtay.signin.provider import the_provider


@never_cache
@with_power(Power.AGENCIES_MANAGE)
def help_account(request: ActorRequest, account: int) -> HttpResponse:
    return _prove_first(request, account) or _page(request, account)


def _prove_first(request: ActorRequest, account: int) -> HttpResponse | None:
    """Whose account is out of reach does not learn of it by being asked for a password.

    Who must sign in with more than a password is helped only by somebody who did: else a password alone would do.
    """
    queries.get_account_to_help(request.actor, account, on=request.today)
    why = queries.why_second_factor(account, on=request.today)
    if why and not proof_of(request).with_second_factor:
        messages.error(request, _(why))
        return redirect("signin:security")
    return prove_first(request)


def _page(request: ActorRequest, account: int, first_password: str = "") -> HttpResponse:
    helped, provider = queries.get_account_to_help(request.actor, account, on=request.today), the_provider()
    context = {
        "helped": helped,
        "factors": queries.list_factors(account),
        "provider": provider,
        "link": queries.get_link(account, provider.issuer) if provider else None,
        "first_password": first_password,
    }
    return render(request, "signin/help_account.html", context)


@never_cache
@require_POST
@with_power(Power.AGENCIES_MANAGE)
def reset_password(request: ActorRequest, account: int) -> HttpResponse:
    if asking := _prove_first(request, account):
        return asking
    first = services.reset_password(by=request.actor, now=request.now, account=account)
    return _page(request, account, first)


@require_POST
@with_power(Power.AGENCIES_MANAGE)
def reset_factors(request: ActorRequest, account: int) -> HttpResponse:
    if asking := _prove_first(request, account):
        return asking
    services.reset_factors(by=request.actor, now=request.now, account=account)
    messages.success(request, _("Đã bỏ bước thứ hai của người này; người đó đã được báo."))
    return redirect("signin:help_account", account)


@require_POST
@with_power(Power.AGENCIES_MANAGE)
def set_link(request: ActorRequest, account: int) -> HttpResponse:
    """Allow the provincial single sign-on, or end it."""
    if asking := _prove_first(request, account):
        return asking
    provider = the_provider()
    if provider and request.POST.get("allow"):
        services.allow_link(by=request.actor, now=request.now, account=account, issuer=provider.issuer)
    elif provider:
        services.drop_link(by=request.actor, now=request.now, account=account, issuer=provider.issuer)
    return redirect("signin:help_account", account)
