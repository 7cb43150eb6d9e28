"""The page of the map of powers."""

from django.http import HttpResponse
from django.shortcuts import render

from chungtay.agencies.rules import Power, capacities, roles
from chungtay.base.problems import NotThere
from chungtay.base.web import ActorRequest, signed_in
from chungtay.site.powers import map_of_powers


@signed_in
def powers(request: ActorRequest) -> HttpResponse:
    """For who gives powers and who looks over those that were given."""
    if not (request.actor.can(Power.AGENCIES_MANAGE) or request.actor.can(Power.JOURNAL_READ)):
        raise NotThere("powers")
    context = {"rows": map_of_powers(), "roles": roles().values(), "capacities": capacities().values()}
    return render(request, "site/powers.html", context)
