"""Pages of seats and of one's own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from chungtay.agencies import services
from chungtay.agencies.forms.seats import AccountForm
from chungtay.agencies.rules import Power
from chungtay.agencies.views.bodies import agency_page, managed
from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, show_problems, with_power


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


def no_post(request: HttpRequest) -> HttpResponse:
    """Signed in, but holding no post today: who to ask."""
    return render(request, "agencies/no_post.html", status=403 if request.user.is_authenticated else 404)
