"""Who holds what, in words: rows for the pages of bodies, posts and accounts."""

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from chungtay.agencies import queries
from chungtay.agencies.rules import capacities, roles
from chungtay.base.web import ActorRequest

if TYPE_CHECKING:
    from chungtay.agencies.models import Holding


def post_rows(request: ActorRequest, agency: int) -> list[dict[str, Any]]:
    """The posts of a body, each with its role, its places and who holds it today or will."""
    posts = list(queries.list_posts(request.actor, agency))
    terms: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for held in queries.list_terms(request.actor, posts=[post.pk for post in posts]):
        row = term_row(held, request.today)
        if row["state"] != "past":
            terms[held.post_id].append(row)
    return [
        {
            "post": post, "role": roles()[post.role], "terms": terms[post.pk],
            "places": sorted(place.full_name for place in post.places.all()),
        }
        for post in posts
    ]  # fmt: skip


def _state(held: "Holding", today: date) -> str:
    if held.held_from > today:
        return "ahead"
    return "now" if held.held_to is None or held.held_to > today else "past"


def term_row(held: "Holding", today: date) -> dict[str, Any]:
    """A holding as a row of a page: its state today, its capacity, how it is signed, its last day."""
    return {
        "held": held,
        "state": _state(held, today),
        "capacity": capacities()[held.capacity],
        "signs": queries.signed_as(held),
        "last": date.fromordinal(held.held_to.toordinal() - 1) if held.held_to else None,
    }
