"""Commendations, and the finished work that may support one."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.plans import queries as plans
from chungtay.plans.rules import ShareState
from chungtay.supervision.models import Commendation
from chungtay.supervision.rules import CommendationState


def visible_commendations(actor: Actor, on: date) -> QuerySet[Commendation]:
    """Of the jurisdiction for who oversees it; one's own body's once it has been awarded."""
    mine = Q(agency__in=actor.bodies, state=CommendationState.AWARDED)
    return Commendation.objects.filter(Q(owner__in=plans.jurisdiction(actor, on)) | mine)


def list_commendations(actor: Actor, *, on: date) -> QuerySet[Commendation]:
    return visible_commendations(actor, on).select_related("agency", "post", "owner")


def get_commendation(actor: Actor, commendation: int, *, on: date, locked: bool = False) -> Commendation:
    found = list_commendations(actor, on=on).filter(pk=commendation)
    row = (found.select_for_update(of=("self",)) if locked else found).select_related("decided_by").first()
    if row is None:
        raise NotThere("commendation")
    return row


def finished_work(actor: Actor, agency: int, *, period_from: date, period_to: date, on: date) -> list[Any]:
    """What a body reported done between the days, as far as the actor sees it; the earliest first."""
    done = plans.visible_shares(actor, on).filter(
        agency=agency, state=ShareState.DONE, done_on__range=(period_from, period_to)
    )
    return list(done.select_related("task__plan").order_by("done_on", "pk"))
