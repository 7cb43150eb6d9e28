"""The front door, the search box and the pages that say no."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_POST

from chungtay.agencies import queries as agencies
from chungtay.agencies.access import POST_KEY
from chungtay.agencies.rules import Power, roles
from chungtay.base.web import ActorRequest, safe_address, signed_in
from chungtay.documents import queries as documents
from chungtay.example import queries as example
from chungtay.places import queries as places
from chungtay.plans import queries as plans
from chungtay.plans.rules import TaskFilter
from chungtay.signin.views import door

FOUND = 8  # of each kind on the page of the search box


@signed_in
def home(request: ActorRequest) -> HttpResponse:
    """Each to the page of their daily work."""
    if request.actor.can(Power.PLANS_OVERSEE):
        return redirect("plans:plans")
    if request.actor.can(Power.WORK_REPORT):
        return redirect("plans:my_work")
    return redirect("agencies:agencies")


def sign_in(request: HttpRequest) -> HttpResponse:
    """The front door of signin, and in the example its seats beside it."""
    return door.sign_in(request, _seats if settings.EXAMPLE else None)


def _seats() -> dict[str, Any]:
    offered = [{"holding": holding, "role": roles()[holding.post.role]} for holding in example.list_offered()]
    return {"offered": offered, "example_password": settings.EXAMPLE_PASSWORD}


@require_POST
@signed_in
def switch_post(request: ActorRequest) -> HttpResponse:
    """Act from another of one's own posts, from the next page on."""
    chosen = request.POST.get("post", "")
    held = agencies.list_holdings(request.actor.account, on=request.today)
    if chosen in {str(holding.post_id) for holding in held}:
        request.session[POST_KEY] = int(chosen)
    return redirect("home")


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    answer = redirect(safe_address(request, request.POST.get("next", "")))
    language = request.POST.get("language", "")
    if translation.check_for_language(language):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return answer


@signed_in
def search(request: ActorRequest) -> HttpResponse:
    """One box over everything that the person may see."""
    words = " ".join(request.GET.get("q", "").split())[:100]
    found: dict[str, Any] = {"search_words": words}
    if words:
        wanted = TaskFilter(words=words)
        found["found_tasks"] = plans.list_tasks(request.actor, wanted, today=request.today)[:FOUND]
        found["found_papers"] = documents.list_papers(request.actor, documents.Wanted(words=words))[:FOUND]
        found["found_places"] = places.find_places(words, on=request.today, limit=FOUND)
        found["found_agencies"] = agencies.search(words, on=request.today, limit=FOUND)
    return render(request, "site/search.html", found)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "site/404.html", status=404)


def no_right(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "site/403.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Drawn without the frame, which asks the database: whatever broke may break it as well."""
    return HttpResponse(render_to_string("site/500.html"), status=500)
