"""Reports: what they say, what their numbers are made of, the papers that they become."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Schema

from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Amount, Asked, Body, Day, Id, Moment, Page, Shape, Words, one_of, page_of
from chungtay.base.web import as_file
from chungtay.reports import queries, services
from chungtay.reports.access import docx_of, paper_name, pdf_of
from chungtay.reports.rules import PassageKind, ReportState, kinds

endpoints = Endpoints(_("Báo cáo"))
_PAPERS = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx_of),
    "pdf": ("application/pdf", pdf_of),
}


class ReportShape(Shape):
    """``document``: the outgoing paper that it became. ``dated``: the day of that paper."""

    id: Id
    kind: str
    period: str
    title: str
    state: ReportState
    agency: Body
    place: Id | None
    plan: Id | None
    number: int | None
    dated: Day | None
    document: Id | None
    drafted_at: Moment


class NumberShape(Shape):
    """A number of a passage: ``value`` null is "not reported", which is never zero. ``code`` opens it."""

    code: str
    value: Amount | None


class PassageShape(Shape):
    """``key``: of a heading, its section. ``strange``: numbers that a person wrote and no figure says; ``stale``: codes
    whose figure has changed since.
    """

    id: Id
    key: str
    kind: PassageKind
    level: int
    text: str
    left_out: bool
    numbers: list[NumberShape]
    strange: list[str]
    stale: list[str]


class ReportWhole(ReportShape):
    """``revision`` is its ETag."""

    etag = "revision"
    revision: int
    passages: list[PassageShape]


class CellShape(Shape):
    """One entered value that a number is made of; ``closed``: what it was when the report was agreed."""

    agency: str
    period: str
    value: Amount | None
    was_closed: bool
    closed: Amount | None


class OpenedNumber(Shape):
    """``drafted``: what the report says; ``now``: what the figures come to today. ``more``: cells not listed here."""

    code: str
    name: str
    drafted: Amount | None
    now: Amount | None
    cells: list[CellShape]
    more: int


class NewReport(Shape):
    """``part``: which month, quarter or half of the year; ``plan``: whose closing report it is."""

    kind: Annotated[str, Field(pattern=one_of(kinds()))]
    year: int = Field(ge=2000, le=2100)
    part: int = Field(1, ge=1, le=12)
    plan: Id | None = None
    about: Words = Field("", max_length=200)


class NumberAsked(Schema):
    code: Words = Field(min_length=1, max_length=120)


class PaperAsked(Schema):
    format: Literal["docx", "pdf"]


@endpoints.read(
    "/reports", TokenScope.REPORTS_READ, _("Báo cáo mà chức danh này xem được"), Page[ReportShape]
)
def list_reports(request: ApiRequest, asked: Query[Asked]) -> Any:
    found = queries.list_reports(request.actor, on=request.today)
    return page_of(found, asked, lambda row: ReportShape(**_report(row)))


@endpoints.act(
    "/reports", TokenScope.REPORTS_WRITE, _("Bắt đầu một báo cáo, soạn từ số liệu và công việc đến hôm nay"),
    ReportWhole, made=True,
)  # fmt: skip
def open_report(request: ApiRequest, body: NewReport) -> ReportWhole:
    made = services.open_report(by=request.actor, now=request.now, **body.model_dump())
    return report_whole(request, made.pk)


@endpoints.read("/reports/{int:report}", TokenScope.REPORTS_READ, _("Một báo cáo, từng đoạn"), ReportWhole)
def get_report(request: ApiRequest, report: Id) -> ReportWhole:
    return report_whole(request, report)


def report_whole(request: ApiRequest, report: int) -> ReportWhole:
    found = queries.get_report(request.actor, report, on=request.today)
    passages = [_passage(one) for one in queries.shown(request.actor, found, on=request.today)]
    return ReportWhole(**_report(found), revision=found.revision, passages=passages)


@endpoints.read(
    "/reports/{int:report}/number",
    TokenScope.REPORTS_READ,
    _("Một con số của báo cáo gồm những gì"),
    OpenedNumber,
)
def open_number(request: ApiRequest, report: Id, asked: Query[NumberAsked]) -> OpenedNumber:
    found = queries.get_report(request.actor, report, on=request.today)
    opened = queries.open_number(request.actor, found, asked.code, on=request.today)
    cells = [
        CellShape(
            agency=cell.source.agency, period=cell.source.period, value=cell.source.value,
            was_closed=cell.was_closed, closed=cell.closed,
        )
        for cell in opened.cells
    ]  # fmt: skip
    return OpenedNumber(
        code=asked.code,
        name=opened.measure.name,
        drafted=opened.drafted,
        now=opened.now,
        cells=cells,
        more=opened.more,
    )


@endpoints.read(
    "/reports/{int:report}/paper",
    TokenScope.REPORTS_READ,
    _("Tải báo cáo: .docx hoặc .pdf"),
    None,
    media="*/*",
)
def get_report_paper(request: ApiRequest, report: Id, asked: Query[PaperAsked]) -> HttpResponse:
    found = queries.get_report(request.actor, report, on=request.today)
    media, made = _PAPERS[asked.format]
    return as_file(HttpResponse(made(found), content_type=media), paper_name(found, asked.format))


def _report(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk, "kind": row.kind, "period": row.period, "title": row.title, "state": ReportState(row.state),
        "agency": Body(id=row.agency_id, name=row.agency.name), "place": row.place_id, "plan": row.plan_id,
        "number": row.number, "dated": row.dated, "document": row.document_id, "drafted_at": row.drafted_at,
    }  # fmt: skip


def _passage(shown: queries.Shown) -> PassageShape:
    one = shown.passage
    return PassageShape(
        id=one.pk, key=one.key, kind=PassageKind(one.kind), level=one.level,
        text=one.said or one.drafted, left_out=one.left_out,
        numbers=[NumberShape(code=number["code"], value=_exact(number["value"])) for number in one.numbers],
        strange=list(shown.strange), stale=[code for code, _today in shown.stale],
    )  # fmt: skip


def _exact(kept: str) -> Decimal | None:
    """As it was drafted; empty: not reported."""
    return Decimal(kept) if kept else None
