"""The doer answers: received, refused, more time; and who supports says what it did."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.assignments.models import Answer, Contribution
from chungtay.assignments.queries.answers import shares_to_receive, standings_of
from chungtay.assignments.rules import (
    AnswerKind,
    Party,
    Ruling,
    Step,
    check_addressee,
    check_step,
    check_time,
    check_words,
)
from chungtay.base.actor import Actor
from chungtay.base.problems import Conflict, NotThere, Refused
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.plans import queries as plans
from chungtay.plans.rules import AssignmentRole, PlanState, may_report


def told_by(by: Actor, now: datetime) -> dict[str, Any]:
    """Who says it, when and as what: the columns of every answer."""
    return {"at": now, "account_id": by.account, "name": by.name, "post": by.signs_as[:200]}


@transaction.atomic
def receive(*, by: Actor, now: datetime, shares: Iterable[int]) -> int:
    """The actor's body takes these shares on, with every other turn of the same duties; returns how many."""
    by.must("work.report")
    today, wanted = timezone.localdate(now), set(shares)
    fresh = shares_to_receive(by.bodies, until=date.max)
    tasks = set(fresh.filter(pk__in=wanted).values_list("task", flat=True))
    if wanted and not tasks and not plans.visible_shares(by, today).filter(pk__in=wanted).exists():
        raise NotThere("share")
    rows = [
        row
        for row in fresh.filter(task__in=tasks).select_related("task")
        if may_report(by, doer=row.agency_id)
    ]
    Answer.objects.bulk_create(
        [
            Answer(share=row, kind=AnswerKind.RECEIVED, revision=row.revision, **told_by(by, now))
            for row in rows
        ],
        batch_size=500,
    )
    if rows:
        journal.record(
            by=by, now=now, verb="share.received", subject=f"agency:{by.agency}", title=by.agency_name,
            change={"tasks": [0, len({row.task_id for row in rows})]},
        )  # fmt: skip
    return len(rows)


@transaction.atomic
def refuse(*, by: Actor, now: datetime, share: int, words: str, agency: int | None) -> Answer:
    """The actor's body says why the work is not its own, and whose it should be. Who manages decides."""
    row = own_share(by, share, now)
    offered = agencies.list_agencies(by, on=timezone.localdate(now)).values_list("pk", flat=True)
    problems = _may(row, Step.REFUSE) + check_words(words)
    problems += check_addressee(agency, doer=row.agency_id, offered=set(offered))
    if problems:
        raise Refused(problems)
    answer = Answer.objects.create(
        share=row, kind=AnswerKind.REFUSED, words=words.strip(), agency_id=agency, verdict=Ruling.WAITING,
        revision=row.revision, **told_by(by, now),
    )  # fmt: skip
    _record(by, now, row, "share.refused", words)
    tell_office(row, now, _("%(body)s đề nghị không nhận việc: %(task)s"))
    return answer


@transaction.atomic
def ask_time(*, by: Actor, now: datetime, share: int, day: date | None, words: str) -> Answer:
    """Ask for more time, once; asking is taking the work on."""
    row = own_share(by, share, now)
    problems = _may(row, Step.ASK_TIME) + check_words(words)
    problems += check_time(day, due_on=row.due_on, today=timezone.localdate(now))
    if problems:
        raise Refused(problems)
    answer = Answer.objects.create(
        share=row, kind=AnswerKind.EXTENSION, words=words.strip(), day=day, day_before=row.due_on,
        verdict=Ruling.WAITING, revision=row.revision, **told_by(by, now),
    )  # fmt: skip
    _record(by, now, row, "share.time_asked", words)
    tell_office(row, now, _("%(body)s xin gia hạn: %(task)s"))
    return answer


@transaction.atomic
def contribute(*, by: Actor, now: datetime, task: int, words: str) -> Contribution:
    """A body that supports the task says what it did for who leads it."""
    today = timezone.localdate(now)
    row = plans.get_task(by, task, on=today)
    helps = plans.list_parts(row).filter(role=AssignmentRole.SUPPORT, agency__in=by.bodies).exists()
    if not helps or not by.can("work.report"):
        raise NotThere("task")
    if problems := check_words(words):
        raise Refused(problems)
    made = Contribution.objects.create(
        task_id=task, agency_id=by.agency, at=now, account_id=by.account, name=by.name, words=words.strip()
    )
    journal.record(
        by=by, now=now, verb="task.supported", subject=f"task:{task}", title=row.text, purpose=words[:300]
    )
    return made


def own_share(by: Actor, share: int, now: datetime) -> Any:
    """The share of the actor's own body, in a plan that runs; locked, so that two people answer one after the other."""
    today = timezone.localdate(now)
    row = plans.visible_shares(by, today).select_for_update(of=("self",)).filter(pk=share)
    found = row.select_related("task__plan", "agency").first()
    if found is None or not may_report(by, doer=found.agency_id):
        raise NotThere("share")
    if found.task.closed_at or found.task.plan.state != PlanState.IN_FORCE:
        raise NotThere("share")
    return found


def _may(row: Any, step: Step) -> list[Any]:
    problems = check_step(standings_of([row])[row.pk], Party.DOER, step)
    if problems:
        raise Conflict(problems)
    return []


def _record(by: Actor, now: datetime, row: Any, verb: str, words: str) -> None:
    journal.record(
        by=by, now=now, verb=verb, subject=f"share:{row.pk}", title=row.task.text, purpose=words[:300]
    )


@override("vi")  # others read it, whatever language this person reads
def tell_office(row: Any, now: datetime, text: str) -> None:
    said = text % {"body": row.agency.name, "task": row.task.text}
    link = reverse("assignments:share", args=[row.pk])
    notices.tell(now=now, agencies=[row.task.plan.owner_id], text=said, link=link, reason=_("Chờ trả lời"))
