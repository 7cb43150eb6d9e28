"""The team around a person, and what it does: visits, counselling, training, loans, jobs."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.care.models import Help, Helper
from chungtay.care.queries import get_helped
from chungtay.care.rules import FILE, HelperPart, HelpKind
from chungtay.journal import services as journal
from chungtay.people.access import everything

if TYPE_CHECKING:
    from chungtay.cases.models import CaseFile


@transaction.atomic
def add_helper(*, by: Actor, now: datetime, file: str, part: HelperPart, name: str) -> Helper:
    """Somebody joins the team; who has the same part as head or deputy leaves it."""
    row = get_helped(by, file)
    if not name.strip():
        raise Refused(Problem("name_missing", "Hãy ghi họ tên theo quyết định phân công.", "name"))
    today = timezone.localdate(now)
    with everything():
        if part in (HelperPart.HEAD, HelperPart.DEPUTY):
            Helper.objects.filter(file=row.pk, part=part, until__isnull=True).update(until=today)
        made = Helper(file_id=row.pk, part=part, name=name.strip(), since=today)
        made.save()
    _journal(by, now, row, "helper_added", {"part": [None, str(part)]})
    return made


@transaction.atomic
def give_help(
    *, by: Actor, now: datetime, file: str, kind: HelpKind, on: date, note: str = "", until: date | None = None,
    amount: int | None = None,
) -> Help:  # fmt: skip
    """Something was done for the person. A loan says how much; what was talked about is sealed."""
    row = get_helped(by, file)
    problems = []
    if on > timezone.localdate(now):
        problems.append(Problem("helped_ahead", "Ngày này chưa đến.", "on"))
    if until is not None and until < on:
        problems.append(Problem("ends_before", "Ngày kết thúc phải sau ngày bắt đầu.", "until"))
    if (kind is HelpKind.LOAN) is not (amount is not None):
        problems.append(Problem("amount", "Chỉ vay vốn mới ghi số tiền, và phải ghi số tiền.", "amount"))
    if problems:
        raise Refused(problems)
    with everything():
        made = Help(
            file_id=row.pk, agency_id=by.agency, kind=kind, on=on, until=until, amount=amount,
            note=note.strip() or None, account_id=by.account,
        )  # fmt: skip
        made.save()
    _journal(by, now, row, "helped", {"kind": [None, str(kind)]})
    return made


def _journal(by: Actor, now: datetime, row: "CaseFile", what: str, change: dict[str, Any]) -> None:
    journal.record(
        by=by, now=now, verb=f"care.{what}", subject=f"{FILE}:{row.pk}", title=row.code, change=change
    )
