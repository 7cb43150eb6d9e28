"""The record of each look at a patient, which never says what of; and what this room says on the page of a file."""

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from chungtay.base.web import ActorRequest
from chungtay.care import queries
from chungtay.care.rules import PATIENT
from chungtay.journal.services import record_look

if TYPE_CHECKING:
    from chungtay.care.models import Patient
    from chungtay.cases.models import CaseFile


def note_look(request: ActorRequest, patient: "Patient") -> None:
    record_look(
        by=request.actor, now=request.now, subject=f"{PATIENT}:{patient.pk}", title=f"Người bệnh số {patient.pk}",
        purpose=_("điều trị"),
    )  # fmt: skip


def note_help(request: ActorRequest, file: "CaseFile") -> None:
    """The person reads on the sheet who looked at the help they were given."""
    record_look(
        by=request.actor,
        now=request.now,
        subject=f"file:{file.pk}",
        title=file.code,
        purpose=_("hỗ trợ người đó"),
    )


def file_panel(request: ActorRequest, file: "CaseFile") -> str:
    """The way to the help, for who gives it; to the treatment, for who treats here. Nobody learns of the other."""
    context = {
        "file": file,
        "help": queries.helped_lately(request.actor, file),
        "treats": queries.may_admit(request.actor, file),
        "patient": queries.patient_of(request.actor, file),
    }
    if context["help"] is None and not context["treats"] and context["patient"] is None:
        return ""
    return render_to_string("care/parts/file_panel.html", context, request)
