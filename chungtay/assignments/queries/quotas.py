"""What each unit owes in number, and how far it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from chungtay.assignments.models import Quota, QuotaCount
from chungtay.assignments.rules import Counted, turn_of
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.plans import queries as plans


@dataclass(frozen=True, slots=True)
class QuotaView:
    """A quota with how far each of these units is in the turn of a day."""

    quota: Quota
    turn: tuple[date, date] | None
    units: list[tuple[int, str, Counted]]

    @property
    def met(self) -> int:
        return sum(counted.met for _agency, _name, counted in self.units)


def counted_of(quota: Quota, agencies: Iterable[int], *, on: date) -> dict[int, Counted]:
    """How far these units are on a day, in the turn in which it lies."""
    turn, wanted = turn_of(quota.every, on), set(agencies)
    rows = QuotaCount.objects.filter(quota=quota, agency__in=wanted, on__lte=on).order_by()
    if turn:
        rows = rows.filter(on__gte=turn[0])
    sums = dict(rows.values_list("agency").annotate(Sum("number")))
    return {agency: Counted(quota.minimum, quota.maximum, sums.get(agency) or 0) for agency in wanted}


def list_quotas(actor: Actor, task: Any, *, on: date) -> list[QuotaView]:
    """The confirmed quotas of a task, with the units whose shares the actor may see."""
    quotas = list(Quota.objects.filter(task=task, confirmed_at__isnull=False))
    if not quotas:
        return []
    shares = plans.visible_shares(actor, on).filter(task=task).order_by("agency__name")
    names = dict(shares.values_list("agency", "agency__name"))
    views = []
    for quota in quotas:
        counted = counted_of(quota, names, on=on)
        units = [(agency, name, counted[agency]) for agency, name in names.items()]
        views.append(QuotaView(quota, turn_of(quota.every, on), units))
    return views


def quotas_of_plan(actor: Actor, plan: Any, *, on: date) -> QuerySet[Quota]:
    """Proposed and confirmed quotas, for who manages the plan."""
    if not plans.manages(actor, plan, on=on):
        raise NotThere("plan")
    return Quota.objects.filter(task__plan=plan, task__closed_at__isnull=True).select_related("task")


def get_quota(actor: Actor, quota: int, *, on: date) -> Quota:
    """A confirmed quota of a task that the actor may see."""
    found = Quota.objects.select_related("task__plan").filter(pk=quota, confirmed_at__isnull=False).first()
    if found is None:
        raise NotThere("quota")
    plans.get_task(actor, found.task_id, on=on)
    return found
