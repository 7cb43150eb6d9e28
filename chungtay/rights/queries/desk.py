"""What waits at the desk: requests to answer, and closed files whose day has come to be sealed or erased."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse

from chungtay.base.actor import Actor
from chungtay.cases import queries as cases
from chungtay.notices.rules import Act, Due
from chungtay.people.access import everything
from chungtay.rights.models import Complaint, Request
from chungtay.rights.rules import SERVE, Ending, closed_by, ending_of, erased_by_itself, next_due

if TYPE_CHECKING:
    from chungtay.cases.models import CaseFile


@dataclass(frozen=True, slots=True)
class EndingFile:
    """A closed file with the days on which it is sealed and erased; ``held`` says why neither may be done yet."""

    file: "CaseFile"
    ending: Ending
    held: str

    def to_erase(self, on: date) -> bool:
        return self.ending.erased_on <= on

    def to_erase_by_itself(self, on: date) -> bool:
        return self.ending.gone_on <= on


def list_endings(actor: Actor, *, on: date) -> list[EndingFile]:
    """The actor's closed files whose day to be sealed or erased has come, the longest due first."""
    if not actor.can(SERVE):
        return []
    with everything():
        found = _to_end(*closed_by(on)).filter(keeper=actor.agency)
        return [_ending(file) for file in found[:200]]


def list_left_to_machine(on: date, *, at_once: int) -> list[int]:
    """Files of every body that nothing holds, to be sealed, or that nobody has erased in time."""
    with everything():
        found = _to_end(closed_by(on)[0], erased_by_itself(on)).filter(held="")
        return list(found.values_list("pk", flat=True)[:at_once])


def _to_end(seal: date, erase: date) -> QuerySet[Any]:
    """Files to be sealed or erased, by the latest days of closing."""
    unsealed = Q(person__sealed_at__isnull=True, closed_on__lte=seal)
    return _with_what_holds(cases.closed_files()).filter(unsealed | Q(closed_on__lte=erase))


def ending_file(file: int) -> EndingFile | None:
    """One closed file of somebody whose name is still there, for who may end it; None where there is nothing to end."""
    with everything():
        row = _with_what_holds(cases.closed_files()).filter(pk=file).first()
        return _ending(row) if row else None


def _with_what_holds(files: QuerySet[Any]) -> QuerySet[Any]:
    """``held``: a word for why a file has to stay as it is, or ""."""
    complaint = Complaint.objects.filter(file=OuterRef("pk"), settled_on__isnull=True)
    request = Request.objects.filter(file=OuterRef("pk"), answered="")
    found: QuerySet[Any] = files.annotate(
        held=Case(
            When(goes_on=True, then=Value("other_file")),
            When(Exists(complaint), then=Value("complaint")),
            When(Exists(request), then=Value("request")),
            default=Value(""),
        )
    )
    return found


def _ending(file: Any) -> EndingFile:
    return EndingFile(file, ending_of(file.closed_on), file.held)


def list_requests_waiting(actor: Actor) -> list[Request]:
    """What people have asked of the actor's body and nobody has answered yet, the next due first."""
    if not actor.can(SERVE):
        return []
    with everything():
        found = Request.objects.filter(file__keeper=actor.agency, answered="").select_related("file")
        return list(found.order_by("due_on", "pk")[:200])


def due_of(bodies: frozenset[int], on: date, until: date) -> Iterator[Due]:
    """Complaints to settle, requests to answer, names to erase: by the number of the file, nobody named."""
    with everything():
        complaints = Complaint.objects.filter(settler__in=bodies, settled_on__isnull=True).select_related(
            "file"
        )
        for one in complaints:
            next_one = next_due(one.course)
            if next_one is not None and next_one.due.date() <= until:
                yield Due(
                    key=f"rights.complaint:{one.pk}", agency=one.settler_id, act=Act.DO, on=next_one.due.date(),
                    words=f"{next_one.clock.does}: {one.file.code}"[:200],
                    link=reverse("rights:complaint", args=[one.pk]), legal=True,
                )  # fmt: skip
        requests = Request.objects.filter(file__keeper__in=bodies, answered="", due_on__lte=until)
        for asked in requests.select_related("file"):
            yield Due(
                key=f"rights.request:{asked.pk}", agency=asked.file.keeper_id, act=Act.DO, on=asked.due_on,
                words=f"Trả lời đề nghị về dữ liệu: {asked.file.code}",
                link=reverse("rights:person", args=[asked.file.code]), legal=True,
            )  # fmt: skip
        to_erase = cases.closed_files().filter(closed_on__lte=closed_by(until)[1], keeper__in=bodies)
        for file in _with_what_holds(to_erase).filter(held=""):
            yield Due(
                key=f"rights.erase:{file.pk}", agency=file.keeper_id, act=Act.DO, on=_ending(file).ending.erased_on,
                words=f"Xóa tên trong hồ sơ đã đóng: {file.code}", link=reverse("rights:desk"),
            )  # fmt: skip
