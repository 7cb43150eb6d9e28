"""A budget on its page."""

from django.http import HttpResponse
from django.shortcuts import render

from chungtay.base.web import ActorRequest, signed_in
from chungtay.budgets import queries


@signed_in
def budget(request: ActorRequest, budget: int) -> HttpResponse:
    shown = queries.get_budget(request.actor, budget, on=request.today)
    table = queries.table_of(queries.current_estimate(shown))
    return render(request, "budgets/budget.html", {"budget": shown, "table": table})
