"""Pages of seats and of one's own account."""

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from chungtay.agencies import queries, services
from chungtay.agencies.forms.seats import AccountForm, PasswordForm
from chungtay.agencies.rules import Power, roles
from chungtay.agencies.views.bodies import agency_page, managed
from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, show_problems, signed_in, with_power

if TYPE_CHECKING:
    from chungtay.agencies.models import Account


@require_POST
@with_power(Power.AGENCIES_MANAGE)
def open_account(request: ActorRequest, agency: int) -> HttpResponse:
    shown = managed(request, agency)
    form = AccountForm(request.POST)
    if not form.is_valid():
        return agency_page(request, agency, account_form=form)
    try:
        account, password = services.open_account(
            by=request.actor, now=request.now, agency=shown, held_from=request.today, **form.cleaned_data
        )
    except Refused as refusal:
        show_problems(form, refusal)
        return agency_page(request, agency, account_form=form)
    return render(
        request, "agencies/account_opened.html", {"agency": shown, "account": account, "password": password}
    )


@signed_in
def my_account(request: ActorRequest) -> HttpResponse:
    """What this account may see and do, and why: its posts, each with its role's sentence."""
    held = [
        {"holding": holding, "role": roles()[holding.post.role]}
        for holding in queries.list_holdings(request.actor.account, on=request.today)
    ]
    return render(request, "agencies/my_account.html", {"held": held})


@sensitive_post_parameters("old", "new")
@signed_in
def change_password(request: ActorRequest) -> HttpResponse:
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = cast("Account", request.user)
        try:
            services.change_own_password(by=account, now=request.now, **form.cleaned_data)
        except Refused as refusal:
            show_problems(form, refusal)
        else:
            update_session_auth_hash(request, account)
            messages.success(request, _("Đã đổi mật khẩu."))
            return redirect("home")
    return render(
        request, "agencies/change_password.html", {"form": form}, status=422 if form.errors else 200
    )


def no_post(request: HttpRequest) -> HttpResponse:
    """Signed in, but holding no post today: who to ask."""
    return render(request, "agencies/no_post.html", status=403 if request.user.is_authenticated else 404)
