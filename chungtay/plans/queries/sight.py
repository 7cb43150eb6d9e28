"""Whose is what: every other query of the room starts from here."""

from datetime import date

from django.db.models import Q, QuerySet

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.plans.models import Assignment, Plan, Share, Task
from chungtay.plans.rules import AssignmentRole, may_manage, may_oversee

_OWN_ROLES = (AssignmentRole.LEAD, AssignmentRole.SUPPORT)


def bodies_of(actor: Actor) -> frozenset[int]:
    """The actor's agency and the groups it belongs to."""
    return actor.agencies | {actor.agency}


def jurisdiction(actor: Actor, on: date) -> frozenset[int]:
    """The bodies whose plans the actor may see whole; empty without a power to."""
    if not (actor.can("plans.oversee") or actor.can("plans.manage")):
        return frozenset()
    return frozenset(agencies.within_jurisdiction(actor, on=on).values_list("pk", flat=True))


def overseen(actor: Actor, on: date) -> frozenset[int]:
    """The plans that the actor may see whole."""
    reach = jurisdiction(actor, on)
    plans = Plan.objects.filter(owner__in=reach).values_list("pk", "owner") if reach else ()
    return frozenset(pk for pk, owner in plans if may_oversee(actor, owner=owner, jurisdiction=reach))


def visible_plans(actor: Actor, on: date) -> QuerySet[Plan]:
    """Plans of the jurisdiction, and those in which one's agency has a task."""
    return Plan.objects.filter(
        Q(pk__in=overseen(actor, on)) | Q(pk__in=Task.objects.filter(own_tasks(actor)).values("plan"))
    )


def visible_tasks(actor: Actor, on: date) -> QuerySet[Task]:
    """All tasks of the plans one oversees; else only those that one's agency, or its group, has a part in."""
    return tasks_within(actor, overseen(actor, on))


def tasks_within(actor: Actor, whole: frozenset[int]) -> QuerySet[Task]:
    """visible_tasks for who has already asked for the plans that the actor oversees (``whole``)."""
    return Task.objects.filter(Q(plan__in=whole) | own_tasks(actor) if whole else own_tasks(actor))


def own_tasks(actor: Actor) -> Q:
    """Tasks in which the actor's agency has a part, or still owes a share."""
    bodies = bodies_of(actor)
    named = Assignment.objects.filter(agency__in=bodies, role__in=_OWN_ROLES).values("task")
    return Q(pk__in=named) | Q(pk__in=own_shares(actor).values("task"))


def own_shares(actor: Actor) -> QuerySet[Share]:
    return Share.objects.filter(agency__in=bodies_of(actor), released_at__isnull=True)


def visible_shares(actor: Actor, on: date) -> QuerySet[Share]:
    """Living shares: all of the plans one oversees, else one's own and never a neighbour's."""
    living = Share.objects.filter(released_at__isnull=True)
    return living.filter(Q(task__plan__in=overseen(actor, on)) | Q(agency__in=bodies_of(actor)))


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
