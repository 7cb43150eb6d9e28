"""The record of each look at a person's rights page, and what it was for."""

from typing import TYPE_CHECKING

from chungtay.base.web import ActorRequest
from chungtay.journal.services import record_look
from chungtay.rights.rules import COMPLAINT, FILE

if TYPE_CHECKING:
    from chungtay.cases.models import CaseFile
    from chungtay.rights.models import Complaint


def note_look(request: ActorRequest, file: "CaseFile", purpose: str) -> None:
    """The person reads on the sheet by which post, when and what for."""
    record_look(
        by=request.actor, now=request.now, subject=f"{FILE}:{file.pk}", title=file.code, purpose=purpose
    )


def note_complaint(request: ActorRequest, complaint: "Complaint") -> None:
    record_look(
        by=request.actor, now=request.now, subject=f"{COMPLAINT}:{complaint.pk}",
        title=f"Khiếu nại số {complaint.pk}", purpose="giải quyết khiếu nại",
    )  # fmt: skip
