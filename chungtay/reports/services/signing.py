"""A report is agreed, opened again, and issued with its number."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.documents import services as documents
from chungtay.documents.rules import Direction
from chungtay.journal import services as journal
from chungtay.reports import queries
from chungtay.reports.models import Report
from chungtay.reports.papers import docx_of
from chungtay.reports.rules import ReportState
from chungtay.reports.services.drafting import open_draft


@transaction.atomic
def agree(*, by: Actor, now: datetime, report: int, signed_as: str, signed_by: str, symbol: str) -> Report:
    """Sign it off: from now on its figures stand as they were drafted, and nothing changes but by opening it again.

    Refused while a sentence says a number that no figure says, or one that has changed since.
    """
    on = timezone.localdate(now)
    found = open_draft(by, report, on)
    doubtful = [one for one in queries.shown(by, found, on=on) if one.doubtful and not one.passage.left_out]
    if doubtful:
        raise Refused(
            Problem(
                "numbers_differ",
                f"Còn {len(doubtful)} chỗ có số không khớp số liệu hiện nay. Hãy lấy lại số liệu hoặc sửa từng chỗ.",
            )
        )
    if not (signed_as.strip() and signed_by.strip() and symbol.strip()):
        raise Refused(
            Problem("signer_empty", "Hãy ghi thẩm quyền, người ký và ký hiệu văn bản.", "signed_as")
        )
    found.state = ReportState.AGREED
    found.signed_as, found.signed_by, found.symbol = signed_as.strip(), signed_by.strip(), symbol.strip()
    found.revision += 1
    found.save(update_fields=["state", "signed_as", "signed_by", "symbol", "revision"])
    journal.record(by=by, now=now, verb="report.agreed", subject=f"report:{found.pk}", title=found.title)
    return found


@transaction.atomic
def open_again(*, by: Actor, now: datetime, report: int) -> Report:
    """An agreed report becomes a draft again; one that has been issued does not: a new report corrects it."""
    found = queries.get_written(by, report, on=timezone.localdate(now))
    if found.state != ReportState.AGREED:
        raise Refused(Problem("report_not_agreed", "Chỉ mở lại được báo cáo đã duyệt mà chưa ban hành."))
    found.state = ReportState.DRAFT
    found.revision += 1
    found.save(update_fields=["state", "revision"])
    journal.record(
        by=by, now=now, verb="report.opened_again", subject=f"report:{found.pk}", title=found.title
    )
    return found


@transaction.atomic
def issue(*, by: Actor, now: datetime, report: int, number: int, dated: date) -> Report:
    """Give it the number and day of the register: it becomes an outgoing paper, which the reader reads back."""
    found = queries.get_written(by, report, on=timezone.localdate(now))
    if found.state != ReportState.AGREED:
        raise Refused(Problem("report_not_agreed", "Hãy duyệt báo cáo trước khi ghi số và ngày ban hành."))
    if number < 1 or dated > timezone.localdate(now):
        raise Refused(
            Problem("number_wrong", "Số văn bản từ 1 trở lên, ngày ban hành không sau hôm nay.", "number")
        )
    found.number, found.dated, found.state = number, dated, ReportState.ISSUED
    paper = documents.take_in(
        by=by, now=now, name=f"bao-cao-{number}-{dated.year}.docx", chunks=[docx_of(by, found, on=dated)],
        direction=Direction.OUT,
    )  # fmt: skip
    found.document_id = paper.pk
    found.revision += 1
    found.save(update_fields=["number", "dated", "state", "document", "revision"])
    journal.record(by=by, now=now, verb="report.issued", subject=f"report:{found.pk}", title=found.title)
    return found
