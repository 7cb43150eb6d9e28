"""Each look at a file is recorded, with what for."""

from chungtay.base.web import ActorRequest
from chungtay.breakglass.access import note_look as note_emergency
from chungtay.cases.models import CaseFile
from chungtay.cases.rules import KIND, LookPurpose
from chungtay.cases.words import PURPOSES
from chungtay.journal.services import record_look


def note_look(request: ActorRequest, file: CaseFile, *, course_only: bool) -> None:
    """Who keeps the file works on it; who else sees it has been asked, oversees, or has opened it in an emergency."""
    if f"{KIND}:{file.pk}" in request.actor.opened:
        note_emergency(request, KIND, file.pk, file.code)
        return
    said = request.GET.get("vi", "")
    if said in list(LookPurpose):
        purpose = LookPurpose(said)
    elif course_only:
        purpose = LookPurpose.SUPERVISION
    else:
        purpose = LookPurpose.WORK if file.keeper_id == request.actor.agency else LookPurpose.REFERRAL
    record_look(
        by=request.actor,
        now=request.now,
        subject=f"{KIND}:{file.pk}",
        title=file.code,
        purpose=str(PURPOSES[purpose]),
    )
