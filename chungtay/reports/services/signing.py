"""A report is agreed, opened again, and issued with its number."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.catalogue import queries as catalogue
from chungtay.documents import services as documents
from chungtay.documents.rules import Direction
from chungtay.figures import services as figures
from chungtay.journal import services as journal
from chungtay.letters.rules import Seal, read_seals
from chungtay.reports import queries
from chungtay.reports.models import Report
from chungtay.reports.papers import docx_of
from chungtay.reports.rules import ReportState
from chungtay.reports.services.drafting import open_draft


@transaction.atomic
def agree(*, by: Actor, now: datetime, report: int, signed_as: str, signed_by: str, symbol: str) -> Report:
    """Sign it off: its figures are closed, and nothing changes but by opening it again.

    Closed is what has been sent, by who may approve figures; the report's numbers stand as drafted anyway.

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
    if open_remarks := found.remarks.filter(settled_at__isnull=True).count():
        raise Refused(
            Problem(
                "remarks_open", f"Còn {open_remarks} ý kiến về các mục chưa xử lý. Hãy trả lời từng ý kiến."
            )
        )
    if not (signed_as.strip() and signed_by.strip() and symbol.strip()):
        raise Refused(
            Problem("signer_empty", "Hãy ghi thẩm quyền, người ký và ký hiệu văn bản.", "signed_as")
        )
    found.state = ReportState.AGREED
    found.signed_as, found.signed_by, found.symbol = signed_as.strip(), signed_by.strip(), symbol.strip()
    found.snapshot = _close(by, found, now)
    found.revision += 1
    found.save(update_fields=["state", "signed_as", "signed_by", "symbol", "snapshot", "revision"])
    journal.record(by=by, now=now, verb="report.agreed", subject=f"report:{found.pk}", title=found.title)
    return found


def _close(by: Actor, report: Report, now: datetime) -> Any:
    """The snapshot of all that the report's numbers rest on; None where nobody has sent any of it."""
    codes = queries.measures_in(queries.list_passages(report))
    forms, periods = queries.forms_and_periods(codes, report.period, timezone.localdate(now))
    if not (forms and by.can(Power.FIGURES_APPROVE) and report.place_id):
        return None
    named = [
        data_set.code
        for data_set in catalogue.list_data_sets(timezone.localdate(now))
        if data_set.pk in forms
    ]
    try:
        return figures.take_snapshot(
            by=by,
            now=now,
            title=report.title,
            data_sets=named,
            periods=sorted(periods),
            place=report.place_id,
        )
    except Refused:  # nothing has been sent
        return None


@transaction.atomic
def open_again(*, by: Actor, now: datetime, report: int) -> Report:
    """An agreed report becomes a draft again; one that has been issued does not: a new report corrects it."""
    found = queries.get_written(by, report, on=timezone.localdate(now))
    if found.state != ReportState.AGREED:
        raise Refused(Problem("report_not_agreed", "Chỉ mở lại được báo cáo đã duyệt mà chưa ban hành."))
    found.state, found.snapshot = ReportState.DRAFT, None
    found.revision += 1
    found.save(update_fields=["state", "snapshot", "revision"])
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
    if by.can(Power.DOCUMENTS_MANAGE):
        paper = documents.take_in(
            by=by, now=now, name=f"bao-cao-{number}-{dated.year}.docx", chunks=[docx_of(found)],
            direction=Direction.OUT,
        )  # fmt: skip
        found.document_id = paper.pk
    found.revision += 1
    found.save(update_fields=["number", "dated", "state", "document", "revision"])
    journal.record(by=by, now=now, verb="report.issued", subject=f"report:{found.pk}", title=found.title)
    return found


@transaction.atomic
def take_signed(*, by: Actor, now: datetime, report: int, name: str, content: bytes) -> Sequence[Seal]:
    """Keep the signed PDF of an issued report as the newest version of its paper; what its signatures say.

    Refused where it is no PDF or nobody has signed it. A signature that does not hold is kept all the same, and said.
    """
    found = queries.get_written(by, report, on=timezone.localdate(now))
    if found.state != ReportState.ISSUED or found.document_id is None:
        raise Refused(Problem("report_not_issued", "Hãy ban hành báo cáo trước khi nhận lại bản đã ký."))
    roots = [root.certificate.encode() for root in queries.trusted_by(found.agency_id)]
    try:
        seals = read_seals(content, roots, now=now)
    except ValueError:
        raise Refused(
            Problem("not_pdf", "Tệp này không phải PDF đọc được. Hãy gửi tệp PDF đã ký số.", "file")
        ) from None
    if not seals:
        raise Refused(
            Problem("not_signed", "Tệp PDF này không có chữ ký số nào. Hãy gửi bản đã ký số.", "file")
        )
    documents.add_version(by=by, now=now, document=found.document_id, name=name, chunks=[content])
    journal.record(
        by=by, now=now, verb="report.signed_taken_in", subject=f"report:{found.pk}", title=found.title,
        change={"signatures": [0, len(seals)], "intact": [None, all(seal.intact for seal in seals)]},
    )  # fmt: skip
    return seals
