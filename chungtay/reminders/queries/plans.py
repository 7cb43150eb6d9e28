"""What is due in the plans in force: the shares of who leads, and the tasks that one supports."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import cast

from django.urls import reverse

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyKind
from chungtay.notices.rules import Act, Due
from chungtay.plans import queries as plans
from chungtay.plans.queries.holding import open_shares
from chungtay.plans.rules import AssignmentRole, PlanState, ShareState, TaskKind
from chungtay.reminders.queries.people import REMINDING

WORDS = 300


def plans_due(bodies: frozenset[int], on: date, until: date) -> Iterator[Due]:
    """A source of notices.rules.Due."""
    yield from _led(bodies, until)
    yield from _supported(bodies, on, until)


def _led(bodies: frozenset[int], until: date) -> Iterator[Due]:
    shares = open_shares(bodies).filter(
        due_on__lte=until, task__closed_at__isnull=True, task__plan__state=PlanState.IN_FORCE
    )
    rows = shares.order_by().values_list(
        "pk", "agency", "due_on", "task", "task__text", "task__kind", "task__plan__owner"
    )
    for share, agency, due_on, task, text, kind, office in rows:
        yield Due(
            key=f"plans.share:{share}", agency=agency, act=Act.SUBMIT if kind == TaskKind.REPORT else Act.DO,
            on=cast(date, due_on),  # the filter above leaves no share without one
            words=text[:WORDS], link=reverse("plans:task", args=[task]), office=office,
            series=f"plans.task:{task}:{agency}",
        )  # fmt: skip


def _supported(bodies: frozenset[int], on: date, until: date) -> Iterator[Due]:
    """A task once for each day by which its leads owe it, for each body that supports it, groups by their members."""
    members = _members_of_groups(bodies, on)
    parts = replace(REMINDING, agencies=bodies | members.keys())
    rows = (
        plans.visible_tasks(parts, on)
        .filter(closed_at__isnull=True, plan__state=PlanState.IN_FORCE)
        .filter(assignments__role=AssignmentRole.SUPPORT, assignments__agency__in=parts.bodies)
        .filter(
            shares__released_at__isnull=True, shares__occurrence__dropped_at__isnull=True,
            shares__due_on__gte=on, shares__due_on__lte=until,
            shares__state__in=[ShareState.OPEN, ShareState.IN_PROGRESS],
        )
        .order_by()
        .values_list("pk", "assignments__agency", "shares__due_on", "text", "plan__owner")
        .distinct()
    )  # fmt: skip
    found = {
        (task, body, cast(date, due_on)): (text, office)
        for task, agency, due_on, text, office in rows
        for body in members.get(agency, {agency}) & bodies
    }
    for (task, body, due_on), (text, office) in found.items():
        yield Due(
            key=f"plans.help:{task}:{body}", agency=body, act=Act.HELP, on=due_on, words=text[:WORDS],
            link=reverse("plans:task", args=[task]), office=office, series=f"plans.help:{task}:{body}",
        )  # fmt: skip


def _members_of_groups(bodies: frozenset[int], on: date) -> dict[int, set[int]]:
    """The groups to which some of these bodies belong, with those."""
    found: dict[int, set[int]] = defaultdict(set)
    groups = agencies.list_agencies(REMINDING, on=on).filter(kind=AgencyKind.GROUP, members__in=bodies)
    for group, member in groups.order_by().values_list("pk", "members"):
        found[group].add(member)
    return found
