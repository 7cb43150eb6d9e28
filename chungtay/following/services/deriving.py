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

_AT_ONCE = 500


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
    today, changed, same = timezone.localdate(now), 0, list[int]()
    known = {row.share_id: row for row in Derived.objects.filter(share__task__in=of_task)}
    with remembered():
        for task, shares in followed_shares(of_task.values()).items():
            for share in shares:
                if not _is_asked(share, share.pk in known, today):
                    continue
                evidence, row = evidence_of(share, of_task[task], today=today), known.get(share.pk)
                if evidence.later:
                    continue
                if row is not None and _is_the_same(row, share, evidence):
                    same.append(row.pk)
                else:
                    changed += _write(share, evidence, row or Derived(share=share), now)
    for start in range(0, len(same), _AT_ONCE):
        Derived.objects.filter(pk__in=same[start : start + _AT_ONCE]).update(at=now)
    return changed


def _is_asked(share: Any, followed: bool, today: date) -> bool:
    opened = share.occurrence.opens_on is None or share.occurrence.opens_on <= today
    return opened and (followed or share.state != ShareState.DONE)


def _is_the_same(row: Derived, share: Any, evidence: Evidence) -> bool:
    """Nothing new was answered, and the share says so already."""
    told = (row.state, row.percent, row.why) == (evidence.state, evidence.percent, evidence.why)
    settled = (share.state, share.percent) == (share_state(evidence), evidence.percent)
    return told and (settled or evidence.state == EvidenceState.UNKNOWN)


def _write(share: Any, evidence: Evidence, row: Derived, now: datetime) -> bool:
    """Keep the answer, and settle the share where its state or how far it is changes."""
    before, after = ShareState(share.state), share_state(evidence)
    untold = evidence.state == EvidenceState.UNKNOWN
    fell = not untold and fell_back(before, after)
    row.state, row.percent, row.why, row.link = (
        evidence.state,
        evidence.percent,
        evidence.why,
        evidence.link[:300],
    )
    row.inputs, row.at = [asdict(one) for one in evidence.inputs], now
    row.fell_at = now if fell else row.fell_at
    row.save()
    if untold or (before, share.percent) == (after, evidence.percent):
        return False
    settle_share(now=now, share=share.pk, state=after, percent=evidence.percent, note=evidence.why)
    if before != after:
        _tell_journal(share, before, after, evidence, now)
    if after == ShareState.DONE:
        share.refresh_from_db(fields=["revision"])
        assignments.verify_by_rule(now=now, share=share.pk, revision=share.revision, words=evidence.why)
    if fell:
        _tell_fallen(share, evidence, now)
    return True


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
