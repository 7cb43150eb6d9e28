"""For machines: alive, ready, measured. For administrators: what the doctor says."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chungtay.agencies.rules import Power
from chungtay.base.web import ActorRequest, with_power
from chungtay.operation import measures, queries
from chungtay.operation.rules import State, worst
from chungtay.operation.rules.scraping import may_scrape

_PLAIN = "text/plain; charset=utf-8"


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """This process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type=_PLAIN)


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """This process can serve people: the database answers and is in step, the disk has room. Says no more than that."""
    fine = queries.is_ready()
    return HttpResponse("ok\n" if fine else "not ready\n", status=200 if fine else 503, content_type=_PLAIN)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus; to anybody else the address is not there."""
    forwarded = [part for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not may_scrape(
        request.META.get("REMOTE_ADDR", ""), forwarded, networks=settings.METRICS_FROM,
        token=settings.METRICS_TOKEN, shown=shown,
    ):  # fmt: skip
        raise Http404
    return HttpResponse(
        measures.text(timezone.now()), content_type="text/plain; version=0.0.4; charset=utf-8"
    )


@require_safe
@with_power(Power.SETTINGS_MANAGE)
def health(request: ActorRequest) -> HttpResponse:
    found = queries.examine(request.now)
    order = list(State)
    context = {
        "findings": sorted(found, key=lambda one: -order.index(one.state)),
        "worst": worst(found),
        "counts": {state.value: sum(one.state == state for one in found) for state in State},
    }
    return render(request, "operation/health.html", context)
