"""To whom work can be handed out, and what handing it out would do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyKind
from chungtay.assignments.models import Spread
from chungtay.assignments.rules import SpreadRule, spread_rules
from chungtay.base.actor import Actor
from chungtay.places import queries as places
from chungtay.plans import queries as plans
from chungtay.plans.rules import PlanState


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom one may choose: a body ("agency:12"), or everybody whom a rule names ("communes:3", 3 the place)."""

    key: str
    name: str
    units: int = 1


@dataclass(frozen=True, slots=True)
class Handed:
    """What handing out one task would do: ``new`` shares for ``units`` bodies that have none in it yet."""

    task: Any
    units: int
    new: int
    kept: int
    released: int


def list_owners(actor: Actor, *, on: date) -> tuple[list[Owner], list[Owner]]:
    """Everybody whom a rule or a group names, and the single bodies of the jurisdiction."""
    bodies = agencies.within_jurisdiction(actor, on=on).filter(agencies.alive_on(on))
    taken = set(Spread.objects.values_list("group", flat=True))
    groups = bodies.filter(kind=AgencyKind.GROUP).exclude(pk__in=taken).order_by("name")
    many = [owner for rule in spread_rules().values() if (owner := _spread(rule, actor, on)) is not None]
    many += [
        Owner(f"agency:{group.pk}", group.name, members)
        for group in groups
        if (members := len(agencies.doers_of(group.pk, on=on))) > 1
    ]
    single = bodies.exclude(kind=AgencyKind.GROUP).order_by("level", "name").values_list("pk", "name")
    return many, [Owner(f"agency:{pk}", name) for pk, name in single]


def _spread(rule: SpreadRule, actor: Actor, on: date) -> Owner | None:
    if actor.place is None:
        return None
    count = bodies_of_spread(actor, rule, actor.place, on=on).count()
    place = places.names_of([actor.place]).get(actor.place, "")
    return Owner(f"{rule.code}:{actor.place}", rule.name.format(place=place), count) if count else None


def bodies_of_spread(actor: Actor, rule: SpreadRule | Spread, under: int, *, on: date) -> QuerySet[Any]:
    """The bodies that the rule names on a day."""
    named = agencies.list_agencies(actor, on=on).filter(kind=rule.kind, level=rule.level)
    return named.filter(place__in=places.subtree_ids(under, on)).order_by("pk")


def spreads_of(actor: Actor, *, on: date) -> list[dict[str, Any]]:
    """The rules in use, with how many bodies each names."""
    rows = Spread.objects.select_related("group").filter(under__in=places.ids_within(actor.reach, on))
    return [{"spread": row, "units": len(agencies.doers_of(row.group_id, on=on))} for row in rows]


def list_ungiven(actor: Actor, *, on: date, plan: int | None = None) -> QuerySet[Any]:
    """Tasks in force that nobody leads yet, of the plans that the actor manages."""
    managed = plans.overseen(actor, on) if actor.can("plans.manage") else frozenset()
    found = plans.visible_tasks(actor, on).filter(
        plan__in=managed & {plan} if plan else managed,
        plan__state=PlanState.IN_FORCE, closed_at__isnull=True, share_count=0,
    )  # fmt: skip
    return found.select_related("plan", "section").order_by("plan", "position", "pk")


def rehearse_hand_out(actor: Actor, tasks: Iterable[int], bodies: Iterable[int], *, on: date) -> list[Handed]:
    """What would become of the shares of these tasks if these bodies led them; nothing is written."""
    wanted = set(bodies)
    turns = Count("occurrences", filter=Q(occurrences__dropped_at__isnull=True), distinct=True)
    rows = plans.visible_tasks(actor, on).filter(pk__in=set(tasks)).annotate(turns=turns)
    found = []
    for task in rows.select_related("plan").order_by("plan", "position", "pk"):
        shares = task.shares.filter(released_at__isnull=True, occurrence__dropped_at__isnull=True)
        pairs = set(shares.values_list("occurrence", "agency"))
        kept = sum(1 for _turn, agency in pairs if agency in wanted)
        new = task.turns * len(wanted) - kept
        found.append(Handed(task, len(wanted), new, kept, len(pairs) - kept))
    return found
