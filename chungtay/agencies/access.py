"""Makes the Actor of a request: who is signed in, from which post, with which powers."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse

from chungtay.agencies import queries
from chungtay.agencies.models import Holding, Membership
from chungtay.agencies.rules import powers_passing, roles
from chungtay.base.actor import Actor
from chungtay.base.web import ActorRequest, signed_in

POST_KEY = "post"

__all__ = ["POST_KEY", "ActorOfRequest", "ActorRequest", "actor_of", "signed_in"]


def actor_of(holding: Holding) -> Actor:
    """The actor that a held post makes of its holder, in the capacity and with the powers of the holding."""
    post, agency = holding.post, holding.post.agency
    groups = Membership.objects.filter(member=agency).values_list("group", flat=True)
    powers = powers_passing(roles()[post.role], holding.capacity, holding.powers)
    return Actor(
        account=holding.account_id,
        name=holding.account.name,
        post=post.pk,
        post_name=post.name,
        agency=agency.pk,
        agency_name=agency.name,
        powers=frozenset(str(power) for power in powers),
        agencies=frozenset({agency.pk, *groups}),
        place=agency.place_id,
        places=frozenset(post.places.order_by().values_list("pk", flat=True)),
        signs=queries.signed_as(holding),
        follows=tuple(queries.followed_by(holding)),
    )


class ActorOfRequest:
    """Middleware: sets ``request.actor`` (None for who is not signed in or holds no post today)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = cast(ActorRequest, request)
        asked.actor = None  # type: ignore[assignment]
        if request.user.is_authenticated:
            holdings = queries.list_holdings(request.user.pk, on=asked.today)
            asked.holdings = holdings  # type: ignore[attr-defined]
            if holdings:
                chosen = request.session.get(POST_KEY)
                asked.actor = actor_of(
                    next((held for held in holdings if held.post_id == chosen), holdings[0])
                )
        return self.get_response(request)
