"""What the chain says on pages of the rooms below."""

from typing import Any

from django.template.loader import render_to_string

from chungtay.base.web import ActorRequest
from chungtay.chain import queries
from chungtay.plans import queries as plans


def plan_panel(request: ActorRequest, plan: Any) -> str:
    """The counts over the lower plans, for who oversees the plan."""
    if not plans.oversees(request.actor, plan, on=request.today):
        return ""
    found = queries.list_answers(request.actor, plan.pk, queries.Asked(), on=request.today)
    counts = queries.count_by_state(found)
    if not sum(counts.values()):
        return ""
    return render_to_string("chain/parts/plan_panel.html", {"plan": plan, "counts": counts}, request)


def work_panel(request: ActorRequest, _none: None) -> str:
    proposals = queries.list_proposals(request.actor, on=request.today)
    return (
        render_to_string("chain/parts/work_panel.html", {"proposals": proposals}, request)
        if proposals
        else ""
    )
