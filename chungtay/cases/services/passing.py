"""A file goes where the person goes. Until the new body has it, the old one answers for it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.cases.models import CaseFile, Transfer
from chungtay.cases.queries import age_of, get_course, get_to_work
from chungtay.cases.rules import (
    KIND,
    MOVED,
    RECEIVED,
    RETURNED,
    SENT,
    WORK,
    Fact,
    Told,
    TransferState,
    check_fact,
    check_target,
)
from chungtay.cases.services.steps import Signed, add_step, let_go, next_number
from chungtay.notices import services as notices
from chungtay.people import services as keeping
from chungtay.people.access import everything


@transaction.atomic
def transfer_file(
    *, by: Actor, now: datetime, file: int, target: int, moved_at: datetime, paper: Signed
) -> Transfer:
    """The person has moved: send the file after them. It stays with the sender until it is received."""
    row = get_to_work(by, file)
    if row.transfers.filter(state=TransferState.SENT).exists():
        raise Refused(Problem("under_way", "Hồ sơ đã gửi đi và đang chờ nơi kia nhận."))
    known = target in agencies.names_of([target])
    if problems := check_target(origin=row.keeper_id, target=target, known=known, paper=paper.number):
        raise Refused(problems)
    if not _is_moving(row):
        _add(by, now, row, MOVED, moved_at)
    sent = Transfer.objects.create(
        file=row, origin_id=row.keeper_id, target_id=target, moved_at=moved_at, sent_at=now,
        paper=f"{paper.number}, {paper.signed_on:%d/%m/%Y}"[:120],
    )  # fmt: skip
    keeping.keep_person(by=by, now=now, person=row.person_id, agency=target, because=f"{KIND}:{row.code}")
    _add(by, now, row, SENT, now, paper)
    _tell(now, [target], row, _("Hồ sơ chuyển đến chờ nhận trong 24 giờ"))
    return sent


@transaction.atomic
def receive_file(*, by: Actor, now: datetime, transfer: int) -> CaseFile:
    """The new body takes the file over, and answers for it from this moment."""
    sent = _waiting(by, transfer)
    row = sent.file
    sent.state, sent.answered_at = TransferState.RECEIVED, now
    sent.save(update_fields=["state", "answered_at"])
    hand_to(by, now, row, by.agency)
    _tell(now, [sent.origin_id], row, _("Nơi ở mới đã nhận hồ sơ"))
    return row


@transaction.atomic
def return_file(*, by: Actor, now: datetime, transfer: int, why: str) -> CaseFile:
    """The body does not take the file, and says why; it stays with who sent it."""
    if not why.strip():
        raise Refused(Problem("why_missing", "Hãy ghi vì sao trả lại hồ sơ.", "why"))
    sent = _waiting(by, transfer)
    row = sent.file
    sent.state, sent.answered_at, sent.why = TransferState.RETURNED, now, why.strip()[:200]
    sent.save(update_fields=["state", "answered_at", "why"])
    with everything():
        _add(by, now, row, RETURNED, now)
        let_go(by, now, row, sent.target_id)
    _tell(now, [sent.origin_id], row, _("Hồ sơ đã gửi bị trả lại"))
    return row


def hand_to(by: Actor, now: datetime, row: CaseFile, target: int, event: str = RECEIVED) -> None:
    """The file changes hands in one moment: nobody's before, nobody's between."""
    with everything():
        origin, row.keeper_id = row.keeper_id, target
        row.save(update_fields=["keeper"])
        row.refresh_from_db(fields=["keeper"])
        _add(by, now, row, event, now)
        let_go(by, now, row, origin)


def _waiting(by: Actor, transfer: int) -> Transfer:
    by.must(WORK)
    with everything():
        found = (
            Transfer.objects.select_for_update(of=("self",))
            .filter(pk=transfer, target=by.agency, state=TransferState.SENT)
            .select_related("file__keeper")
            .first()
        )
    if found is None:
        raise NotThere("transfer")
    return found


def _is_moving(row: CaseFile) -> bool:
    told = [fact.event for fact in get_course(row).facts if fact.event in (MOVED, "move_undone", RECEIVED)]
    return bool(told) and told[-1] == MOVED


def _add(
    by: Actor, now: datetime, row: CaseFile, event: str, at: datetime, paper: Signed | None = None
) -> None:
    fact = Fact(
        number=next_number(row), event=event, at=at, agency=row.keeper_id,
        age=age_of(row, on=timezone.localdate(at)),
    )  # fmt: skip
    course = get_course(row)
    if problems := check_fact(course, fact, Told(), now=now):
        raise Refused(problems)
    add_step(by, now, row, fact, paper)


@override("vi")  # others read it, whatever language this person reads
def _tell(now: datetime, bodies: Iterable[int], row: CaseFile, text: str) -> None:
    """Never a name: only the number of the file."""
    notices.tell(
        now=now, agencies=bodies, text=f"{text}: {row.code}", link=reverse("cases:file", args=[row.code]),
        reason=_("Hồ sơ chuyển nơi ở"),
    )  # fmt: skip
