"""A complaint: taken in, taken up, settled, and taken further."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.people.access import everything
from chungtay.rights.models import Complaint
from chungtay.rights.queries import get_complaint, get_to_serve, list_settlers, may_go_on
from chungtay.rights.rules import (
    COMPLAINT,
    FIRST,
    SECOND,
    Against,
    Course,
    Ended,
    Reader,
    check_filing,
    check_settling,
    may_serve,
    may_settle,
    next_due,
)


@transaction.atomic
def file_complaint(
    *, by: Actor, now: datetime, file: str, against: Against, about: str, spoken_by: Reader, told_on: date,
    filed_on: date, text: str, settler: int, excuse: str = "", remote: bool = False,
) -> Complaint:  # fmt: skip
    """Take a complaint in, in the words of who makes it. Raises Refused past the day of the law without an excuse."""
    row = get_to_serve(by, file)
    today = timezone.localdate(now)
    course = Course(against, FIRST, told_on, filed_on, remote=remote)
    problems = check_filing(course, text=text, today=today, excuse=excuse)
    if settler not in dict(list_settlers(row.keeper.place_id, on=today)):
        problems.append(Problem("no_settler", "Hãy chọn cơ quan có người giải quyết khiếu nại.", "settler"))
    if problems:
        raise Refused(problems)
    return _taken_in(
        by, now, file_id=row.pk, keeper_id=row.keeper_id, against=against, about=about.strip()[:200],
        spoken_by=spoken_by, told_on=told_on, filed_on=filed_on, text=text.strip(), excuse=excuse.strip() or None,
        settler_id=settler, remote=remote,
    )  # fmt: skip


@transaction.atomic
def complain_again(
    *, by: Actor, now: datetime, complaint: int, filed_on: date, text: str, settler: int, excuse: str = ""
) -> Complaint:
    """The person does not agree, or nobody answered in time: a second body looks at it."""
    first = get_complaint(by, complaint, locked=True)
    today = timezone.localdate(now)
    if not may_serve(by, keeper=first.keeper_id) or not may_go_on(first, now):
        raise NotThere(COMPLAINT)
    told_on = first.settled_on or _overdue_since(first)
    course = Course(Against(first.against), SECOND, told_on, filed_on, remote=first.remote)
    problems = check_filing(course, text=text, today=today, excuse=excuse)
    if settler not in dict(list_settlers(first.keeper.place_id, on=today, but=first.settler_id)):
        problems.append(
            Problem("no_settler", "Hãy chọn cơ quan cấp trên có người giải quyết khiếu nại.", "settler")
        )
    if problems:
        raise Refused(problems)
    return _taken_in(
        by, now, file_id=first.file_id, keeper_id=first.keeper_id, against=first.against, about=first.about,
        spoken_by=first.spoken_by, told_on=told_on, filed_on=filed_on, text=text.strip(), excuse=excuse.strip() or None,
        settler_id=settler, remote=first.remote, instance=SECOND, first=first,
    )  # fmt: skip


def _taken_in(by: Actor, now: datetime, **said: Any) -> Complaint:
    with everything():
        made = Complaint(taken_in_at=now, taken_in_by_id=by.account, **said)
        made.save()
        code = made.file.code
    _journal(
        by,
        now,
        made,
        "complaint_filed",
        {"instance": [None, made.instance], "against": [None, str(made.against)]},
    )
    notices.tell(
        now=now,
        text=_("Có khiếu nại lần %(n)s cần thụ lý, giải quyết (hồ sơ %(code)s)")
        % {"n": made.instance, "code": code},
        link=reverse("rights:complaint", args=[made.pk]),
        reason=_("Cơ quan mình có thẩm quyền giải quyết khiếu nại này."),
        agencies=[made.settler_id],
    )
    return made


@transaction.atomic
def accept_complaint(*, by: Actor, now: datetime, complaint: int, on: date, complicated: bool) -> None:
    """The body takes it up and says so to the person; from here the days to settle run."""
    row = _to_settle(by, complaint)
    if row.accepted_on is not None:
        raise NotThere(COMPLAINT)
    if not row.filed_on <= on <= timezone.localdate(now):
        words = "Ngày thụ lý phải từ ngày nhận đơn đến hôm nay."
        raise Refused(Problem("accepted_when", words, "on"))
    row.accepted_on, row.complicated = on, complicated
    _save(row)
    _journal(by, now, row, "complaint_accepted", {"accepted_on": [None, on.isoformat()]})


@transaction.atomic
def settle_complaint(
    *, by: Actor, now: datetime, complaint: int, ended: Ended, on: date, number: str, answer: str
) -> None:
    """Decide on it, in writing and with the reason; who took it in is told and hands the decision to the person."""
    row = _to_settle(by, complaint)
    problems = check_settling(row.course, answer=answer, number=number, on=on, today=timezone.localdate(now))
    if problems:
        raise Refused(problems)
    row.ended, row.settled_on, row.number, row.answer = ended, on, number.strip()[:80], answer.strip()
    _save(row)
    _journal(by, now, row, "complaint_settled", {"ended": [None, str(ended)]})
    notices.tell(
        now=now,
        text=_("Khiếu nại của hồ sơ %(code)s đã được giải quyết: giao kết quả cho người đó")
        % {"code": row.file.code},
        link=reverse("rights:complaint", args=[row.pk]),
        reason=_("Cơ quan mình giữ hồ sơ và đã nhận đơn khiếu nại."),
        agencies=[row.keeper_id],
    )


def _to_settle(by: Actor, complaint: int) -> Complaint:
    row = get_complaint(by, complaint, locked=True)
    if row.settled_on is not None or not may_settle(
        by, settler=row.settler_id, taken_in_by=row.taken_in_by_id
    ):
        raise NotThere(COMPLAINT)
    return row


def _overdue_since(first: Complaint) -> date:
    found = next_due(first.course)
    assert found is not None  # noqa: S101  what is late had a day
    return found.due.date()


def _save(row: Complaint) -> None:
    with everything():
        row.save()


def _journal(by: Actor, now: datetime, row: Complaint, what: str, change: dict[str, Any]) -> None:
    journal.record(
        by=by, now=now, verb=f"rights.{what}", subject=f"{COMPLAINT}:{row.pk}", title=f"Khiếu nại số {row.pk}",
        change=change,
    )  # fmt: skip
