"""A hole becomes a proposal to the unit; the unit answers; what it agrees to enters its plan."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.chain.models import Answer, Promise
from chungtay.chain.queries import get_answer
from chungtay.chain.rules import ProposalState, check_ground, check_proposed, may_reply
from chungtay.chain.services.deciding import confirm, managed_answer, write_excuse
from chungtay.chain.services.gathering import gather
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.plans import services as plan_services


@transaction.atomic
def propose(*, by: Actor, now: datetime, answers: Collection[int], due_on: date | None = None) -> int:
    """Ask units to take up what their plans leave open; each unit gets one notice. Returns how many were asked anew."""
    rows = [managed_answer(by, answer, now) for answer in sorted(set(answers))]
    if problems := check_proposed([row.state for row in rows]):
        raise Refused(problems)
    asked = [row for row in rows if row.proposal != ProposalState.OPEN]
    told: dict[int, list[Answer]] = defaultdict(list)
    for row in asked:
        row.proposal, row.proposed_at, row.proposed_by_id, row.proposed_due = (
            ProposalState.OPEN,
            now,
            by.account,
            due_on,
        )
        row.reply = ""
        told[row.pair.unit_id].append(row)
        journal.record(
            by=by, now=now, verb="chain.proposed", subject=f"answer:{row.pk}", title=row.promise.text,
            change={"due_on": [None, due_on.isoformat() if due_on else None]},
        )  # fmt: skip
    Answer.objects.bulk_update(
        asked, ["proposal", "proposed_at", "proposed_by", "proposed_due", "reply"], batch_size=500
    )
    for unit, of_unit in told.items():
        _tell(now, unit, of_unit)
    return len(asked)


@override("vi")  # others read it, whatever language this person reads
def _tell(now: datetime, unit: int, rows: list[Answer]) -> None:
    if len(rows) == 1:
        text = _("Đề nghị bổ sung vào kế hoạch của đơn vị: %(words)s") % {"words": rows[0].promise.text[:300]}
        link = reverse("chain:answer", args=[rows[0].pk])
    else:
        text = _("Đề nghị bổ sung %(n)s điều vào kế hoạch của đơn vị") % {"n": len(rows)}
        link = reverse("chain:chain")
    reason = _("Kế hoạch cấp trên giao, kế hoạch của đơn vị chưa có")
    notices.tell(now=now, agencies=[unit], text=text, link=link, reason=reason)


@transaction.atomic
def reply_to_proposal(*, by: Actor, now: datetime, answer: int, agreed: bool, reply: str) -> Answer:
    """The unit will take it up, or says with a ground that it does not apply, which closes the hole."""
    row = get_answer(by, answer, on=timezone.localdate(now), locked=True)
    if not may_reply(by, unit=row.pair.unit_id, proposal=row.proposal):
        raise NotThere("answer")
    reply = " ".join(reply.split())[:500]
    if not agreed and (problems := check_ground(reply)):
        raise Refused(Problem(one.code, one.sentence, "reply") for one in problems)
    row.proposal, row.reply = ProposalState.AGREED if agreed else ProposalState.DECLINED, reply
    row.save(update_fields=["proposal", "reply"])
    journal.record(
        by=by, now=now, verb="chain.replied", subject=f"answer:{row.pk}", title=row.promise.text,
        change={"proposal": [str(ProposalState.OPEN), str(row.proposal)]}, purpose=reply[:300],
    )  # fmt: skip
    if not agreed:
        write_excuse(by, now, row, reply)
    _tell_back(now, row, by, agreed)
    return row


@override("vi")
def _tell_back(now: datetime, row: Answer, by: Actor, agreed: bool) -> None:
    text = _("%(unit)s nhận bổ sung: %(words)s") if agreed else _("%(unit)s trả lời không áp dụng: %(words)s")
    notices.tell(
        now=now, agencies=[row.pair.upper.owner_id],
        text=text % {"unit": by.agency_name, "words": row.promise.text[:200]},
        link=reverse("chain:answer", args=[row.pk]), reason=_("Đơn vị trả lời đề nghị của cơ quan mình"),
    )  # fmt: skip


@transaction.atomic
def take_into_plan(
    *, by: Actor, now: datetime, answer: int, text: str, due_on: date | None, ground: str
) -> Answer:
    """Add the missing duty to the lower plan, led by the unit, and link it; for who manages both plans."""
    row = managed_answer(by, answer, now)
    if problems := check_proposed([row.state]):
        raise Refused(problems)
    task = plan_services.add_task(
        by=by,
        now=now,
        plan=row.pair.lower_id,
        text=text,
        leads=[row.pair.unit_id],
        due_on=due_on,
        ground=ground,
    )
    gather(by, row.pair.lower, on=timezone.localdate(now))
    added = Promise.objects.get(plan=row.pair.lower, task=task.pk)
    if row.proposal:
        row.proposal = ProposalState.ADDED
        row.save(update_fields=["proposal"])
    confirm(by, now, row, added.pk)
    return row
