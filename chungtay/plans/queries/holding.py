"""What a body holds here that would have to pass on if it ended: its open parts in duties, and the plans it runs."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from chungtay.agencies import queries as agencies
from chungtay.base import tracks
from chungtay.base.actor import Actor
from chungtay.base.holding import Held, HeldKind
from chungtay.base.tracks import Track
from chungtay.plans.models import Assignment, Passing, Plan, Share, Task
from chungtay.plans.rules import PlanState, ShareState

# Pointed at before pointing: what a handover may touch.
PASSED_MODELS = (Plan, Task, Assignment, Share, Passing)


def work_held_by(actor: Actor, bodies: Collection[int], *, on: date) -> list[Held]:
    """Open work of these bodies in the plans that the actor manages, in the order of the plans."""
    owners = managed_owners(actor)
    plans = Plan.objects.filter(state=PlanState.IN_FORCE, owner__in=owners)
    held = [
        Held(HeldKind.PLAN, plan.pk, plan.owner_id, f"{plan}: {plan.title}", plan.tasks_left)
        for plan in plans.filter(owner__in=bodies).annotate(
            tasks_left=Count("tasks", filter=Q(tasks__closed_at__isnull=True))
        )
    ]
    return held + _tasks_held(bodies, plans)


def managed_owners(actor: Actor) -> frozenset[int]:
    """The bodies whose plans the actor may change: of its reach today, and those of it that ended."""
    if not actor.can("plans.manage"):
        return frozenset()
    return frozenset(agencies.managed_by(actor).values_list("pk", flat=True))


def _tasks_held(bodies: Collection[int], plans: QuerySet[Plan]) -> list[Held]:
    open_counts: dict[tuple[int, int], int] = {}
    living = Task.objects.filter(plan__in=plans, closed_at__isnull=True)
    for task, agency, count in (
        open_shares(bodies)
        .filter(task__in=living)
        .order_by()
        .values_list("task", "agency")
        .annotate(count=Count("pk"))
    ):
        open_counts[task, agency] = count
    unfinished = living.filter(Q(share_count=0) | Q(share_count__gt=F("done_count")))
    named = Assignment.objects.filter(agency__in=bodies, task__in=unfinished).values_list("task", "agency")
    pairs = {**dict.fromkeys(named.order_by(), 0), **open_counts}
    words = dict(
        Task.objects.filter(pk__in={task for task, _ in pairs})
        .order_by("plan", "position")
        .values_list("pk", "text")
    )
    order = {task: place for place, task in enumerate(words)}
    return [
        Held(HeldKind.TASK, task, agency, words[task], count)
        for (task, agency), count in sorted(pairs.items(), key=lambda pair: (order[pair[0][0]], pair[0][1]))
    ]


def open_shares(bodies: Collection[int]) -> QuerySet[Share]:
    """What these bodies still owe: not done, not released, of a turn that is still asked for."""
    return Share.objects.filter(
        agency__in=bodies, released_at__isnull=True, occurrence__dropped_at__isnull=True
    ).exclude(state=ShareState.DONE)


def shares_in_force() -> QuerySet[Share]:
    """Everything that is asked of anybody today, done or not; the caller narrows it to what its actor may see."""
    living = Share.objects.filter(released_at__isnull=True, occurrence__dropped_at__isnull=True)
    return living.filter(task__closed_at__isnull=True, task__plan__state=PlanState.IN_FORCE)


def count_held(agency: int, on: date) -> int:
    """How much open work a body holds, whoever asks: before it ends."""
    plans = Plan.objects.filter(state=PlanState.IN_FORCE)
    return plans.filter(owner=agency).count() + len(_tasks_held([agency], plans))


def work_in_the_way(track: Track) -> dict[str, list[int]]:
    """What has been done on top of a passing, by model label; empty when it can be taken back."""
    return tracks.in_the_way(track, PASSED_MODELS)


def with_those_before(shares: Iterable[int]) -> set[int]:
    """These shares and all that passed into them: one duty's reports, whoever held it then."""
    found, waiting = set(shares), set(shares)
    while waiting:
        before = Passing.objects.filter(new__in=waiting).values_list("old", flat=True)
        waiting = set(before) - found
        found |= waiting
    return found


def count_work(actor: Actor) -> dict[str, int]:
    """The totals that a handover must leave as they are, over the plans that the actor manages."""
    plans = Plan.objects.filter(owner__in=managed_owners(actor))
    tasks = Task.objects.filter(plan__in=plans)
    living = Share.objects.filter(task__in=tasks, released_at__isnull=True)
    return {
        "plans": plans.count(),
        "tasks": tasks.count(),
        "tasks_done": tasks.filter(share_count__gt=0, share_count=F("done_count")).count(),
        "shares": living.count(),
        "shares_done": living.filter(state=ShareState.DONE).count(),
        "reports": Share.objects.filter(task__in=tasks, updates__isnull=False).aggregate(
            count=Count("updates")
        )["count"],
    }


def tasks_without_owner(actor: Actor, *, on: date, bodies: Collection[int] | None = None) -> list[Task]:
    """Tasks in force whose open shares are owed by bodies that are no more (of these, or any); there should be none."""
    plans = Plan.objects.filter(owner__in=managed_owners(actor), state=PlanState.IN_FORCE)
    owing = open_shares_of_ended(on).filter(task__plan__in=plans, task__closed_at__isnull=True)
    if bodies is not None:
        owing = owing.filter(agency__in=bodies)
    return list(Task.objects.filter(pk__in=owing.values("task")).order_by("plan", "position"))


def ended_who_owe(actor: Actor, *, on: date) -> dict[int, int]:
    """Bodies that ended and still owe in the plans that the actor manages, with how many tasks they owe in."""
    plans = Plan.objects.filter(owner__in=managed_owners(actor), state=PlanState.IN_FORCE)
    owing = open_shares_of_ended(on).filter(task__plan__in=plans, task__closed_at__isnull=True).order_by()
    counted = owing.values_list("agency").annotate(tasks=Count("task", distinct=True))
    runs = plans.filter(owner__valid_to__lte=on).order_by().values_list("owner").annotate(plans=Count("pk"))
    found = dict(counted)
    for owner, number in runs:
        found[owner] = found.get(owner, 0) + number
    return found


def open_shares_of_ended(on: date) -> QuerySet[Share]:
    return Share.objects.filter(
        agency__valid_to__lte=on, released_at__isnull=True, occurrence__dropped_at__isnull=True
    ).exclude(state=ShareState.DONE)
