"""The record of each look at a person's rights, and what this room says on the page of a file and before a step."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from chungtay.base.problems import Problem
from chungtay.base.web import ActorRequest
from chungtay.journal.services import record_look
from chungtay.rights import queries
from chungtay.rights.rules import COMPLAINT, FILE, TO_COURT, may_serve

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


def file_panel(request: ActorRequest, file: "CaseFile") -> str:
    """What the person is still owed and what waits, for who serves their rights; nothing for anybody else."""
    if not may_serve(request.actor, keeper=file.keeper_id):
        return ""
    context = {"file": file, **queries.standing_of(file, on=request.today)}
    return render_to_string("rights/parts/file_panel.html", context, request)


def step_held(file: "CaseFile", event: str, at: datetime) -> Problem | None:
    """The file goes to a court only when everybody who may read it has had the days to do so."""
    return queries.why_not_to_court(file, at) if event == TO_COURT else None
