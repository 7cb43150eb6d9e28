"""A handover is undone as one operation, to the byte, as long as nothing was done on top of it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies.queries.keeping import bodies_in_the_way
from chungtay.agencies.services.keeping import take_back_bodies
from chungtay.base.actor import Actor
from chungtay.base.holding import Kept
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.base.tracks import Row
from chungtay.handovers.models import Handover
from chungtay.handovers.queries import get_handover
from chungtay.handovers.rooms import ROOMS
from chungtay.handovers.rules import HandoverState, balance, standing_on_top
from chungtay.handovers.services.passing import kept_of, write_journal
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.plans.queries.holding import count_work


@transaction.atomic
def undo_handover(*, by: Actor, now: datetime, handover: int, ground: str) -> Handover:
    """Every row is again what it was before; the journal tells of both. Refuses, with reasons, when it is too late."""
    get_handover(by, handover)
    row = Handover.objects.select_for_update().get(pk=handover)
    if row.state != HandoverState.DONE:
        raise NotThere("handover")
    if not ground.strip():
        raise Refused(Problem("ground_empty", "Hãy ghi vì sao hoàn tác.", "ground"))
    (room,) = ROOMS.values()
    kept = kept_of(row)
    before = count_work(by)
    _refuse(room.work_in_the_way(kept.track))
    room.take_back(by=by, now=now, kept=kept, ground=ground)
    if "bodies" in row.kept:
        _refuse(bodies_in_the_way(row.kept["bodies"]))
        take_back_bodies(row.kept["bodies"])
    problems = balance(before, count_work(by))
    if problems:
        raise Refused(problems)
    row.state, row.undone_at, row.undone_by_id = HandoverState.UNDONE, now, by.account
    row.undo_ground = ground.strip()[:500]
    row.save(update_fields=["state", "undone_at", "undone_by", "undo_ground"])
    if row.body_id:
        receivers = {share["agency_id"] for before, share in _shares(kept) if before is None and share}
        write_journal(row, by, now, "handover.undone", {row.body_id, *receivers})
        _tell_receivers(row, now, receivers)
    else:
        journal.record(
            by=by, now=now, verb="handover.undone", subject=f"handover:{row.pk}", title=row.title,
            purpose=ground[:300],
        )  # fmt: skip
    return row


def _shares(kept: Kept) -> list[list[Row | None]]:
    return list(kept.track.get("plans.Share", {}).values())


@override("vi")  # others read it, whatever language this person reads
def _tell_receivers(row: Handover, now: datetime, receivers: set[int]) -> None:
    text = _("Đã hoàn tác chuyển giao từ %(body)s: việc trở lại cơ quan cũ.") % {"body": row.title}
    notices.tell(now=now, agencies=receivers, text=text, reason=_("Hoàn tác chuyển giao"))


def _refuse(found: dict[str, list[int]]) -> None:
    problems = standing_on_top(found)
    if problems:
        raise Refused(problems)
