"""Pages of accounts: what one may see and do, and why; finding, closing and opening again."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.agencies import queries, services
from chungtay.agencies.access import actor_of
from chungtay.agencies.forms.posts import GroundForm
from chungtay.agencies.rules import Extent, Power, may_close_account, power_words, powers_passing, roles
from chungtay.agencies.views.terms import term_row
from chungtay.base.web import ActorRequest, change_page, signed_in, with_power
from chungtay.journal import queries as journal
from chungtay.places import queries as places

if TYPE_CHECKING:
    from chungtay.agencies.models import Holding

PAGE = 50


@with_power(Power.AGENCIES_MANAGE)
def accounts(request: ActorRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    page = Paginator(queries.list_accounts(request.actor, words=words), PAGE).get_page(
        request.GET.get("page")
    )
    held = queries.list_held_by([account.pk for account in page], on=request.today)
    rows = [
        {"account": account, "terms": [term_row(term, request.today) for term in held.get(account.pk, [])]}
        for account in page
    ]
    return render(request, "agencies/accounts.html", {"page": page, "rows": rows, "words": words})


@signed_in
def my_account(request: ActorRequest) -> HttpResponse:
    return _account_page(request, request.actor.account)


@signed_in
def account(request: ActorRequest, account: int) -> HttpResponse:
    return _account_page(request, account)


def _account_page(request: ActorRequest, account: int) -> HttpResponse:
    """What the account may see and do today, each thing with the reason; what it did hold and will."""
    shown = queries.get_account(request.actor, account)
    terms = [term_row(held, request.today) for held in queries.list_terms_of(account)]
    today = queries.list_holdings(account, on=request.today) if shown.is_active else []
    manages_all = queries.manages_all(request.actor, account, on=request.today)
    context = {
        "account": shown,
        "mine": account == request.actor.account,
        "now": [explained(held, request.today) for held in today],
        "ahead": [row for row in terms if row["state"] == "ahead"],
        "past": [row for row in terms if row["state"] == "past"],
        "may_close": may_close_account(request.actor, account=account, manages_all=manages_all),
        "history": journal.history_of(f"account:{account}")[:8],
    }
    return render(request, "agencies/account.html", context)


def explained(held: "Holding", today: date) -> dict[str, Any]:
    """A holding of today in words: post, role, powers with what they reach, and what the capacity keeps back."""
    actor, role = actor_of(held), roles()[held.post.role]
    passing = powers_passing(role, held.capacity, held.powers)
    where = sorted(places.names_of(actor.reach).values())
    over = {
        Extent.BODY: [held.post.agency.name],
        Extent.PLACES: where or [held.post.agency.name],
        Extent.OFFICE: [held.post.agency.name, *where],
    }
    return term_row(held, today) | {
        "role": role,
        "powers": [
            {"sentence": power_words()[power].sentence, "over": over[power_words()[power].over]}
            for power in Power
            if power in passing
        ],
        "kept_back": [power_words()[power].sentence for power in Power if power in role.powers - passing],
        "groups": sorted(queries.names_of(actor.agencies - {actor.agency}).values()),
        "narrowed": bool(actor.places),
    }


@with_power(Power.AGENCIES_MANAGE)
def close_account(request: ActorRequest, account: int) -> HttpResponse:
    shown = queries.get_closable(request.actor, account, on=request.today)
    return change_page(
        request, GroundForm(request.POST or None), _("Đóng tài khoản"), about=f"{shown.name} ({shown.username})",
        button=_("Đóng tài khoản"), back=reverse("agencies:account", args=[account]),
        done=_("Đã đóng tài khoản: người này ra khỏi mọi máy và thôi mọi chức danh. Điều đã ghi vẫn còn."),
        act=lambda said: services.close_account(by=request.actor, now=request.now, account=account, **said),
    )  # fmt: skip


@with_power(Power.AGENCIES_MANAGE)
def reopen_account(request: ActorRequest, account: int) -> HttpResponse:
    shown = queries.get_closable(request.actor, account, on=request.today)
    return change_page(
        request, GroundForm(request.POST or None), _("Mở lại tài khoản"), about=f"{shown.name} ({shown.username})",
        button=_("Mở lại tài khoản"), back=reverse("agencies:account", args=[account]),
        done=_("Đã mở lại tài khoản; nay giao chức danh cho người ấy."),
        act=lambda said: services.reopen_account(by=request.actor, now=request.now, account=account, **said),
    )  # fmt: skip
