"""Asking another body to do something for the person; it must answer."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.cases.models import Referral
from chungtay.cases.queries import get_to_work, touching
from chungtay.cases.rules import (
    KIND,
    READ,
    ReferralFor,
    ReferralState,
    all_clocks,
    check_answer,
    check_referral,
)
from chungtay.cases.services.settling import calendar_of
from chungtay.cases.services.steps import let_go
from chungtay.journal import services as journal
from chungtay.law.rules import due
from chungtay.notices import services as notices
from chungtay.people import services as keeping
from chungtay.people.access import everything


@transaction.atomic
def refer(*, by: Actor, now: datetime, file: int, target: int, what: ReferralFor, consent: str) -> Referral:
    """Ask a body to do something for the person, who has agreed (or an article says that they need not)."""
    row = get_to_work(by, file)
    known = target in agencies.names_of([target])
    if problems := check_referral(origin=by.agency, target=target, known=known, consent=consent):
        raise Refused(problems)
    until = due("answer_referral", now, calendar=calendar_of(row), clocks=all_clocks()).due
    made = Referral.objects.create(
        file=row, origin_id=by.agency, target_id=target, what=what, consent=consent.strip()[:200], asked_at=now,
        due=until,
    )  # fmt: skip
    keeping.keep_person(by=by, now=now, person=row.person_id, agency=target, because=f"{KIND}:{row.code}")
    _told(by, now, made, target, "referred", _("Có giới thiệu cần trả lời"))
    return made


@transaction.atomic
def answer_referral(*, by: Actor, now: datetime, referral: int, accepted: bool, answer: str = "") -> Referral:
    """The body says whether it takes the person on; who declines says why, and sees the file no longer."""
    by.must(READ)
    with everything():
        row = (
            Referral.objects.select_for_update(of=("self",))
            .filter(pk=referral, target=by.agency, state=ReferralState.ASKED)
            .select_related("file")
            .first()
        )
        if row is None:
            raise NotThere("referral")
        if problems := check_answer(accepted=accepted, answer=answer):
            raise Refused(problems)
        row.state = ReferralState.ACCEPTED if accepted else ReferralState.DECLINED
        row.answered_at, row.answer = now, answer.strip()[:300]
        row.save(update_fields=["state", "answered_at", "answer"])
        if not accepted:
            _let_go(by, now, row)
        _told(by, now, row, row.origin_id, "referral_answered", _("Việc giới thiệu đã được trả lời"))
    return row


@transaction.atomic
def close_referral(*, by: Actor, now: datetime, referral: int) -> Referral:
    """What was asked is done, or no longer needed: the other body sees the file no longer."""
    row = Referral.objects.filter(
        pk=referral, state__in=[ReferralState.ASKED, ReferralState.ACCEPTED]
    ).first()
    if row is None:
        raise NotThere("referral")
    get_to_work(by, row.file_id)
    row.state = ReferralState.CLOSED
    row.save(update_fields=["state"])
    _let_go(by, now, row)
    _told(by, now, row, row.target_id, "referral_closed", _("Việc giới thiệu đã kết thúc"))
    return row


def _let_go(by: Actor, now: datetime, row: Referral) -> None:
    """Unless the body has another part in the file still."""
    if row.target_id not in touching(row.file).bodies:
        let_go(by, now, row.file, row.target_id)


@override("vi")  # others read it, whatever language this person reads
def _told(by: Actor, now: datetime, row: Referral, body: int, verb: str, text: str) -> None:
    """Never a name: only the number of the file."""
    code = row.file.code
    journal.record(by=by, now=now, verb=f"file.{verb}", subject=f"{KIND}:{row.file_id}", title=code)
    notices.tell(
        now=now, agencies=[body], text=f"{text}: {code}", link=reverse("cases:file", args=[code]),
        reason=_("Việc giới thiệu giữa các cơ quan"),
    )  # fmt: skip
