"""What this room says above one's own work: the self-assessment that the commune owes."""

from django.template.loader import render_to_string

from chungtay.areas.queries import proposes_for, standing_of
from chungtay.areas.rules.cycle import cycle_of
from chungtay.areas.rules.words import AssessmentState
from chungtay.base.web import ActorRequest

_OWED = (AssessmentState.DRAFT, AssessmentState.RETURNED)


def work_panel(request: ActorRequest, _none: None) -> str:
    """From the day of judging until it is sent."""
    place, cycle = request.actor.place, cycle_of(request.today.year)
    if place is None or cycle is None or request.today < cycle.assessed_on:
        return ""
    if not proposes_for(request.actor, place):
        return ""
    standing = standing_of(request.actor, place, cycle.year, request.today)
    if standing.state not in _OWED:
        return ""
    return render_to_string("areas/parts/work_panel.html", {"standing": standing}, request)
