"""The open files of a body that ended come to the one that took over its work; recorded, told, undone as one."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.cases.services import HandedFiles, hand_back_files, hand_files
from chungtay.handovers.models import Handover
from chungtay.handovers.queries import list_files_taken
from chungtay.handovers.rules import HandoverKind, HandoverState
from chungtay.handovers.services.passing import write_journal
from chungtay.notices import services as notices


@transaction.atomic
def take_over_files(
    *, by: Actor, now: datetime, body: int, ground: str, codes: Collection[str] = ()
) -> Handover:
    """The actor's body keeps the files of ``body`` from this moment: of one that ended and whose work it took over.

    ``codes``: files of a divided body of which the address does not say to whom they go, and that are the actor's.
    """
    if not ground.strip():
        raise Refused(Problem("ground_empty", "Hãy ghi căn cứ bàn giao hồ sơ.", "ground"))
    handed = hand_files(by=by, now=now, origin=body, target=by.agency, codes=codes)
    made = Handover.objects.create(
        kind=HandoverKind.FILES, state=HandoverState.DONE, title=agencies.names_of([body])[body],
        on=timezone.localdate(now), ground=ground.strip()[:500], owner_id=by.agency, body_id=body, made_at=now,
        made_by_id=by.account, made_name=by.name, kept={"files": asdict(handed) | {"at": now.isoformat()}},
    )  # fmt: skip
    write_journal(made, by, now, "handover.made", {body, by.agency})
    _tell(made, now, _("Đã nhận bàn giao %(n)s hồ sơ của %(body)s"))
    return made


@transaction.atomic
def hand_files_back(*, by: Actor, now: datetime, handover: int, ground: str) -> Handover:
    """Everything is as before it was taken over. Refused once a file has been worked on."""
    row = (
        list_files_taken(by)
        .select_for_update(of=("self",))
        .filter(pk=handover, state=HandoverState.DONE)
        .first()
    )
    if row is None:
        raise NotThere("handover")
    if not ground.strip():
        raise Refused(Problem("ground_empty", "Hãy ghi vì sao hoàn tác.", "ground"))
    hand_back_files(by=by, now=now, handed=_handed(row.kept["files"]), why=ground)
    row.state, row.undone_at, row.undone_by_id = HandoverState.UNDONE, now, by.account
    row.undo_ground = ground.strip()[:500]
    row.save(update_fields=["state", "undone_at", "undone_by", "undo_ground"])
    write_journal(row, by, now, "handover.undone", {row.owner_id, row.kept["files"]["origin"]})
    _tell(row, now, _("Đã hoàn tác bàn giao %(n)s hồ sơ của %(body)s"))
    return row


def _handed(kept: dict[str, Any]) -> HandedFiles:
    at = parse_datetime(kept["at"])
    assert at is not None  # noqa: S101  written by take_over_files
    return HandedFiles(**kept | {"at": at})


@override("vi")  # others read it, whatever language this person reads
def _tell(row: Handover, now: datetime, text: str) -> None:
    """Never a name: how many files, from which body."""
    count = len(row.kept["files"]["files"]) + len(row.kept["files"]["coming"])
    notices.tell(
        now=now, agencies=[row.owner_id], text=text % {"n": count, "body": row.title},
        link=reverse("handovers:files"), reason=_("Bàn giao hồ sơ khi cơ quan kết thúc"),
    )  # fmt: skip
