"""A commendation is proposed with the record that supports it, and decided by who leads."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.assignments.queries.answers import unverified
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.plans import queries as plans
from chungtay.supervision.models import Commendation, CommendationRecord
from chungtay.supervision.queries import finished_work, get_commendation
from chungtay.supervision.rules import (
    CommendationState,
    check_commendation,
    check_decision,
    commendation_forms,
)


@transaction.atomic
def propose_commendation(
    *,
    by: Actor,
    now: datetime,
    agency: int,
    form: str,
    ground: str,
    period_from: date,
    period_to: date,
    post: int | None = None,
) -> Commendation:
    """For a body of the jurisdiction, or a post in it; what it finished between the days is frozen beside it."""
    by.must("plans.manage")
    today = timezone.localdate(now)
    if agency not in plans.jurisdiction(by, today) or form not in commendation_forms():
        raise NotThere("agency")
    shares = finished_work(by, agency, period_from=period_from, period_to=period_to, on=today)
    problems = check_commendation(
        ground=ground, period_from=period_from, period_to=period_to, record=len(shares)
    )
    if post is not None and agencies.get_post(by, post).agency_id != agency:
        problems.append(Problem("post_elsewhere", _("Chọn một chức danh của chính cơ quan này."), "post"))
    if problems:
        raise Refused(problems)
    row = Commendation.objects.create(
        agency_id=agency, post_id=post, form=form, ground=ground.strip(), period_from=period_from,
        period_to=period_to, owner_id=by.agency, proposed_at=now, proposed_by_id=by.account,
    )  # fmt: skip
    waiting = plans.visible_shares(by, today).filter(pk__in=[share.pk for share in shares])
    unseen = set(unverified(waiting).values_list("pk", flat=True))
    CommendationRecord.objects.bulk_create(
        CommendationRecord(
            commendation=row, position=position, plan=str(share.task.plan)[:200], task=share.task.text,
            due_on=share.due_on, done_on=share.done_on, verified=share.pk not in unseen,
        )
        for position, share in enumerate(shares, start=1)
    )  # fmt: skip
    journal.record(
        by=by, now=now, verb="commendation.proposed", subject=f"commendation:{row.pk}",
        title=commendation_forms()[form], change={"agency": [None, agency], "record": [None, len(shares)]},
    )  # fmt: skip
    return row


@transaction.atomic
def decide_commendation(
    *, by: Actor, now: datetime, commendation: int, awarded: bool, decision: str
) -> Commendation:
    """Record the decision: its number, or why not. Who is commended is told."""
    by.must("commendations.decide")
    row = get_commendation(by, commendation, on=timezone.localdate(now), locked=True)
    if problems := check_decision(state=row.state, decision=decision):
        raise Refused(problems)
    row.state = CommendationState.AWARDED if awarded else CommendationState.DECLINED
    row.decision, row.decided_at, row.decided_by_id = " ".join(decision.split())[:300], now, by.account
    row.save(update_fields=["state", "decision", "decided_at", "decided_by"])
    journal.record(
        by=by, now=now, verb="commendation.decided", subject=f"commendation:{row.pk}",
        title=commendation_forms()[row.form], change={"state": [CommendationState.PROPOSED, str(row.state)]},
        purpose=row.decision,
    )  # fmt: skip
    _tell(now, row)
    return row


@override("vi")  # others read it, whatever language this person reads
def _tell(now: datetime, row: Commendation) -> None:
    said = {"form": commendation_forms()[row.form], "agency": row.agency.name, "decision": row.decision}
    awarded = row.state == CommendationState.AWARDED
    text = (
        _("%(form)s cho %(agency)s: %(decision)s")
        if awarded
        else _("Không khen thưởng %(agency)s: %(decision)s")
    )
    notices.tell(
        now=now, agencies={row.owner_id, row.agency_id} if awarded else {row.owner_id}, text=text % said,
        link=reverse("supervision:commendation", args=[row.pk]), reason=_("Đề nghị khen thưởng đã có quyết định"),
    )  # fmt: skip
