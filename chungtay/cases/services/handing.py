"""All open files of a body that has ended pass to the one that took over its work, in one moment; and back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.cases.models import CaseFile, Transfer
from chungtay.cases.queries import heirs_of, home_of
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
def hand_files(
    *, by: Actor, now: datetime, origin: int, target: int, codes: Collection[str] = ()
) -> HandedFiles:
    """All open files of a body pass to the body that took over its work; those under way to it arrive there.

    Of a body that was divided each file goes where the person lives now; ``codes`` are files of which the address does
    not say it, and that are the target's by the word of who hands them. Whoever works on files of either body may do
    it, and only where the succession is known.
    """
    by.must(WORK)
    today = timezone.localdate(now)
    among = heirs_of([origin], on=today).get(origin, {})
    if target not in among or by.agency not in (origin, target):
        raise NotThere("agency")

    def goes(file: CaseFile) -> bool:
        home = home_of(file.person.commune_id, among, on=today)
        return home == target or (home is None and file.code in codes)

    with everything():
        locked = CaseFile.objects.select_for_update(of=("self",))
        kept = locked.filter(keeper=origin, closed_on__isnull=True).select_related("person").order_by("pk")
        waiting = Transfer.objects.filter(target=origin, state=TransferState.SENT).order_by("pk")
        rows = [row for row in kept if goes(row)]
        coming = [one for one in waiting.select_related("file__person") if goes(one.file)]
        if not rows and not coming:
            raise Refused(Problem("nothing_left", "Không có hồ sơ nào đang mở về cơ quan mình."))
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
