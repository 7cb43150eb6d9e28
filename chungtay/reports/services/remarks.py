"""Readers remark on a section; who writes the report settles it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.reports import queries
from chungtay.reports.models import Remark, Report
from chungtay.reports.rules import PassageKind, ReportState
from chungtay.reports.services.drafting import open_draft

LONGEST_REMARK = 1000


@transaction.atomic
def remark(*, by: Actor, now: datetime, report: int, section: str, text: str) -> Remark:
    """Say something of a section (the key of its heading) of a draft that one may read; its body is told."""
    found = queries.get_report(by, report, on=timezone.localdate(now))
    headings = found.passages.filter(kind=PassageKind.HEADING, key=section)
    if not headings.exists():
        raise NotThere("section")
    if found.state != ReportState.DRAFT:
        raise Refused(Problem("report_agreed", "Báo cáo đã duyệt, không nhận thêm ý kiến.", "text"))
    said = text.strip()
    if not said or len(said) > LONGEST_REMARK:
        raise Refused(Problem("remark_empty", f"Hãy ghi ý kiến, dài nhất {LONGEST_REMARK} ký tự.", "text"))
    made = Remark.objects.create(
        report=found, section=section, text=said, made_at=now, made_by_id=by.account, agency_id=by.agency
    )
    said_of = f"Có ý kiến về một mục của báo cáo: {found.title}"
    _tell(by, now, found, found.agency_id, said_of, f"{by.agency_name} đã đọc báo cáo này.")
    journal.record(by=by, now=now, verb="report.remarked", subject=f"report:{found.pk}", title=found.title)
    return made


@transaction.atomic
def settle_remark(*, by: Actor, now: datetime, report: int, remark: int, answer: str) -> Remark:
    """Say what became of it; the body that made the remark is told."""
    found = open_draft(by, report, timezone.localdate(now))
    one = found.remarks.select_for_update().filter(pk=remark, settled_at__isnull=True).first()
    if one is None:
        raise NotThere("remark")
    if not answer.strip() or len(answer.strip()) > LONGEST_REMARK:
        raise Refused(Problem("answer_empty", "Hãy ghi đã xử lý ý kiến thế nào.", "answer"))
    one.answer, one.settled_at = answer.strip(), now
    one.save(update_fields=["answer", "settled_at"])
    settled = f"Ý kiến về báo cáo đã được xử lý: {one.answer[:200]}"
    _tell(by, now, found, one.agency_id, settled, f"{by.agency_name} đang tổng hợp báo cáo này.")
    journal.record(
        by=by, now=now, verb="report.remark_settled", subject=f"report:{found.pk}", title=found.title
    )
    return one


def _tell(by: Actor, now: datetime, report: Report, body: int, text: str, reason: str) -> None:
    """The other body, where it is another."""
    if body != by.agency:
        link = reverse("reports:report", args=[report.pk])
        notices.tell(now=now, agencies=[body], text=text, reason=reason, link=link)
