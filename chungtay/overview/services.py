"""Looking is noted, a score is contested and the contest answered. Nothing else is written here."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.overview.models import Contest, LastLook
from chungtay.overview.rules import (
    ContestOutcome,
    check_contest,
    check_outcome,
    is_new_visit,
    may_contest,
    may_rule,
)
from chungtay.plans import queries as plans


@transaction.atomic
def note_look(*, by: Actor, now: datetime) -> datetime:
    """The person looks; returns since when things are new to them: their last look of the visit before this one."""
    row, is_first = LastLook.objects.get_or_create(account_id=by.account, defaults={"at": now, "before": now})
    if not is_first and is_new_visit(row.at, now):
        row.before = row.at
    if row.at < now:
        row.at = now
        row.save(update_fields=["at", "before"])
    return row.before


@transaction.atomic
def contest_share(*, by: Actor, now: datetime, share: int, ground: str) -> Contest:
    """A body says why a part of its work is counted wrongly; the plan's standing office is told."""
    today = timezone.localdate(now)
    row = plans.get_share(by, share, on=today)
    if not may_contest(by, doer=row.agency_id):
        raise NotThere("share")
    # The share is the lock: two people of one body say it once.
    plans.visible_shares(by, today).select_for_update(of=("self",)).get(pk=share)
    waiting = Contest.objects.filter(share=share, outcome=ContestOutcome.WAITING).exists()
    problems = check_contest(ground, waiting=waiting)
    if problems:
        raise Refused(problems)
    made = Contest.objects.create(
        share_id=share, agency_id=row.agency_id, ground=ground.strip(), at=now, by_id=by.account,
        name=by.name, post=by.signs_as[:200],
    )  # fmt: skip
    journal.record(
        by=by, now=now, verb="score.contested", subject=f"task:{row.task_id}", title=row.agency.name,
        change={"ground": [None, made.ground]},
    )  # fmt: skip
    notices.tell(
        now=now, agencies=[row.task.plan.owner_id], text=_("%(agency)s có ý kiến về điểm của một phần việc.")
        % {"agency": row.agency.name}, link=_link(made), reason=_("Kế hoạch do cơ quan mình chủ trì"),
    )  # fmt: skip
    return made


@transaction.atomic
def answer_contest(*, by: Actor, now: datetime, contest: int, outcome: ContestOutcome, words: str) -> Contest:
    """The standing office answers, once and for good; granted, the part of the work is left out of every score."""
    row = (
        Contest.objects.select_for_update(of=("self",))
        .select_related("share__task__plan", "agency")
        .filter(pk=contest)
        .first()
    )
    on = timezone.localdate(now)
    if row is None or not may_rule(
        by, manages=plans.manages(by, row.share.task.plan, on=on), doer=row.agency_id
    ):
        raise NotThere("contest")
    problems = check_outcome(outcome, words, ruled=row.outcome != ContestOutcome.WAITING)
    if problems:
        raise Refused(problems)
    row.outcome, row.words, row.ruled_at = outcome, words.strip(), now
    row.ruled_by_id, row.ruled_name = by.account, by.name
    row.save(update_fields=["outcome", "words", "ruled_at", "ruled_by", "ruled_name"])
    journal.record(
        by=by, now=now, verb="score.ruled", subject=f"task:{row.share.task_id}", title=row.agency.name,
        change={"outcome": [ContestOutcome.WAITING, str(outcome)]},
    )  # fmt: skip
    notices.tell(
        now=now, agencies=[row.agency_id], text=_("Ý kiến của cơ quan mình về điểm đã được trả lời."),
        link=_link(row), reason=_("Cơ quan mình đã có ý kiến"),
    )  # fmt: skip
    return row


def _link(contest: Contest) -> str:
    return f"{reverse('overview:scores')}?contests=1#y-kien-{contest.pk}"
