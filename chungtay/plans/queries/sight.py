"""Whose is what: every other query of the room starts from here."""

from datetime import date

from django.db.models import Q, QuerySet

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.plans.models import Assignment, Plan, Share, Task
from chungtay.plans.rules import AssignmentRole, PlanState, may_manage, may_oversee

_OWN_ROLES = (AssignmentRole.LEAD, AssignmentRole.SUPPORT)


def jurisdiction(actor: Actor, on: date) -> frozenset[int]:
    """The bodies whose plans the actor may see whole; empty without a power to."""
    if not (actor.can("plans.oversee") or actor.can("plans.manage")):
        return frozenset()
    return frozenset(agencies.within_jurisdiction(actor, on=on).values_list("pk", flat=True))


def followed(actor: Actor, on: date) -> frozenset[int]:
    """The bodies of the places that the post looks after, whose part in anybody's plan it sees.

    Empty for a post that looks after the whole: it sees plans, not bodies.
    """
    return jurisdiction(actor, on) if actor.places else frozenset()


def seen_bodies(actor: Actor, on: date) -> frozenset[int]:
    """The bodies whose part in a plan the actor sees without overseeing the plan."""
    return actor.bodies | followed(actor, on)


def overseen(actor: Actor, on: date, *, state: PlanState | None = None) -> frozenset[int]:
    """The plans that the actor may see whole; with ``state``, those of them in it."""
    reach = jurisdiction(actor, on)
    asked = Q(owner__in=reach) & (Q(state=state) if state else Q())
    plans = Plan.objects.filter(asked).values_list("pk", "owner") if reach else ()
    return frozenset(pk for pk, owner in plans if may_oversee(actor, owner=owner, jurisdiction=reach))


def visible_plans(actor: Actor, on: date) -> QuerySet[Plan]:
    """Every plan for which rules.may_see_plan says yes: of the jurisdiction, or with a task that one sees."""
    parts = Task.objects.filter(tasks_of(seen_bodies(actor, on)))
    return Plan.objects.filter(Q(pk__in=overseen(actor, on)) | Q(pk__in=parts.values("plan")))


def visible_tasks(actor: Actor, on: date) -> QuerySet[Task]:
    """Every task for which rules.may_see_plan says yes: all of the plans one oversees, else those one has a part in."""
    return tasks_within(overseen(actor, on), seen_bodies(actor, on))


def tasks_within(whole: frozenset[int], bodies: frozenset[int]) -> QuerySet[Task]:
    """visible_tasks for who has already asked which plans the actor oversees, and whose parts they see."""
    return Task.objects.filter(Q(plan__in=whole) | tasks_of(bodies) if whole else tasks_of(bodies))


def tasks_of(bodies: frozenset[int]) -> Q:
    """Tasks in which one of the bodies has a part, or still owes a share."""
    named = Assignment.objects.filter(agency__in=bodies, role__in=_OWN_ROLES).values("task")
    return Q(pk__in=named) | Q(pk__in=shares_of(bodies).values("task"))


def shares_of(bodies: frozenset[int]) -> QuerySet[Share]:
    return Share.objects.filter(agency__in=bodies, released_at__isnull=True)


def visible_shares(actor: Actor, on: date) -> QuerySet[Share]:
    """Every living share for which rules.may_see_share says yes."""
    living = Share.objects.filter(released_at__isnull=True)
    return living.filter(Q(task__plan__in=overseen(actor, on)) | Q(agency__in=seen_bodies(actor, on)))


def get_plan(actor: Actor, plan: int, *, on: date) -> Plan:
    found = visible_plans(actor, on).select_related("issuer", "owner", "place").filter(pk=plan).first()
    if found is None:
        raise NotThere("plan")
    return found


def get_task(actor: Actor, task: int, *, on: date) -> Task:
    found = visible_tasks(actor, on).select_related("plan__owner", "section").filter(pk=task).first()
    if found is None:
        raise NotThere("task")
    return found


def get_share(actor: Actor, share: int, *, on: date) -> Share:
    found = (
        visible_shares(actor, on)
        .select_related("task__plan", "agency", "occurrence")
        .filter(pk=share)
        .first()
    )
    if found is None:
        raise NotThere("share")
    return found


def get_managed_plan(actor: Actor, plan: int, *, on: date) -> Plan:
    """The plan for who may change it; locked until the transaction ends."""
    found = Plan.objects.select_for_update().filter(pk=plan).first()
    if found is None or not may_manage(actor, owner=found.owner_id, jurisdiction=jurisdiction(actor, on)):
        raise NotThere("plan")
    return found


def get_managed_task(actor: Actor, task: int, *, on: date) -> Task:
    found = Task.objects.select_for_update(of=("self",)).select_related("plan").filter(pk=task).first()
    if found is None or not may_manage(
        actor, owner=found.plan.owner_id, jurisdiction=jurisdiction(actor, on)
    ):
        raise NotThere("task")
    return found


def manages(actor: Actor, plan: Plan, *, on: date) -> bool:
    """Whether to offer the buttons that change the plan."""
    return may_manage(actor, owner=plan.owner_id, jurisdiction=jurisdiction(actor, on))


def oversees(actor: Actor, plan: Plan, *, on: date) -> bool:
    return may_oversee(actor, owner=plan.owner_id, jurisdiction=jurisdiction(actor, on))
