"""Looking at money: one cut through all of it, one budget, one purse down to its receipts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from chungtay.agencies.rules import Power
from chungtay.base.web import ActorRequest, signed_in
from chungtay.budgets import queries
from chungtay.budgets.forms import AskForm
from chungtay.budgets.queries import Asked, Cut
from chungtay.budgets.rules import (
    EstimateState,
    Figures,
    MovementKind,
    forecast,
    in_words,
    is_slow,
    may_spend,
    next_estimate,
)
from chungtay.budgets.words import MOVEMENTS, SIDES

MOVEMENTS_SHOWN = 30


@signed_in
def look(request: ActorRequest) -> HttpResponse:
    """All the money that one may see, cut along one side; each row is a step further down."""
    actor, today = request.actor, request.today
    form, asked = asked_of(request)
    seen = queries.look(actor, asked, on=today)
    year = asked.year or (today.year if today.year in seen.years else None)
    context: dict[str, Any] = {
        "form": form,
        "asked": asked,
        "seen": seen,
        "rows": [_row(cut, asked, request) for cut in seen.rows],
        "tabs": _tabs(request, asked),
        "year": year,
        "whole": max((cut.figures.whole for cut in seen.rows), default=0),
        "due": next_estimate(today),
        "manages": actor.can(Power.BUDGETS_MANAGE),
        "proposed": queries.proposed_budgets(actor, today).select_related("owner"),
        **_outlook(request, asked, year),
    }
    return render(request, "budgets/look.html", context)


def asked_of(request: ActorRequest) -> tuple[AskForm, Asked]:
    """The form with what this actor may choose from, and what the address asks."""
    actor, today = request.actor, request.today
    form = AskForm(
        request.GET, budget=queries.budgets_in_sight(actor, today),
        year=[(year, str(year)) for year in queries.years_in_sight(actor, today)],
        agency=queries.bodies_in_sight(actor, today), place=queries.places_in_sight(actor, today),
    )  # fmt: skip
    return form, form.asked()


def _outlook(request: ActorRequest, asked: Asked, year: int | None) -> dict[str, Any]:
    """Where the year is heading, for the same question."""
    if year is None:
        return {}
    of_year = Asked(
        **{name: getattr(asked, name) for name in Asked.__slots__ if name not in ("by", "year")}, year=year
    )
    total = queries.look(request.actor, of_year, on=request.today).total
    return {
        "of_year": total,
        "forecast": forecast(total, year, request.today),
        "slow": is_slow(total, year, request.today),
    }


def _row(cut: Cut, asked: Asked, request: ActorRequest) -> dict[str, Any]:
    """A cut, and the question one step further: what was clicked stays asked, and the next side opens."""
    query = {name: request.GET[name] for name in request.GET if name in Asked.__slots__}
    step = {"line": "budget" if asked.budget is None else "line", "month": ""}.get(asked.by, asked.by)
    if not step or cut.key is None:
        return {"cut": cut, "href": ""}
    following = {
        "budget": "line",
        "line": "agency",
        "year": "line",
        "source": "agency",
        "agency": "line",
        "place": "line",
    }
    return {"cut": cut, "href": "?" + urlencode({**query, step: cut.key, "by": following[step]})}


def _tabs(request: ActorRequest, asked: Asked) -> list[dict[str, Any]]:
    query = {name: request.GET[name] for name in request.GET if name in Asked.__slots__}
    return [
        {
            "label": words,
            "href": "?" + urlencode({**query, "by": side}),
            "current": side == asked.by,
            "count": None,
        }
        for side, words in SIDES.items()
    ]


@signed_in
def budget(request: ActorRequest, budget: int) -> HttpResponse:
    actor, today = request.actor, request.today
    shown = queries.get_budget(actor, budget, on=today)
    whole = queries.oversees(actor, shown, on=today)
    table = queries.table_of(queries.current_estimate(shown)) if whole else None
    purses = list(queries.list_purses(actor, shown, on=today))
    names = queries.names_of_lines(actor, {purse.ceiling.line_id for purse in purses}, on=today)
    movements = queries.list_movements(actor, shown, on=today)
    counted = queries.count_lines(shown) if whole else []
    context: dict[str, Any] = {
        "budget": shown,
        "table": table,
        "in_words": in_words(table.estimate.total_dong) if table and table.estimate.total_dong else "",
        "seen": queries.look(actor, Asked(budget=budget), on=today),
        "purses": [(purse, names.get(purse.ceiling.line_id, "")) for purse in purses],
        "movements": [
            (movement, MOVEMENTS[MovementKind(movement.kind)]) for movement in movements[:MOVEMENTS_SHOWN]
        ],
        "leaves": {row.row.pk for row in table.rows} - {row.row.parent_id for row in table.rows}
        if table
        else set(),
        "counted": counted,
        "differs": any(line.differs for line in counted),
        "manages": queries.manages(actor, shown, on=today),
        "is_draft": table is not None and table.estimate.state == EstimateState.DRAFT,
        "has_approved": bool(queries.years_of(shown)),
    }
    return render(request, "budgets/budget.html", context)


@signed_in
def purse(request: ActorRequest, purse: int) -> HttpResponse:
    """What one agency has of one line in one year, down to each receipt."""
    actor, today = request.actor, request.today
    shown = queries.get_purse(actor, purse, on=today)
    line = shown.ceiling.line_id
    figures = Figures(allotted=shown.allotted, committed=shown.committed, spent=shown.spent)
    year = shown.ceiling.year
    context = {
        "purse": shown,
        "budget": shown.ceiling.line.budget,
        "line": queries.names_of_lines(actor, [line], on=today).get(line, ""),
        "figures": figures,
        "in_words": in_words(shown.allotted),
        "postings": [
            (posting, MOVEMENTS[MovementKind(posting.movement.kind)])
            for posting in queries.list_postings(shown)
        ],
        "spends": may_spend(actor, agency=shown.agency_id),
        "manages": queries.manages(actor, shown.ceiling.line.budget, on=today),
        "forecast": forecast(figures, year, today),
        "slow": is_slow(figures, year, today),
    }
    return render(request, "budgets/purse.html", context)
