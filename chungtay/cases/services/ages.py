"""A day of birth was corrected: every clock that asks for an age is asked anew, and who was too young has no file."""

from datetime import datetime

from django.db import transaction

from chungtay.base.actor import Actor
from chungtay.cases.models import Referral, Transfer
from chungtay.cases.queries import get_to_work, touching
from chungtay.cases.rules import UNDER_AGE, Fact, ReferralState, TransferState, event_in
from chungtay.cases.services.settling import settle
from chungtay.cases.services.steps import add_step, let_go, next_number
from chungtay.people.access import everything
from chungtay.people.rules import YOUNGEST, read_born


@transaction.atomic
def ask_age_anew(*, by: Actor, now: datetime, file: int) -> bool:
    """Whether the file had to close: nobody who may have been under 12 on the day of the ground is in one.

    It closes by a step of its own, comes off every list and from every body that had a part in it. The record of the
    person is sealed by who corrected it.
    """
    row = get_to_work(by, file)
    born = read_born(row.person.born or "")
    if born is None or born.age(row.ground_on) >= YOUNGEST:
        settle(row, now=now)
        return False
    with everything():
        others = touching(row).others
        Transfer.objects.filter(file=row, state=TransferState.SENT).update(
            state=TransferState.RETURNED, answered_at=now, why="Hồ sơ đóng: chưa đủ 12 tuổi"
        )
        Referral.objects.filter(file=row, state__in=[ReferralState.ASKED, ReferralState.ACCEPTED]).update(
            state=ReferralState.CLOSED
        )
        fact = Fact(number=next_number(row), event=UNDER_AGE, at=now, agency=row.keeper_id)
        add_step(by, now, row, fact, None, event=event_in(UNDER_AGE, row.state, fact.day))
        for body in others:
            let_go(by, now, row, body)
    return True
