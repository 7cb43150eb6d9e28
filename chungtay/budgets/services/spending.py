"""What an agency does with its money: promise it, take the promise back, pay, get a payment back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.budgets.models import Movement, Purse
from chungtay.budgets.rules import MOVES, MovementKind, check_amount, check_movement, may_spend
from chungtay.budgets.services.ledger import (
    Change,
    Paper,
    balance_of,
    check_paper,
    locked_purse,
    refuse,
    write,
)


@transaction.atomic
def commit(*, by: Actor, now: datetime, purse: int, amount: int, paper: Paper) -> Movement:
    """Promise money by a contract or an order, before it is paid."""
    return _move(MovementKind.COMMIT, by=by, now=now, purse=purse, amount=amount, paper=paper)


@transaction.atomic
def release(*, by: Actor, now: datetime, purse: int, amount: int, paper: Paper) -> Movement:
    """A promise that will not be paid, or is paid now: it holds the money no longer."""
    return _move(MovementKind.RELEASE, by=by, now=now, purse=purse, amount=amount, paper=paper)


@transaction.atomic
def disburse(
    *, by: Actor, now: datetime, purse: int, amount: int, paper: Paper, promised: int = 0
) -> Movement:
    """Pay by a receipt. ``promised`` đồng of the payment had been committed before, and are so no longer."""
    if promised:
        refuse(check_movement(MovementKind.RELEASE, balance_of(_own_purse(by, purse)), promised))
        if promised > amount:
            sentence = _("Phần đã cam kết không thể lớn hơn số tiền chi.")
            raise Refused(Problem("promised_too_much", sentence, "promised"))
        _move(MovementKind.RELEASE, by=by, now=now, purse=purse, amount=promised, paper=paper)
    return _move(MovementKind.DISBURSE, by=by, now=now, purse=purse, amount=amount, paper=paper)


@transaction.atomic
def refund(*, by: Actor, now: datetime, purse: int, amount: int, paper: Paper) -> Movement:
    """Paid money that came back, or a payment written down wrongly."""
    return _move(MovementKind.REFUND, by=by, now=now, purse=purse, amount=amount, paper=paper)


def _own_purse(by: Actor, purse: int) -> Purse:
    found = locked_purse(purse)
    if not may_spend(by, agency=found.agency_id):
        raise NotThere("purse")
    return found


def _move(kind: MovementKind, *, by: Actor, now: datetime, purse: int, amount: int, paper: Paper) -> Movement:
    found = _own_purse(by, purse)
    problems = check_movement(kind, balance_of(found), amount)
    refuse([*check_paper(paper, timezone.localdate(now)), *check_amount(amount), *problems])
    budget = found.ceiling.line.budget
    changes = [Change(found.ceiling, measure, sign * amount, found) for measure, sign in MOVES[kind].items()]
    said = {str(change.measure): [None, change.amount] for change in changes}
    return write(budget, kind, changes, by=by, now=now, paper=paper, title=str(found.agency), said=said)
