"""Whose is what: every other query of the room starts from here."""

from datetime import date

from django.db.models import Q, QuerySet

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.budgets.models import Budget, Estimate, Movement, Posting, Purse
from chungtay.budgets.rules import EstimateState, may_manage, may_oversee


def bodies_of(actor: Actor) -> frozenset[int]:
    """The actor's agency and the groups it belongs to."""
    return actor.agencies | {actor.agency}


def jurisdiction(actor: Actor, on: date) -> frozenset[int]:
    """The bodies whose budgets the actor may see whole; empty without a power to."""
    if not (actor.can(Power.BUDGETS_OVERSEE) or actor.can(Power.BUDGETS_MANAGE)):
        return frozenset()
    return frozenset(agencies.within_jurisdiction(actor, on=on).values_list("pk", flat=True))


def overseen_budgets(actor: Actor, on: date) -> QuerySet[Budget]:
    """Budgets of the jurisdiction: seen whole."""
    return Budget.objects.filter(owner__in=jurisdiction(actor, on))


def proposed_budgets(actor: Actor, on: date) -> QuerySet[Budget]:
    """Those of the jurisdiction with an estimate that nobody has approved yet, the newest first."""
    drafts = Estimate.objects.filter(state=EstimateState.DRAFT).values("budget")
    return overseen_budgets(actor, on).filter(pk__in=drafts).order_by("-made_at", "-pk")


def visible_budgets(actor: Actor, on: date) -> QuerySet[Budget]:
    """Budgets of the jurisdiction, and those of which one's agency has a purse."""
    own = Purse.objects.filter(agency__in=bodies_of(actor)).values("budget")
    return Budget.objects.filter(Q(pk__in=overseen_budgets(actor, on).values("pk")) | Q(pk__in=own))


def visible_purses(actor: Actor, on: date) -> QuerySet[Purse]:
    """All purses of the budgets one oversees; else one's own and never a neighbour's."""
    return purses_within(actor, overseen_ids(actor, on))


def overseen_ids(actor: Actor, on: date) -> frozenset[int]:
    return frozenset(overseen_budgets(actor, on).values_list("pk", flat=True))


def purses_within(actor: Actor, whole: frozenset[int]) -> QuerySet[Purse]:
    """visible_purses for who has already asked for the budgets that the actor oversees (``whole``)."""
    own = Q(agency__in=bodies_of(actor))
    return Purse.objects.filter(Q(budget__in=whole) | own if whole else own)


def get_budget(actor: Actor, budget: int, *, on: date) -> Budget:
    found = visible_budgets(actor, on).select_related("owner", "place", "document").filter(pk=budget).first()
    if found is None:
        raise NotThere("budget")
    return found


def get_purse(actor: Actor, purse: int, *, on: date) -> Purse:
    found = (
        visible_purses(actor, on).select_related("ceiling__line__budget", "agency", "place").filter(pk=purse)
    )
    kept = found.first()
    if kept is None:
        raise NotThere("purse")
    return kept


def list_movements(actor: Actor, budget: Budget, *, on: date) -> QuerySet[Movement]:
    """What happened to a budget, newest first: all of it for who oversees, else what touched one's own purses."""
    found = Movement.objects.filter(budget=budget)
    if not oversees(actor, budget, on=on):
        found = found.filter(postings__purse__agency__in=bodies_of(actor)).distinct()
    return found.order_by("-on", "-pk")


def list_purses(actor: Actor, budget: Budget, *, on: date) -> QuerySet[Purse]:
    """The purses of a budget that the actor may see, by line and year."""
    found = visible_purses(actor, on).filter(budget=budget)
    return found.select_related("agency", "place", "ceiling").order_by(
        "-ceiling__year", "ceiling__line", "agency__name"
    )


def list_postings(purse: Purse) -> QuerySet[Posting]:
    """What happened to a purse already fetched for its actor, newest first, each with its paper."""
    return purse.postings.select_related("movement__document").order_by("-movement__on", "-pk")


def oversees(actor: Actor, budget: Budget, *, on: date) -> bool:
    return may_oversee(actor, owner=budget.owner_id, jurisdiction=jurisdiction(actor, on))


def manages_line(actor: Actor, line: int, *, on: date) -> bool:
    found = overseen_budgets(actor, on).filter(lines=line).first()
    return found is not None and manages(actor, found, on=on)


def manages(actor: Actor, budget: Budget, *, on: date) -> bool:
    """Whether to offer the buttons that change it."""
    return may_manage(actor, owner=budget.owner_id, jurisdiction=jurisdiction(actor, on))
