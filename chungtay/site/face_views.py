"""The pages of the face itself: components, theme, and what stands in for a page that cannot come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from chungtay.base.web import ActorRequest, safe_address, signed_in
from chungtay.site.gallery import samples, usages
from chungtay.site.icons import ICONS

THEMES = ("light", "dark", "auto")
A_YEAR = 365 * 24 * 3600


@require_GET
@signed_in
def components(request: ActorRequest) -> HttpResponse:
    """Every component in every state, for whoever writes pages and whoever judges them."""
    shown = samples(request.now, request.today) | {"icons": sorted(ICONS), "usages": usages()}
    return render(request, "site/components.html", shown)


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Remember on this machine whether pages are light, dark or as it wants; back to where one was."""
    response = redirect(safe_address(request, request.POST.get("next", "")))
    theme = request.POST.get("theme")
    if theme in THEMES:
        response.set_cookie(
            "theme", theme, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    return response


@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "site/offline.html")


@require_GET
def offline_worker(request: HttpRequest) -> HttpResponse:
    """The script that shows :func:`offline` without a network; at the root, so it watches every page."""
    return render(request, "site/offline.js", content_type="text/javascript")


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "site/csrf.html", status=403)
