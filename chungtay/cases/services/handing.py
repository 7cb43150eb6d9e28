"""All open files of a body that has ended pass to the one that took over its work, in one moment; and back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.agencies.queries.life import successors_of
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.cases.models import CaseFile, Transfer
from chungtay.cases.rules import HANDED, KIND, WORK, TransferState
from chungtay.cases.services.passing import hand_to
from chungtay.cases.services.settling import settle
from chungtay.cases.services.steps import let_go
from chungtay.people import services as keeping
from chungtay.people.access import everything


@dataclass(frozen=True, slots=True)
class HandedFiles:
    """What passed from ``origin`` to ``target`` at that moment: files, and transfers under way to the origin, by id."""

    origin: int
    target: int
    at: datetime
    files: list[int]
    coming: list[int]


@transaction.atomic
def hand_files(*, by: Actor, now: datetime, origin: int, target: int) -> HandedFiles:
    """All open files of a body pass to the body that took over its work; those under way to it arrive there.

    Whoever works on files of either body may do it, and only where the succession is known.
    """
    by.must(WORK)
    heirs = successors_of([origin], on=timezone.localdate(now)).get(origin, {})
    if not any(target in bodies for bodies in heirs.values()) or by.agency not in (origin, target):
        raise NotThere("agency")
    with everything():
        locked = CaseFile.objects.select_for_update(of=("self",))
        rows = list(locked.filter(keeper=origin, closed_on__isnull=True).order_by("pk"))
        waiting = Transfer.objects.filter(target=origin, state=TransferState.SENT)
        coming = list(waiting.select_related("file").order_by("pk"))
        if not rows and not coming:
            raise Refused(Problem("nothing_left", "Cơ quan này không còn hồ sơ nào đang mở."))
        for row in rows:
            _keep(by, now, row, target)
            hand_to(by, now, row, target, HANDED)
        for sent in coming:
            _redirect(by, now, sent, origin, target)
    return HandedFiles(origin, target, now, [row.pk for row in rows], [sent.pk for sent in coming])


@transaction.atomic
def hand_back_files(*, by: Actor, now: datetime, handed: HandedFiles, why: str) -> None:
    """Every file is again where it was, and the step of the handing is struck. Refused once one has been worked on."""
    by.must(WORK)
    if by.agency not in (handed.origin, handed.target):
        raise NotThere("agency")
    with everything():
        locked = CaseFile.objects.select_for_update(of=("self",))
        rows = list(locked.filter(pk__in=handed.files).order_by("pk"))
        coming = list(Transfer.objects.filter(pk__in=handed.coming).select_related("file").order_by("pk"))
        used = [row.code for row in rows if not _is_untouched(row, handed)]
        still = (TransferState.SENT, handed.target)
        used += [one.file.code for one in coming if (one.state, one.target_id) != still]
        if used:
            words = "{n} hồ sơ đã được làm tiếp ({code}). Hãy chuyển từng hồ sơ, hoặc bàn giao lại theo chiều ngược."
            raise Refused(Problem("too_late", words, values={"n": len(used), "code": ", ".join(used[:3])}))
        for row in rows:
            row.steps.filter(event=HANDED, at=handed.at).update(struck_at=now, struck_why=why.strip()[:200])
            _keep(by, now, row, handed.origin)
            row.keeper_id = handed.origin
            row.save(update_fields=["keeper"])
            row.refresh_from_db(fields=["keeper"])
            settle(row, now=now)
            let_go(by, now, row, handed.target)
        for sent in coming:
            _redirect(by, now, sent, handed.target, handed.origin)


def _is_untouched(row: CaseFile, handed: HandedFiles) -> bool:
    last = row.steps.filter(struck_at__isnull=True).last()
    return (
        row.keeper_id == handed.target and last is not None and (last.event, last.at) == (HANDED, handed.at)
    )


def _redirect(by: Actor, now: datetime, sent: Transfer, old: int, new: int) -> None:
    """A file under way to one body is under way to the other."""
    _keep(by, now, sent.file, new)
    sent.target_id = new
    sent.save(update_fields=["target"])
    settle(sent.file, now=now)
    let_go(by, now, sent.file, old)


def _keep(by: Actor, now: datetime, row: CaseFile, agency: int) -> None:
    keeping.keep_person(by=by, now=now, person=row.person_id, agency=agency, because=f"{KIND}:{row.code}")
