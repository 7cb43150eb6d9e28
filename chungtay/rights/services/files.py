"""Copies served and read, things told and given."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.cases import queries as cases
from chungtay.journal import services as journal
from chungtay.people.access import everything
from chungtay.rights.models import Serving, Telling
from chungtay.rights.queries import get_to_serve, list_owed
from chungtay.rights.rules import FILE, Reader, check_served

if TYPE_CHECKING:
    from chungtay.cases.models import CaseFile

SHEET = "sheet"


@transaction.atomic
def serve_copies(
    *, by: Actor, now: datetime, file: str, reader: Reader, at: datetime, proof: str, refused: bool = False,
    witness: str = "",
) -> Serving:  # fmt: skip
    """The notice and the copies of the whole file were given to somebody: from here the days to read it run."""
    row = get_to_serve(by, file)
    age = cases.age_of(row, on=timezone.localdate(now))
    problems = check_served(reader, age=age, proof=proof, refused=refused, witness=witness, at=at, now=now)
    if problems:
        raise Refused(problems)
    with everything():
        made = Serving(
            file_id=row.pk, reader=reader, at=at, refused=refused, proof=proof.strip()[:200], recorded_at=now,
            account_id=by.account, witness=witness.strip() or None,
        )  # fmt: skip
        made.save()
    _journal(by, now, row, "served", {"to": [None, str(reader)], "refused": [None, refused]})
    return made


@transaction.atomic
def mark_read(*, by: Actor, now: datetime, file: str, serving: int, at: datetime) -> None:
    """Who was given the copies came and read the file here."""
    row = get_to_serve(by, file)
    with everything():
        one = Serving.objects.filter(pk=serving, file=row.pk).first()
        if one is None:
            raise NotThere("serving")
        if not one.at <= at <= now:
            raise Refused(Problem("read_when", "Lúc đọc phải sau lúc giao và không sau bây giờ.", "at"))
        one.read_at = at
        one.save(update_fields=["read_at"])
    _journal(by, now, row, "file_read", {"by": [None, one.reader]})


@transaction.atomic
def tell(
    *, by: Actor, now: datetime, file: str, step: int, what: str, to: Reader, at: datetime, proof: str
) -> Telling:
    """Something that is owed after a step (``queries.list_owed``) was told and given."""
    row = get_to_serve(by, file)
    with everything():
        owing = list_owed(row, on=timezone.localdate(now))
    if not any((one.step.number, one.row.name, one.to) == (step, what, to) for one in owing):
        raise Refused(
            Problem("not_owed", "Điều này đã được ghi rồi, hoặc không thuộc bước nào của hồ sơ.", "what")
        )
    return _told(by, now, row, step=step, what=what, to=to, at=at, proof=proof)


@transaction.atomic
def give_sheet(*, by: Actor, now: datetime, file: str, to: Reader, at: datetime, proof: str) -> Telling:
    """The sheet of what is kept was taken away by the person, or by who stands for them."""
    return _told(by, now, get_to_serve(by, file), step=0, what=SHEET, to=to, at=at, proof=proof)


def _told(by: Actor, now: datetime, row: "CaseFile", *, proof: str, at: datetime, **said: Any) -> Telling:
    problems = []
    if not proof.strip():
        problems.append(
            Problem("proof_missing", "Hãy ghi biên bản hoặc giấy báo phát chứng minh đã giao.", "proof")
        )
    if at > now:
        problems.append(Problem("told_ahead", "Thời điểm này chưa đến.", "at"))
    if problems:
        raise Refused(problems)
    with everything():
        made = Telling.objects.create(
            file_id=row.pk, at=at, proof=proof.strip()[:200], account_id=by.account, **said
        )
    _journal(by, now, row, "told", {"what": [None, said["what"]], "to": [None, str(said["to"])]})
    return made


def _journal(by: Actor, now: datetime, row: "CaseFile", what: str, change: dict[str, Any]) -> None:
    journal.record(
        by=by, now=now, verb=f"rights.{what}", subject=f"{FILE}:{row.pk}", title=row.code, change=change
    )
