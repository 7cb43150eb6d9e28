"""What this room says on pages of the rooms below: recommendations above one's work, campaigns on their plan."""

from typing import Any

from django.template.loader import render_to_string

from chungtay.base.web import ActorRequest
from chungtay.supervision import queries


def work_panel(request: ActorRequest, _none: None) -> str:
    """Recommendations to answer or to judge, and campaigns whose report the body still owes."""
    context = {
        "work": queries.list_work(request.actor, on=request.today),
        "owed": queries.list_owed(request.actor, on=request.today),
    }
    if not any(context.values()):
        return ""
    return render_to_string("supervision/parts/work_panel.html", context, request)


def plan_panel(request: ActorRequest, plan: Any) -> str:
    rows = queries.list_campaigns(request.actor, on=request.today).filter(plan=plan)
    return render_to_string("supervision/parts/plan_panel.html", {"campaigns": rows}, request) if rows else ""
