"""What stands around every page: the menu, the post one acts as, the ribbon of the example."""

from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.kept import Kept
from chungtay.breakglass import queries as breakglass
from chungtay.handovers import queries as handovers
from chungtay.notices import queries as notices
from chungtay.places import queries as places
from chungtay.plans import queries as plans
from chungtay.replays.rules import keeping, who_of
from chungtay.site.menu import Line, lines_for

_KEPT = "site_frame"
_names: Kept[str] = Kept()


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for the base templates; without an actor (sign-in, errors, public pages) only the example's mark.

    The parts that rooms add to a page are rendered with the same request: one page stands in one frame.
    """
    actor: Actor | None = getattr(request, "actor", None)
    whose, kept = getattr(request, _KEPT, (None, None))
    if kept is None or whose is not actor:
        kept = _frame(request, actor)
        setattr(request, _KEPT, (actor, kept))
    return kept


def _frame(request: HttpRequest, actor: Actor | None) -> dict[str, Any]:
    context: dict[str, Any] = {
        "example": settings.EXAMPLE,
        "today": getattr(request, "today", None),
        "queue": _queue(actor, getattr(request, "now", None) or timezone.now()),
    }
    if actor is None:
        return context
    counts = _counts(actor, request.today, request.now)  # type: ignore[attr-defined]
    held = [
        (row.post, agencies.signed_as(row) or row.post.name, row.post.agency)
        for row in getattr(request, "holdings", [])
    ]
    menu = _menu(lines_for(actor), request.path, counts)
    return context | {
        "actor": actor,
        "menu": menu,
        "menu_shown": _shown(menu),
        "post": {
            "label": actor.signs_as,
            "agency": actor.agency_name,
            "place": _names.get(actor.place, lambda: _name_of(actor.place)),
        },
        "posts": [
            {"id": post.pk, "label": label, "agency": agency.name, "current": post.pk == actor.post}
            for post, label, agency in held
        ],
    }


def _name_of(place: int | None) -> str:
    return places.names_of([place])[place] if place else ""


def _queue(actor: Actor | None, now: datetime) -> dict[str, Any]:
    """What the queue of the browser (static/site/queue.js) must know of this page."""
    return {
        "who": who_of(actor) if actor else "",
        "days": keeping().days,
        "megabytes": keeping().attachments_mb,
        "made": int(now.timestamp() * 1000),
        "made_at": f"{timezone.localtime(now):%H:%M %d/%m}",
    }


def _counts(actor: Actor, today: date, now: datetime) -> dict[str, int]:
    """What waits for the actor, by the address where it waits."""
    return {
        "plans:my_work": plans.count_urgent(actor, today=today),
        "notices:inbox": notices.count_unread(actor),
        "breakglass:openings": breakglass.count_to_review(actor, now=now),
        "handovers:handovers": handovers.count_waiting(actor, today=today),
    }


def _shown(menu: list[dict[str, Any]]) -> str:
    """All that the menu depends on: pages on which it looks the same draw it once (cached for ten minutes)."""
    return f"{get_language()} {[(line['href'], line['current'], line['count']) for line in menu]}"


def _menu(lines: list[Line], path: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    """One line is where the page is: the one that leads nearest to it."""
    leading = [(line, _href(line.address)) for line in lines]
    nearest = max((href for _, href in leading if path.startswith(href)), key=len, default="")
    return [
        {
            "label": line.label,
            "href": href,
            "icon": line.icon,
            "current": href == nearest,
            "count": counts.get(line.address),
        }
        for line, href in leading
    ]


@cache
def _href(name: str) -> str:
    return reverse(name)
