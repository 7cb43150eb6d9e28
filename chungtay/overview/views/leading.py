"""The leader's page: one page, on the screen and on paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.web import ActorRequest, with_power
from chungtay.overview import queries

AGENCIES, DECISIONS = 10, 8


@require_safe
@with_power(Power.PLANS_OVERSEE)
def leader(request: ActorRequest) -> HttpResponse:
    found = queries.get_leading(request.actor, now=request.now)
    context = {
        "leading": found,
        "late": found.by_agency[:AGENCIES],
        "late_more": max(len(found.by_agency) - AGENCIES, 0),
        "worse": found.worse[:AGENCIES],
        "worse_more": max(len(found.worse) - AGENCIES, 0),
        "decide": [(due, _opens(request.actor, due.link)) for due in found.decide[:DECISIONS]],
        "decide_more": max(len(found.decide) - DECISIONS, 0),
        "ahead_due": sum(day.shares for day in found.ahead),
    }
    return render(request, "overview/leader.html", context)


def _opens(actor: Actor, link: str) -> str:
    """Where a decision waits; nowhere for who sees that it does and is not the one to take it."""
    return (
        link if actor.can(Power.PLANS_MANAGE) or not link.startswith(reverse("assignments:waiting")) else ""
    )
