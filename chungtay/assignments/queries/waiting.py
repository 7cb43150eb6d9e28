"""What waits for who manages: refusals, requests for more time, work to confirm."""

from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet

from chungtay.assignments.models import Answer
from chungtay.assignments.queries.answers import unverified
from chungtay.assignments.rules import AnswerKind, Ruling
from chungtay.base.actor import Actor
from chungtay.plans import queries as plans
from chungtay.plans.queries.holding import shares_in_force
from chungtay.plans.rules import PlanState, ShareState


class Waiting(StrEnum):
    """The tabs of the page."""

    REFUSALS = "refusals"
    TIME = "time"
    CHECK = "check"


_KINDS = {Waiting.REFUSALS: AnswerKind.REFUSED, Waiting.TIME: AnswerKind.EXTENSION}


def managed_plans(actor: Actor, on: date) -> frozenset[int]:
    """The plans that the actor may change; empty without the power."""
    return plans.overseen(actor, on) if actor.can("plans.manage") else frozenset()


def list_waiting(actor: Actor, tab: Waiting, *, on: date) -> QuerySet[Any]:
    """Answers (refusals, requests) or shares (to confirm), the oldest first."""
    managed = managed_plans(actor, on)
    if tab == Waiting.CHECK:
        shares = shares_in_force().filter(task__plan__in=managed)
        return (
            unverified(shares)
            .select_related("task__plan", "agency", "occurrence")
            .order_by("task__plan", "task__position", "done_on", "pk")
        )
    open_ = Q(share__released_at__isnull=True, share__task__closed_at__isnull=True)
    open_ &= Q(share__task__plan__state=PlanState.IN_FORCE, share__task__plan__in=managed)
    asked = Answer.objects.filter(open_, kind=_KINDS[tab], verdict=Ruling.WAITING)
    return (
        asked.exclude(share__state=ShareState.DONE)
        .select_related("share__task__plan", "share__agency", "agency")
        .order_by("at", "pk")
    )


def count_waiting(actor: Actor, *, on: date) -> dict[Waiting, int]:
    if not managed_plans(actor, on):
        return dict.fromkeys(Waiting, 0)
    return {tab: list_waiting(actor, tab, on=on).count() for tab in Waiting}
