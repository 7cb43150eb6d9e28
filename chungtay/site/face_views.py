"""The pages of the face itself: components, theme, and what stands in for a page that cannot come."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chungtay.base.web import ActorRequest, safe_address, signed_in
from chungtay.replays.rules import keeping
from chungtay.site.gallery import samples, usages
from chungtay.site.icons import ICONS

THEMES = ("light", "dark", "auto")
A_YEAR = 365 * 24 * 3600
# What every page needs, kept on the machine; what a room adds is kept when it is first used.
SHELL = (
    "site/css/tokens.css", "site/css/base.css", "site/css/components.css", "site/queue.css", "plans/plans.css",
    "site/js/app.js", "site/js/lists.js", "site/queue-store.js", "site/queue.js", "htmx/htmx.min.js",
    "site/img/mark.svg", "fonts/be-vietnam-pro-vietnamese-400-normal.woff2",
    "fonts/be-vietnam-pro-latin-400-normal.woff2",
)  # fmt: skip


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
    """The script that works without a network; at the root, so it watches every page."""
    context = {"shell": SHELL, "version": _shell_version(), "keeping": keeping()}
    return render(request, "site/offline.js", context, content_type="text/javascript; charset=utf-8")


@cache
def _shell_version() -> str:
    """Changes with any file of the shell, so that browsers take the new one."""
    digest = sha256()
    for path in SHELL:
        digest.update(Path(str(finders.find(path))).read_bytes())
    return digest.hexdigest()[:12]


@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to install the system as an app that opens at one's own work."""
    said = {
        "name": "Chung Tay", "short_name": "Chung Tay", "description": _("Phòng, chống ma túy"), "lang": "vi",
        "id": "/", "start_url": reverse("plans:my_work"), "scope": "/", "display": "standalone",
        "background_color": "#faf9f6", "theme_color": "#0b6e6e",
        "icons": [
            {"src": static("site/img/mark.svg"), "type": "image/svg+xml", "sizes": "any"},
            *(
                {"src": static(f"site/img/mark-{size}.png"), "type": "image/png", "sizes": f"{size}x{size}"}
                for size in (192, 512)
            ),
        ],
    }  # fmt: skip
    return JsonResponse(said, content_type="application/manifest+json")


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "site/csrf.html", status=403)
