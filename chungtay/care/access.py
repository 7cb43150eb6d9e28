"""The record of each look at a patient. It never says what of."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from chungtay.base.web import ActorRequest
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
