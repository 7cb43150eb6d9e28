"""Who a browser is before it sends what it kept."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from chungtay.base.actor import Actor
from chungtay.replays.rules import who_of


@require_GET
@never_cache
def who(request: HttpRequest) -> JsonResponse:
    """{"who": "12.34", "token": a fresh CSRF token}; both empty for nobody, whose sign-in form has its own token."""
    actor: Actor | None = getattr(request, "actor", None)
    return JsonResponse(
        {"who": who_of(actor), "token": get_token(request)} if actor else {"who": "", "token": ""}
    )
