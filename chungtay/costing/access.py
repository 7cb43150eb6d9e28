"""What this room shows on the pages of plans."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from chungtay.agencies.rules import Power
from chungtay.base.web import ActorRequest
from chungtay.budgets import queries as budgets
from chungtay.costing.queries import Programme
from chungtay.plans.rules import money_of


def money_panel(request: ActorRequest, _thing: object) -> SafeString:
    """The way from money to what it brought."""
    return render_to_string("costing/parts/money_panel.html", {}, request)


def plan_panel(request: ActorRequest, plan: Programme) -> SafeString | str:
    """The way to say which task each line of the plan's budget pays for, for who manages the plan."""
    if not request.actor.can(Power.PLANS_MANAGE):
        return ""
    if not budgets.list_lines(request.actor, on=request.today, subject=money_of(plan.pk)):
        return ""
    return render_to_string("costing/parts/plan_panel.html", {"plan": plan}, request)
