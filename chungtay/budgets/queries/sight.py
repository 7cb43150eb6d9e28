"""Whose is what: every other query of the room starts from here."""

from datetime import date

from django.db.models import QuerySet

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.budgets.models import Budget
from chungtay.budgets.rules import may_manage


def jurisdiction(actor: Actor, on: date) -> frozenset[int]:
    """The bodies whose budgets the actor may see whole; empty without a power to."""
    if not (actor.can(Power.BUDGETS_OVERSEE) or actor.can(Power.BUDGETS_MANAGE)):
        return frozenset()
    return frozenset(agencies.within_jurisdiction(actor, on=on).values_list("pk", flat=True))


def visible_budgets(actor: Actor, on: date) -> QuerySet[Budget]:
    """Budgets of the jurisdiction."""
    return Budget.objects.filter(owner__in=jurisdiction(actor, on))


def get_budget(actor: Actor, budget: int, *, on: date) -> Budget:
    found = visible_budgets(actor, on).select_related("owner", "place", "document").filter(pk=budget).first()
    if found is None:
        raise NotThere("budget")
    return found


def manages(actor: Actor, budget: Budget, *, on: date) -> bool:
    """Whether to offer the buttons that change it."""
    return may_manage(actor, owner=budget.owner_id, jurisdiction=jurisdiction(actor, on))
