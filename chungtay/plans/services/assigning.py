"""Who does a task and by when, decided by a person with a ground."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.moments import Moment
from chungtay.base.problems import Problem, Refused
from chungtay.base.text import fold
from chungtay.documents import services as documents
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.plans.models import Assignment, Occurrence, PlanSection, Share, Task
from chungtay.plans.queries import get_managed_occurrence, get_managed_plan, get_managed_task
from chungtay.plans.rules import AssignmentRole, ShareState, check_change
from chungtay.plans.services.counting import count_shares
from chungtay.plans.services.writing import Doers, occurrence_of, settle_shares

_HANDED = (AssignmentRole.LEAD, AssignmentRole.SUPPORT)


@transaction.atomic
def reassign(
    *, by: Actor, now: datetime, task: int, leads: Iterable[int], supports: Iterable[int], ground: str
) -> Task:
    """Give a task to these bodies. A lead that stays keeps its shares; one that goes is released."""
    today = timezone.localdate(now)
    row = get_managed_task(by, task, on=today)
    wanted = {AssignmentRole.LEAD: list(dict.fromkeys(leads))}
    wanted[AssignmentRole.SUPPORT] = [
        a for a in dict.fromkeys(supports) if a not in wanted[AssignmentRole.LEAD]
    ]
    before = {
        role: list(row.assignments.filter(role=role).values_list("agency", flat=True)) for role in _HANDED
    }
    added = {agency for role in _HANDED for agency in wanted[role] if agency not in before[role]}
    _refuse(
        check_change(row.plan.state, closed=bool(row.closed_at), ground=ground, leads=wanted[AssignmentRole.LEAD])
        + agencies.check_named(by, added.difference(*before.values()), on=today, field="leads", groups=True)
    )  # fmt: skip
    if all(set(before[role]) == set(wanted[role]) for role in _HANDED):
        raise Refused(Problem("nothing_new", _("Phân công vẫn như cũ; chưa có gì để ghi.")))
    _write_parts(row, wanted)
    settle_shares(row, now=now, doers=Doers(today))
    journal.record(
        by=by, now=now, verb="task.reassigned", subject=f"task:{task}", title=row.text, purpose=ground[:300],
        change={str(role): [before[role], wanted[role]] for role in _HANDED},
    )  # fmt: skip
    _hand(row, added, by, now)
    return row


@transaction.atomic
def set_due(*, by: Actor, now: datetime, occurrence: int, due_on: date | None, ground: str) -> Occurrence:
    """Move the date for everybody who still owes; what is done keeps the date it was owed by."""
    found = get_managed_occurrence(by, occurrence, on=timezone.localdate(now))
    task = get_managed_task(by, found.task_id, on=timezone.localdate(now))
    problems = check_change(task.plan.state, closed=bool(task.closed_at), ground=ground)
    if due_on and found.opens_on and due_on < found.opens_on:
        problems.append(Problem("before_opening", _("Hạn mới sớm hơn ngày bắt đầu của kỳ này."), "due_on"))
    if due_on == found.due_on:
        problems.append(Problem("nothing_new", _("Hạn vẫn như cũ; chưa có gì để ghi."), "due_on"))
    _refuse(problems)
    before, found.due_on = found.due_on, due_on
    if due_on is None:
        found.opens_on = None
    found.save(update_fields=["due_on", "opens_on"])
    Share.objects.filter(occurrence=found).exclude(state=ShareState.DONE).update(due_on=due_on)
    count_shares([task.pk])
    journal.record(
        by=by, now=now, verb="task.due_set", subject=f"task:{task.pk}", title=task.text, purpose=ground[:300],
        change={"due_on": [_iso(before), _iso(due_on)]},
    )  # fmt: skip
    return found


@transaction.atomic
def add_task(
    *,
    by: Actor,
    now: datetime,
    plan: int,
    text: str,
    leads: Sequence[int],
    supports: Sequence[int] = (),
    section: int | None = None,
    due_on: date | None = None,
    done_when: str = "",
    ground: str,
) -> Task:
    """A duty that the paper does not hold, added by hand to a plan in force."""
    today = timezone.localdate(now)
    row = get_managed_plan(by, plan, on=today)
    text = " ".join(text.split())
    problems = check_change(row.state, closed=False, ground=ground, leads=leads)
    problems += agencies.check_named(by, {*leads, *supports}, on=today, field="leads", groups=True)
    if not text:
        problems.append(Problem("text_empty", _("Hãy viết nhiệm vụ bằng một câu."), "text"))
    if section is not None and not PlanSection.objects.filter(pk=section, plan=row).exists():
        problems.append(Problem("section_elsewhere", _("Chọn một phần của chính kế hoạch này."), "section"))
    _refuse(problems)
    last = row.tasks.aggregate(last=Max("position"))["last"] or 0
    task = Task.objects.create(
        plan=row,
        section_id=section,
        position=last + 1,
        text=text,
        key=fold(text),
        done_when=done_when.strip(),
    )
    occurrence_of(task, 1, Moment("", None, due_on)).save()
    wanted = {
        AssignmentRole.LEAD: list(leads),
        AssignmentRole.SUPPORT: [a for a in supports if a not in leads],
    }
    _write_parts(task, wanted)
    settle_shares(task, now=now, doers=Doers(today))
    journal.record(
        by=by, now=now, verb="task.added", subject=f"task:{task.pk}", title=text, purpose=ground[:300],
        change={"lead": [None, list(leads)], "due_on": [None, _iso(due_on)]},
    )  # fmt: skip
    _hand(task, {*leads, *supports}, by, now)
    return task


def _write_parts(task: Task, wanted: dict[AssignmentRole, list[int]]) -> None:
    """Replace leads and supports; whoever stays keeps the name that the paper wrote."""
    task.assignments.filter(role__in=_HANDED).exclude(
        pk__in=[
            part.pk
            for part in task.assignments.all()
            if part.agency_id in wanted.get(AssignmentRole(part.role), ())
        ]
    ).delete()
    kept = set(task.assignments.values_list("agency", "role"))
    names = agencies.names_of(agency for bodies in wanted.values() for agency in bodies)
    Assignment.objects.bulk_create(
        Assignment(task=task, agency_id=agency, role=role, written=names[agency])
        for role, bodies in wanted.items()
        for agency in bodies
        if (agency, role) not in kept and agency in names
    )


@override("vi")  # others read it, whatever language this person reads
def _hand(task: Task, bodies: set[int], by: Actor, now: datetime) -> None:
    doers = Doers(timezone.localdate(now)).of(sorted(bodies))
    documents.open_to(by=by, now=now, document=task.plan.document_id, agencies=doers)
    text = _("Được giao việc: %(task)s") % {"task": task.text}
    link = reverse("plans:task", args=[task.pk])
    notices.tell(now=now, agencies=doers, text=text, link=link, reason=_("Phân công mới"))


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
