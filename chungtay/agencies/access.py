"""Makes the Actor of a request: who is signed in, from which post, with which powers."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from chungtay.agencies import queries
from chungtay.agencies.models import Account, Holding, Membership
from chungtay.agencies.rules import roles
from chungtay.base.actor import Actor

POST_KEY = "post"
P = ParamSpec("P")


class ActorRequest(HttpRequest):
    """A request that has passed :func:`signed_in`."""

    actor: Actor
    now: datetime
    today: date
    holdings: list[Holding]


def actor_of(holding: Holding) -> Actor:
    """The actor that a held post makes of its holder."""
    post, agency = holding.post, holding.post.agency
    groups = Membership.objects.filter(member=agency).values_list("group", flat=True)
    return Actor(
        account=holding.account_id,
        name=holding.account.name,
        post=post.pk,
        post_name=post.name,
        agency=agency.pk,
        agency_name=agency.name,
        powers=frozenset(str(power) for power in roles()[post.role].powers),
        agencies=frozenset({agency.pk, *groups}),
        place=agency.place_id,
    )


def signed_in(view: Callable[Concatenate[ActorRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view run for a person who holds a post today; send anybody else to the sign-in page.

    Every view of the house is either ``signed_in`` or listed as public in tests/house/addresses.toml.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        account = cast(Account, request.user)
        if account.must_change_password and getattr(view, "__name__", "") != "change_password":
            return redirect("agencies:change_password")
        asked = cast(ActorRequest, request)
        asked.holdings = queries.list_holdings(account.pk, on=asked.today)
        if not asked.holdings:
            return redirect("agencies:no_post")
        chosen = request.session.get(POST_KEY)
        holding = next((held for held in asked.holdings if held.post_id == chosen), asked.holdings[0])
        holding.account = account
        asked.actor = actor_of(holding)
        return view(asked, *args, **kwargs)

    return guarded
