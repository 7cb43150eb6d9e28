"""Writing a report: drafted, edited, asked about, remarked on, agreed, issued, its signed copy taken in."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from ninja import Field, File
from ninja.files import UploadedFile

from chungtay.api.access import ApiRequest
from chungtay.api.endpoints.reports import ReportWhole, report_whole
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Body, Day, HowMany, Id, IfMatch, Moment, Shape, Words, version_of
from chungtay.reports import queries, services

endpoints = Endpoints(_("Soạn báo cáo"))

Code = Annotated[Words, Field(max_length=80)]
Long = Annotated[Words, Field(max_length=4000)]


class Passage(Shape):
    """``text`` empty: as it was drafted."""

    text: Long
    left_out: bool = False


class Asking(Shape):
    units: list[Id] = Field(min_length=1, max_length=500)
    due_on: Day


class ContributionShape(Shape):
    """What one body writes for a report. ``remark``: why it was given back."""

    id: Id
    report: Id
    agency: Body
    due_on: Day
    sent_at: Moment | None
    result: str
    cause: str
    proposal: str
    remark: str


class Written(Shape):
    result: Long
    cause: Long = ""
    proposal: Long = ""


class ReturnedToUnit(Shape):
    remark: Words = Field(min_length=1, max_length=500)


class SectionRemarkShape(Shape):
    """``section``: the key of its heading. ``answer``: what became of it."""

    id: Id
    section: str
    text: str
    made_at: Moment
    agency: Body
    settled_at: Moment | None
    answer: str


class JoinedShape(Shape):
    contributions: list[ContributionShape]
    remarks: list[SectionRemarkShape]


class NewRemark(Shape):
    section: Code
    text: Words = Field(min_length=1, max_length=1000)


class Settled(Shape):
    answer: Words = Field(min_length=1, max_length=1000)


class Tie(Shape):
    """``measure`` empty: no figure tells."""

    target: Id
    measure: Code


class Ties(Shape):
    ties: list[Tie] = Field(min_length=1, max_length=200)


class Signing(Shape):
    """``signed_as``: "KT. CHỦ TỊCH" and the like, as it stands above the name."""

    signed_as: Words = Field(min_length=1, max_length=200)
    signed_by: Words = Field(min_length=1, max_length=120)
    symbol: Words = Field(min_length=1, max_length=40)


class Issuing(Shape):
    number: int = Field(ge=1, le=99_999)
    dated: Day


class SealShape(Shape):
    """``whole``: nothing was changed after it; ``known``: its certificate leads to a root that is trusted."""

    signer: str
    intact: bool
    whole: bool
    known: bool
    expired: bool
    revoked: bool


class SealsShape(Shape):
    seals: list[SealShape]


@endpoints.act(
    "/reports/{int:report}/draft", TokenScope.REPORTS_WRITE, _("Lấy lại số liệu; chữ người viết được giữ"), ReportWhole
)  # fmt: skip
def draft_again(request: ApiRequest, report: Id) -> ReportWhole:
    services.draft_again(by=request.actor, now=request.now, report=report)
    return report_whole(request, report)


@endpoints.act(
    "/reports/{int:report}/passages/{int:passage}", TokenScope.REPORTS_WRITE, _("Sửa hay bỏ một đoạn"), ReportWhole,
    method="PUT", versioned=True,
)  # fmt: skip
def edit_passage(
    request: ApiRequest, report: Id, passage: Id, body: Passage, if_match: IfMatch
) -> ReportWhole:
    services.edit_passage(
        by=request.actor, now=request.now, report=report, passage=passage, seen=version_of(if_match),
        **body.model_dump(),
    )  # fmt: skip
    return report_whole(request, report)


@endpoints.act(
    "/reports/{int:report}/ties", TokenScope.REPORTS_WRITE, _("Chỉ tiêu của kế hoạch đo bằng số liệu nào"), ReportWhole,
    method="PUT",
)  # fmt: skip
def tie_targets(request: ApiRequest, report: Id, body: Ties) -> ReportWhole:
    ties = {one.target: one.measure for one in body.ties}
    services.tie_targets(by=request.actor, now=request.now, report=report, ties=ties)
    return report_whole(request, report)


@endpoints.read(
    "/reports/{int:report}/joined",
    TokenScope.REPORTS_READ,
    _("Các đơn vị đã viết gì, ai có ý kiến gì cho một báo cáo"),
    JoinedShape,
)
def get_joined(request: ApiRequest, report: Id) -> JoinedShape:
    found = queries.get_report(request.actor, report, on=request.today)
    return JoinedShape(
        contributions=[_contribution(one) for one in queries.list_contributions(found)],
        remarks=[_remark(one) for one in queries.list_remarks(found)],
    )


@endpoints.act("/reports/{int:report}/units", TokenScope.REPORTS_WRITE, _("Hỏi các đơn vị"), HowMany)
def ask_units(request: ApiRequest, report: Id, body: Asking) -> HowMany:
    return HowMany(
        count=services.ask_units(by=request.actor, now=request.now, report=report, **body.model_dump())
    )


@endpoints.read(
    "/contributions", TokenScope.REPORTS_READ, _("Phần cơ quan mình được hỏi"), list[ContributionShape]
)
def list_asked(request: ApiRequest) -> list[ContributionShape]:
    return [_contribution(one) for one in queries.list_asked(request.actor).select_related("agency")]


@endpoints.act(
    "/contributions/{int:contribution}", TokenScope.REPORTS_WRITE, _("Viết, gửi phần của cơ quan mình"),
    ContributionShape, method="PUT",
)  # fmt: skip
def contribute(request: ApiRequest, contribution: Id, body: Written) -> ContributionShape:
    return _contribution(
        services.contribute(by=request.actor, now=request.now, contribution=contribution, **body.model_dump())
    )


@endpoints.act(
    "/contributions/{int:contribution}/return",
    TokenScope.REPORTS_WRITE,
    _("Trả lại phần một đơn vị đã viết"),
    ContributionShape,
)
def return_contribution(request: ApiRequest, contribution: Id, body: ReturnedToUnit) -> ContributionShape:
    return _contribution(
        services.return_contribution(
            by=request.actor, now=request.now, contribution=contribution, remark=body.remark
        )
    )


@endpoints.act(
    "/reports/{int:report}/remarks",
    TokenScope.REPORTS_WRITE,
    _("Có ý kiến về một mục"),
    SectionRemarkShape,
    made=True,
)
def remark_on_report(request: ApiRequest, report: Id, body: NewRemark) -> SectionRemarkShape:
    return _remark(services.remark(by=request.actor, now=request.now, report=report, **body.model_dump()))


@endpoints.act(
    "/reports/{int:report}/remarks/{int:remark}/answer",
    TokenScope.REPORTS_WRITE,
    _("Trả lời một ý kiến"),
    SectionRemarkShape,
)
def settle_remark(request: ApiRequest, report: Id, remark: Id, body: Settled) -> SectionRemarkShape:
    return _remark(
        services.settle_remark(
            by=request.actor, now=request.now, report=report, remark=remark, answer=body.answer
        )
    )


@endpoints.act(
    "/reports/{int:report}/agreement", TokenScope.REPORTS_WRITE, _("Duyệt, chốt số liệu"), ReportWhole
)
def agree_report(request: ApiRequest, report: Id, body: Signing) -> ReportWhole:
    services.agree(by=request.actor, now=request.now, report=report, **body.model_dump())
    return report_whole(request, report)


@endpoints.act(
    "/reports/{int:report}/agreement",
    TokenScope.REPORTS_WRITE,
    _("Mở lại báo cáo đã duyệt mà chưa ban hành"),
    ReportWhole,
    method="DELETE",
)
def reopen_report(request: ApiRequest, report: Id) -> ReportWhole:
    services.open_again(by=request.actor, now=request.now, report=report)
    return report_whole(request, report)


@endpoints.act(
    "/reports/{int:report}/issue", TokenScope.REPORTS_WRITE, _("Ghi số, ngày ban hành"), ReportWhole
)
def issue_report(request: ApiRequest, report: Id, body: Issuing) -> ReportWhole:
    services.issue(by=request.actor, now=request.now, report=report, **body.model_dump())
    return report_whole(request, report)


@endpoints.act(
    "/reports/{int:report}/signed", TokenScope.REPORTS_WRITE, _("Nhận bản PDF đã ký số"), SealsShape
)
def take_signed(request: ApiRequest, report: Id, file: File[UploadedFile]) -> SealsShape:
    seals = services.take_signed(
        by=request.actor, now=request.now, report=report, name=file.name or "", content=file.read()
    )
    return SealsShape(seals=[_seal(one) for one in seals])


def _seal(one: Any) -> SealShape:
    return SealShape(**{name: getattr(one, name) for name in SealShape.model_fields})


def _contribution(one: Any) -> ContributionShape:
    return ContributionShape(
        id=one.pk, report=one.report_id, agency=Body(id=one.agency_id, name=one.agency.name), due_on=one.due_on,
        sent_at=one.sent_at, result=one.result, cause=one.cause, proposal=one.proposal, remark=one.remark,
    )  # fmt: skip


def _remark(one: Any) -> SectionRemarkShape:
    return SectionRemarkShape(
        id=one.pk, section=one.section, text=one.text, made_at=one.made_at,
        agency=Body(id=one.agency_id, name=one.agency.name), settled_at=one.settled_at, answer=one.answer,
    )  # fmt: skip
