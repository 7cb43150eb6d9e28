"""What waits at the desk: requests to answer, and closed files whose day has come to be sealed or erased."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from chungtay.base.actor import Actor
from chungtay.cases import queries as cases
from chungtay.people.access import everything
from chungtay.rights.models import Complaint, Request
from chungtay.rights.rules import SERVE, Ending, ending_of

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


def list_endings(actor: Actor, *, on: date) -> list[EndingFile]:
    """The actor's closed files whose day to be sealed or erased has come, the longest due first."""
    if not actor.can(SERVE):
        return []
    with everything():
        closed = cases.visible_to(actor).filter(keeper=actor.agency, closed_on__isnull=False)
        living = closed.filter(person__erased_at__isnull=True).select_related("person", "keeper")
        found = [ending_file(file) for file in living.order_by("closed_on", "pk")[:500]]
    return [one for one in found if is_due(one, on)]


def is_due(one: EndingFile, on: date) -> bool:
    if one.to_erase(on):
        return True
    return one.file.person.sealed_at is None and one.ending.sealed_on <= on


def ending_file(file: "CaseFile") -> EndingFile:
    assert file.closed_on is not None  # noqa: S101  asked of closed files only
    return EndingFile(file, ending_of(file.closed_on), _held(file))


def _held(file: "CaseFile") -> str:
    """A word for why the file has to stay as it is."""
    others = type(file).objects.filter(person=file.person_id, closed_on__isnull=True)
    if others.exists():
        return "open_file"
    if Complaint.objects.filter(file=file, settled_on__isnull=True).exists():
        return "complaint"
    return "request" if Request.objects.filter(file=file, answered="").exists() else ""


def list_requests_waiting(actor: Actor) -> list[Request]:
    """What people have asked of the actor's body and nobody has answered yet, the next due first."""
    if not actor.can(SERVE):
        return []
    with everything():
        found = Request.objects.filter(file__keeper=actor.agency, answered="").select_related("file")
        return list(found.order_by("due_on", "pk")[:200])
