"""Many tasks to one body, one task to many, and to those who come later."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.agencies import services as agency_services
from chungtay.agencies.rules import AgencyKind, AgencyLevel, Power
from chungtay.agencies.services.life import add_members
from chungtay.assignments.models import Spread
from chungtay.assignments.queries.handing import bodies_of_spread
from chungtay.assignments.rules import spread_rules
from chungtay.base.actor import Actor, system
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.documents import services as documents
from chungtay.notices import services as notices
from chungtay.places import queries as places
from chungtay.plans import queries as plans
from chungtay.plans import services as plan_services
from chungtay.plans.queries.holding import shares_in_force
from chungtay.plans.rules import AssignmentRole
from chungtay.plans.services.shares import give_shares


@transaction.atomic
def hand_out(*, by: Actor, now: datetime, tasks: Iterable[int], owner: str, ground: str) -> int:
    """Let one owner lead all these tasks: a body, a group, or everybody whom a rule names (queries.list_owners).

    Who supports a task stays. All are handed out or none; returns how many.
    """
    wanted = list(dict.fromkeys(tasks))
    if not wanted:
        raise Refused(Problem("tasks_empty", _("Hãy chọn ít nhất một việc."), "tasks"))
    lead = _lead_of(by, now, owner)
    today = timezone.localdate(now)
    for task in wanted:
        row = plans.get_managed_task(by, task, on=today)
        helping = plans.list_parts(row).filter(role=AssignmentRole.SUPPORT).values_list("agency", flat=True)
        plan_services.reassign(
            by=by, now=now, task=task, leads=[lead], supports=[a for a in helping if a != lead], ground=ground
        )
    return len(wanted)


def _lead_of(by: Actor, now: datetime, owner: str) -> int:
    code, _colon, number = owner.partition(":")
    if not number.isdecimal():
        raise Refused(Problem("owner_empty", _("Hãy chọn giao cho ai."), "owner"))
    if code == "agency":
        within = agencies.within_jurisdiction(by, on=timezone.localdate(now)).filter(pk=int(number))
        if not within.exists():
            raise NotThere("agency")
        return int(number)
    return open_spread(by=by, now=now, rule=code, under=int(number)).group_id


@transaction.atomic
def open_spread(*, by: Actor, now: datetime, rule: str, under: int) -> Spread:
    """The group of everybody whom a rule names beneath a place, made when it is first needed."""
    by.must(Power.PLANS_MANAGE)
    today, found = timezone.localdate(now), spread_rules().get(rule)
    if found is None or not places.ids_within(by.reach, today).filter(descendant=under).exists():
        raise NotThere("spread")
    standing = Spread.objects.filter(kind=found.kind, level=found.level, under=under).first()
    if standing is not None:
        return standing
    members = list(bodies_of_spread(by, found, under, on=today).values_list("pk", flat=True))
    if not members:
        raise Refused(Problem("nobody", _("Ở địa bàn này chưa có cơ quan nào thuộc loại đó."), "owner"))
    name = found.name.format(place=places.names_of([under])[under])
    group = agency_services.open_agency(
        by=by,
        now=now,
        name=name,
        level=AgencyLevel.PROVINCE,
        place=under,
        valid_from=today,
        kind=AgencyKind.GROUP,
    )
    agency_services.set_members(by=by, now=now, group=group, members=members)
    return Spread.objects.create(
        group=group, kind=found.kind, level=found.level, under_id=under, made_at=now, made_by=by.account
    )


@transaction.atomic
def renew_spreads(*, now: datetime) -> int:
    """Bodies that came later join the groups whose rule names them, and whoever is new in any group gets its shares.

    Returns how many bodies were given work. Bodies that took over from others get theirs by a handover.
    """
    today = timezone.localdate(now)
    for spread in Spread.objects.select_related("under"):
        by = _system(spread.under_id)
        named = set(bodies_of_spread(by, spread, spread.under_id, on=today).values_list("pk", flat=True))
        new = named - set(agencies.members_of(spread.group_id, on=today).values_list("pk", flat=True))
        if new:
            add_members(by=by, now=now, members=[(spread.group_id, body) for body in sorted(new)])
    given: set[int] = set()
    for task, groups in _led_by_groups().items():
        doers = {doer for group in groups for doer in agencies.doers_of(group, on=today)} - groups
        new = set(give_shares(now=now, task=task, bodies=doers))
        if new:
            _tell(task, new, now)
            given |= new
    return len(given)


def _led_by_groups() -> dict[int, set[int]]:
    """Tasks in force that groups lead, with these groups."""
    named = {
        "task__assignments__role": AssignmentRole.LEAD,
        "task__assignments__agency__kind": AgencyKind.GROUP,
    }
    pairs = shares_in_force().filter(**named).order_by().values_list("task", "task__assignments__agency")
    found: dict[int, set[int]] = defaultdict(set)
    for task, group in pairs.distinct():
        found[task].add(group)
    return found


def renew_due(now: datetime) -> int:
    """The worker's turn."""
    return renew_spreads(now=now)


def _system(place: int | None) -> Actor:
    """Nobody's post: the groups of a rule keep themselves, and whoever is given work may read its paper."""
    powers = frozenset({str(Power.AGENCIES_MANAGE), str(Power.DOCUMENTS_MANAGE)})
    return replace(system("chungtay assignments", place=place), powers=powers)


@override("vi")  # others read it, whatever language this person reads
def _tell(task: int, bodies: set[int], now: datetime) -> None:
    row = shares_in_force().filter(task=task).select_related("task__plan__owner").earliest("pk").task
    by = _system(row.plan.owner.place_id)
    documents.open_to(by=by, now=now, document=row.plan.document_id, agencies=bodies)
    text = _("Được giao việc: %(task)s") % {"task": row.text}
    link = reverse("plans:task", args=[task])
    notices.tell(
        now=now, agencies=bodies, text=text, link=link, reason=_("Cơ quan mới có tên trong nhóm được giao")
    )
