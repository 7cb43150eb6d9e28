"""What stands around every page: the menu, the post one acts as, the ribbon of the example."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from chungtay.site.menu import Line, lines_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for the base templates. Without an actor (sign-in, errors, public pages) only the example mark."""
    actor = getattr(request, "actor", None)
    context: dict[str, Any] = {
        "example": settings.EXAMPLE,
        "actor": actor,
        "today": getattr(request, "today", None),
    }
    if actor is not None:
        context["holdings"] = getattr(request, "holdings", [])
        context["menu"] = [_entry(line, request.path) for line in lines_for(actor) if _known(line)]
    return context


def _entry(line: Line, path: str) -> dict[str, Any]:
    href = reverse(line.address)
    return {"label": line.label, "href": href, "icon": line.icon, "current": path.startswith(href)}


def _known(line: Line) -> bool:
    try:
        reverse(line.address)
    except NoReverseMatch:
        return False
    return True
