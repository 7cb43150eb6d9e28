"""Units are asked to write, write, and get it back with a remark."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.reports import queries
from chungtay.reports.models import Contribution
from chungtay.reports.rules import ReportState
from chungtay.reports.services.drafting import LONGEST, open_draft


@transaction.atomic
def ask_units(*, by: Actor, now: datetime, report: int, units: Collection[int], due_on: date) -> int:
    """Ask bodies of the jurisdiction for results without figures, causes and proposals. How many are new."""
    on = timezone.localdate(now)
    found = open_draft(by, report, on)
    known = set(agencies.within_jurisdiction(by, on=on).filter(pk__in=units).values_list("pk", flat=True))
    if known != set(units):
        raise NotThere("agency")
    if due_on < on:
        raise Refused(Problem("due_past", "Hạn gửi đã qua, hãy chọn ngày từ hôm nay trở đi.", "due_on"))
    asked = set(found.contributions.values_list("agency", flat=True))
    new = sorted(known - asked)
    Contribution.objects.bulk_create(
        Contribution(report=found, agency_id=agency, due_on=due_on) for agency in new
    )
    for one in found.contributions.filter(agency__in=new):
        notices.tell(
            now=now,
            agencies=[one.agency_id],
            text=f"Đề nghị góp ý cho báo cáo: {found.title}. Hạn {due_on:%d/%m/%Y}.",
            reason=f"{by.agency_name} đang tổng hợp báo cáo này.",
            link=reverse("reports:contribution", args=[one.pk]),
        )
    journal.record(
        by=by, now=now, verb="report.units_asked", subject=f"report:{found.pk}", title=found.title,
        change={"units": [len(asked), len(asked) + len(new)]},
    )  # fmt: skip
    return len(new)


@transaction.atomic
def contribute(
    *, by: Actor, now: datetime, contribution: int, result: str, cause: str, proposal: str
) -> Contribution:
    """A unit writes its part, as often as it likes while the report is a draft."""
    one = queries.get_contribution(by, contribution, on=timezone.localdate(now))
    if one.agency_id not in by.bodies:
        raise NotThere("contribution")
    if one.report.state != ReportState.DRAFT:
        raise Refused(Problem("report_agreed", "Báo cáo đã duyệt, không nhận thêm ý kiến.", "result"))
    if not (result.strip() or cause.strip() or proposal.strip()):
        raise Refused(Problem("nothing_said", "Hãy viết ít nhất một phần.", "result"))
    if max(len(result), len(cause), len(proposal)) > LONGEST:
        raise Refused(Problem("passage_long", f"Mỗi phần dài nhất {LONGEST} ký tự.", "result"))
    one.result, one.cause, one.proposal = result.strip(), cause.strip(), proposal.strip()
    one.sent_at, one.sent_by_id, one.remark = now, by.account, ""
    one.save(update_fields=["result", "cause", "proposal", "sent_at", "sent_by", "remark"])
    journal.record(
        by=by, now=now, verb="report.contributed", subject=f"report:{one.report_id}", title=one.report.title
    )
    return one


@transaction.atomic
def return_contribution(*, by: Actor, now: datetime, contribution: int, remark: str) -> Contribution:
    """Give it back with a remark; what was written stays for the unit to go on from."""
    one = queries.get_contribution(by, contribution, on=timezone.localdate(now))
    open_draft(by, one.report_id, timezone.localdate(now))
    if one.sent_at is None or not remark.strip():
        raise Refused(Problem("remark_empty", "Hãy ghi rõ đơn vị cần sửa gì.", "remark"))
    one.remark, one.sent_at, one.sent_by_id = remark.strip()[:500], None, None
    one.save(update_fields=["remark", "sent_at", "sent_by"])
    notices.tell(
        now=now,
        agencies=[one.agency_id],
        text=f"Ý kiến cho báo cáo được trả lại: {one.remark}",
        reason=f"{by.agency_name} đang tổng hợp báo cáo này.",
        link=reverse("reports:contribution", args=[one.pk]),
    )
    journal.record(
        by=by, now=now, verb="report.contribution_returned", subject=f"report:{one.report_id}",
        title=one.report.title,
    )  # fmt: skip
    return one
