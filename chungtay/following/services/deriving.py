"""What follows is written to the shares: computed when asked and by the worker, never ticked by anybody."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.assignments import services as assignments
from chungtay.base.actor import system
from chungtay.following.models import Criterion, Derived
from chungtay.following.queries import evidence_of, followed_shares
from chungtay.following.rules import CriterionKind, Evidence, EvidenceState, fell_back, share_state
from chungtay.following.sources.remembering import remembered
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.plans.rules import ShareState
from chungtay.plans.services.shares import settle_share


def derive_due(now: datetime) -> int:
    """The worker's turn: everything that can be derived, one plan after the other."""
    criteria = (
        Criterion.objects.filter(confirmed_at__isnull=False).exclude(kind=CriterionKind.PERSON).order_by()
    )
    return sum(derive(now=now, plan=plan) for plan in set(criteria.values_list("task__plan", flat=True)))


@transaction.atomic
def derive(*, now: datetime, plan: int | None = None, tasks: Iterable[int] | None = None) -> int:
    """Ask the sources anew, and write what follows; returns how many shares changed.

    What a person reported done before a criterion held stays done. A turn that has not opened is not asked about.
    """
    criteria = Criterion.objects.filter(confirmed_at__isnull=False).exclude(kind=CriterionKind.PERSON)
    if plan is not None:
        criteria = criteria.filter(task__plan=plan)
    if tasks is not None:
        criteria = criteria.filter(task__in=set(tasks))
    of_task = {row.task_id: row for row in criteria}
    today, changed = timezone.localdate(now), 0
    known = {row.share_id: row for row in Derived.objects.filter(share__task__in=of_task)}
    with remembered():
        for task, shares in followed_shares(of_task.values()).items():
            for share in shares:
                if _is_asked(share, share.pk in known, today):
                    evidence = evidence_of(share, of_task[task], today=today)
                    changed += _write(share, evidence, known.get(share.pk), now)
    return changed


def _is_asked(share: Any, followed: bool, today: date) -> bool:
    opened = share.occurrence.opens_on is None or share.occurrence.opens_on <= today
    return opened and (followed or share.state != ShareState.DONE)


def _write(share: Any, evidence: Evidence, known: Derived | None, now: datetime) -> bool:
    before = ShareState(share.state)
    row = known or Derived(share=share)
    said = (row.state, row.percent, row.why)
    row.state, row.percent, row.why, row.link = (
        evidence.state,
        evidence.percent,
        evidence.why,
        evidence.link[:300],
    )
    row.inputs, row.at = [asdict(one) for one in evidence.inputs], now
    if evidence.state == EvidenceState.UNKNOWN:
        row.save()
        return False
    after = share_state(evidence)
    fell = fell_back(before, after)
    row.fell_at = now if fell else row.fell_at
    row.save()
    if said == (row.state, row.percent, row.why) and before == after:
        return False
    changed = settle_share(now=now, share=share.pk, state=after, percent=evidence.percent, note=evidence.why)
    if changed and before != after:
        _tell_journal(share, before, after, evidence, now)
    if after == ShareState.DONE:
        share.refresh_from_db(fields=["revision"])
        assignments.verify_by_rule(now=now, share=share.pk, revision=share.revision, words=evidence.why)
    if fell:
        _tell_fallen(share, evidence, now)
    return changed


def _tell_journal(
    share: Any, before: ShareState, after: ShareState, evidence: Evidence, now: datetime
) -> None:
    by = system("chungtay following", place=share.task.plan.owner.place_id)
    journal.record(
        by=by, now=now, verb="share.derived", subject=f"share:{share.pk}", title=share.task.text,
        purpose=evidence.why[:300], change={"state": [str(before), str(after)]},
    )  # fmt: skip


@override("vi")  # others read it, whatever language this person reads
def _tell_fallen(share: Any, evidence: Evidence, now: datetime) -> None:
    text = _("Việc trở lại chưa xong: %(task)s. %(why)s") % {
        "task": share.task.text[:200],
        "why": evidence.why,
    }
    link = reverse("plans:task", args=[share.task_id])
    bodies = [share.agency_id, share.task.plan.owner_id]
    notices.tell(
        now=now, agencies=bodies, text=text, link=link, reason=_("Số liệu, văn bản làm căn cứ đã thay đổi")
    )
