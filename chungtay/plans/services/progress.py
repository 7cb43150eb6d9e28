"""An agency reports on its share."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.base.actor import Actor
from chungtay.base.problems import Conflict, NotThere, Problem, Refused, must_have_been
from chungtay.base.seams import Seam, ask
from chungtay.journal import services as journal
from chungtay.plans.models import Share, Update, UpdateFile
from chungtay.plans.rules import PlanState, ShareState, check_progress, may_report, settle_percent
from chungtay.plans.services.counting import count_shares


@transaction.atomic
def report_progress(
    *,
    by: Actor,
    now: datetime,
    share: int,
    state: ShareState,
    percent: int | None,
    note: str,
    seen: int,
    files: Iterable[int] = (),
) -> Update:
    """Write what the doer says of its share. ``seen`` is the revision that the person was looking at.

    Raises Conflict when somebody of the same agency reported in between; nothing is overwritten.
    """
    row = (
        Share.objects.select_for_update(of=("self",))
        .select_related("task__plan", "agency")
        .filter(pk=share)
        .first()
    )
    if row is None or row.released_at or not may_report(by, doer=row.agency_id):
        raise NotThere("share")
    settled = settle_percent(state, percent)
    problems = _closed(row) or ask(Seam.REPORTING, share)
    problems = problems or check_progress(ShareState(row.state), state, settled, note)
    if problems:
        raise Refused(problems)
    must_have_been(seen, row.revision)
    if row.revision != seen:
        raise Conflict(Problem("changed", _told_before(row)))
    before = [row.state, row.percent]
    row.state, row.percent, row.note = state, settled, note.strip()
    row.done_on = (row.done_on or timezone.localdate(now)) if state == ShareState.DONE else None
    row.revision, row.updated_at, row.updated_by_id = seen + 1, now, by.account
    row.save(update_fields=["state", "percent", "note", "done_on", "revision", "updated_at", "updated_by"])
    update = Update.objects.create(
        share=row, at=now, account_id=by.account, name=by.name, post=by.signs_as[:200], state=state,
        percent=settled,
        note=row.note,
    )  # fmt: skip
    UpdateFile.objects.bulk_create(UpdateFile(update=update, file_id=file) for file in dict.fromkeys(files))
    count_shares([row.task_id])
    journal.record(
        by=by, now=now, verb="share.reported", subject=f"task:{row.task_id}", title=row.agency.name,
        change={"state": [before[0], str(state)], "percent": [before[1], settled]},
    )  # fmt: skip
    return update


def _closed(share: Share) -> list[Problem]:
    if share.task.plan.state != PlanState.IN_FORCE:
        return [Problem("plan_ended", _("Kế hoạch đã kết thúc; không ghi tiến độ được nữa."))]
    if share.task.closed_at:
        return [Problem("task_closed", _("Nhiệm vụ này không còn trong kế hoạch; không cần báo cáo nữa."))]
    return []


def _told_before(share: Share) -> str:
    last = share.updates.first()
    if last is None:  # a person decided about it, or took it over: nothing was reported
        return _("Phần việc này đã đổi sau khi anh/chị mở trang. Hãy xem bản mới rồi ghi lại nếu cần.")
    words = {"name": last.name, "at": timezone.localtime(last.at).strftime("%H:%M %d/%m/%Y")}
    return (
        _(
            "%(name)s đã cập nhật phần việc này lúc %(at)s, sau khi anh/chị mở trang. "
            "Điều anh/chị vừa ghi vẫn còn bên dưới; hãy xem bản mới rồi ghi lại nếu cần."
        )
        % words
    )
