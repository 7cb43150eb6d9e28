"""My work: what the actor's agency owes, in the order in which a tired person should look at it."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from chungtay.base.actor import Actor
from chungtay.plans.models import Share, Task
from chungtay.plans.queries.sight import shares_of
from chungtay.plans.rules import SOON_DAYS, AssignmentRole, PlanState, ShareState

SHOWN = 30


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """Shares of one urgency: how many there are, and the first of them."""

    count: int = 0
    shares: list[Share] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MyWork:
    late: WorkGroup
    soon: WorkGroup  # due within a week
    ahead: WorkGroup  # a date further off, and already open
    undated: WorkGroup
    done: WorkGroup  # the latest first
    later: int  # turns of recurring duties that have not opened yet
    supported: int  # tasks that the agency supports

    @property
    def open(self) -> int:
        return self.late.count + self.soon.count + self.ahead.count + self.undated.count


def my_work(actor: Actor, *, today: date) -> MyWork:
    """What the actor's agency owes today, whoever of its people looks."""
    shares = _owed(actor)
    owed = ~Q(state=ShareState.DONE)
    soon = today + timedelta(days=SOON_DAYS)
    opened = Q(occurrence__opens_on__isnull=True) | Q(occurrence__opens_on__lte=today)
    asked = {
        "late": owed & Q(due_on__lt=today),
        "soon": owed & Q(due_on__gte=today, due_on__lte=soon),
        "ahead": owed & Q(due_on__gt=soon) & opened,
        "undated": owed & Q(due_on__isnull=True),
        "done": ~owed,
        "later": owed & Q(due_on__gt=soon) & ~opened,
    }
    counts = shares.aggregate(**{name: Count("pk", filter=condition) for name, condition in asked.items()})
    rows = shares.select_related("task__plan", "occurrence", "agency")
    groups = {
        name: WorkGroup(
            counts[name], list(rows.filter(asked[name]).order_by(*order)[:SHOWN]) if counts[name] else []
        )
        for name, order in _ORDERS.items()
    }
    supported = Task.objects.filter(
        assignments__agency__in=actor.bodies, assignments__role=AssignmentRole.SUPPORT,
        closed_at__isnull=True, plan__state=PlanState.IN_FORCE,
    )  # fmt: skip
    return MyWork(**groups, later=counts["later"], supported=supported.distinct().count())


_ORDERS = {
    "late": ("due_on", "pk"),
    "soon": ("due_on", "pk"),
    "ahead": ("due_on", "pk"),
    "undated": ("task__plan", "task__position", "pk"),
    "done": ("-done_on", "-updated_at", "pk"),
}


def count_urgent(actor: Actor, *, today: date) -> int:
    """How many shares of the actor's agency are late or fall due within a week; for the menu."""
    soon = today + timedelta(days=SOON_DAYS)
    return _owed(actor).exclude(state=ShareState.DONE).filter(due_on__lte=soon).count()


def _owed(actor: Actor) -> QuerySet[Share]:
    return shares_of(actor.bodies).filter(task__closed_at__isnull=True, task__plan__state=PlanState.IN_FORCE)
