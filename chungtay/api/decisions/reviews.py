"""A paper after it was read: what was found in it and what holds of that, what its names mean, the plan it becomes."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_lazy as _
from ninja import Field, File, Query
from ninja.files import UploadedFile

from chungtay.api.access import ApiRequest
from chungtay.api.endpoints.documents import PaperWhole, paper_whole
from chungtay.api.endpoints.plans import PlanWhole, plan_whole
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import (
    Asked,
    Body,
    Day,
    HowMany,
    Id,
    IfMatch,
    Page,
    Shape,
    Size,
    Unsaid,
    Words,
    page_of,
    version_of,
)
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.documents import queries, services
from chungtay.documents.rules import Decision, FindingKind
from chungtay.plans import services as plans

endpoints = Endpoints(_("Soát văn bản"))

Text = Annotated[Words, Field(min_length=1, max_length=4000)]
Name = Annotated[Words, Field(min_length=1, max_length=300)]
Names = Annotated[list[Name], Field(max_length=60)]
Line = Annotated[Words, Field(max_length=300)]
Every = Literal["P1W", "P1M", "P3M", "P6M", "P1Y"]
Percent = Annotated[float, Field(ge=0, le=1)]


class FindingShape(Shape):
    """``said``: what holds of it now, the person's version where there is one; ``span``: its place in the paper's text.
    ``sure``: how sure the reader is, where it can say. ``revision`` is its ETag.
    """

    etag = "revision"
    id: Id
    document: Id
    kind: FindingKind
    decision: Decision
    said: dict[str, Any]
    span: list[int] | None
    sure: Percent | None
    revision: int


class FindingsAsked(Asked):
    kind: FindingKind | Unsaid = None
    decision: Decision | Unsaid = None


class Decide(Shape):
    """``pending``: the last thing done to it is taken back, also a cut or a joining that nobody has decided on."""

    decision: Literal["accepted", "rejected", "pending"]


class By(Shape):
    kind: Literal["by"]
    date: Day
    text: Line


class Window(Shape):
    kind: Literal["window"]
    first: Day
    last: Day
    text: Line


class Rhythm(Shape):
    kind: Literal["every"]
    every: Every
    text: Line


class AsWritten(Shape):
    kind: Literal["relative"]
    text: Line


class TaskSaid(Shape):
    """``lead`` and ``support``: bodies as the paper names them. ``text`` of a deadline: its words."""

    kind: Literal["task"]
    text: Text
    lead: Names
    support: Names
    deadlines: list[Annotated[By | Window | Rhythm | AsWritten, Field(discriminator="kind")]] = Field(
        max_length=20
    )


class TargetSaid(Shape):
    kind: Literal["target"]
    text: Text
    relation: Literal["equal", "at_least", "at_most", "increase", "decrease", "none"]
    value: Size | None
    value_max: Size | None
    unit: Annotated[Words, Field(max_length=60)] | None
    due: Day | None
    per: Annotated[Words, Field(max_length=120)] | None


class ReportingSaid(Shape):
    kind: Literal["reporting"]
    who: Names
    to: Names
    via: Names
    every: list[Every] = Field(max_length=5)
    by: Day | None


class CitationSaid(Shape):
    kind: Literal["citation"]
    code: Annotated[Words, Field(max_length=60)] | None
    date: Day | None
    issuer: Line | None
    role: Literal["basis", "implements", "mentions"]


class CorrectedFinding(Shape):
    """The whole of what holds instead. The paper's header and its tables of money are corrected on the page."""

    said: Annotated[TaskSaid | TargetSaid | ReportingSaid | CitationSaid, Field(discriminator="kind")]


class Cuts(Shape):
    """Offsets into the text of the paper, inside the finding."""

    points: list[Annotated[int, Field(ge=0, le=100_000_000)]] = Field(min_length=1, max_length=200)


class AcceptRest(Shape):
    """``sure_only`` leaves what needs a closer look."""

    kind: FindingKind | None = Field(None, strict=False)
    sure_only: bool = True


class NameShape(Shape):
    """A body as the paper writes it; without ``agency`` and not ``left_open``, nobody knows yet whom it means."""

    id: Id
    name: str
    agency: Body | None
    left_open: bool


class Meaning(Shape):
    agency: Id | None
    left_open: bool = False


@endpoints.read(
    "/documents/{int:document}/findings",
    TokenScope.DOCUMENTS_REVIEW,
    _("Những gì máy đọc được trong văn bản"),
    Page[FindingShape],
)
def list_findings(request: ApiRequest, document: Id, asked: Query[FindingsAsked]) -> Any:
    paper = queries.get_managed(request.actor, document)
    reading = queries.current_reading(paper.pk)
    if reading is None:
        return page_of([], asked, _finding)
    wanted = {name: said for name in ("kind", "decision") if (said := getattr(asked, name))}
    return page_of(queries.findings_of(reading.pk).filter(**wanted), asked, _finding)


@endpoints.act(
    "/findings/{int:finding}/decision", TokenScope.DOCUMENTS_REVIEW,
    _("Chấp nhận, bỏ một mục, hoặc lấy lại quyết định"), list[FindingShape], versioned=True, method="PUT",
)  # fmt: skip
def decide_finding(request: ApiRequest, finding: Id, body: Decide, if_match: IfMatch) -> list[FindingShape]:
    asked: dict[str, Any] = {
        "by": request.actor, "now": request.now, "finding": finding, "revision": version_of(if_match)
    }  # fmt: skip
    if body.decision == "pending":
        return [_finding(one) for one in services.undo(**asked)]
    return [_finding(services.decide(**asked, decision=Decision(body.decision)))]


@endpoints.act(
    "/findings/{int:finding}/correction", TokenScope.DOCUMENTS_REVIEW, _("Sửa một mục"), FindingShape,
    versioned=True, method="PUT",
)  # fmt: skip
def correct_finding(
    request: ApiRequest, finding: Id, body: CorrectedFinding, if_match: IfMatch
) -> FindingShape:
    found = queries.get_finding(request.actor, finding)
    if found.kind != body.said.kind:
        raise Refused(Problem("other_kind", "Mục này là loại khác; hãy gửi đúng loại của nó.", "said/kind"))
    settled = queries.effective(found) | _settled(body.said)
    corrected = services.decide(
        by=request.actor, now=request.now, finding=finding, decision=Decision.CORRECTED, settled=settled,
        revision=version_of(if_match),
    )  # fmt: skip
    return _finding(corrected)


@endpoints.act(
    "/findings/{int:finding}/split", TokenScope.DOCUMENTS_REVIEW, _("Tách một nhiệm vụ"), list[FindingShape],
    versioned=True,
)  # fmt: skip
def split_finding(request: ApiRequest, finding: Id, body: Cuts, if_match: IfMatch) -> list[FindingShape]:
    parts = services.split_finding(
        by=request.actor, now=request.now, finding=finding, revision=version_of(if_match), points=body.points
    )
    return [_finding(part) for part in parts]


@endpoints.act(
    "/findings/{int:finding}/merge",
    TokenScope.DOCUMENTS_REVIEW,
    _("Gộp một nhiệm vụ với nhiệm vụ ngay sau"),
    FindingShape,
    versioned=True,
)
def merge_finding(request: ApiRequest, finding: Id, if_match: IfMatch) -> FindingShape:
    return _finding(
        services.merge_findings(
            by=request.actor, now=request.now, finding=finding, revision=version_of(if_match)
        )
    )


@endpoints.act(
    "/documents/{int:document}/findings/accept",
    TokenScope.DOCUMENTS_REVIEW,
    _("Chấp nhận các mục còn lại như máy đọc"),
    HowMany,
)
def accept_findings(request: ApiRequest, document: Id, body: AcceptRest) -> HowMany:
    count = services.accept_all_pending(
        by=request.actor, now=request.now, document=document, kind=body.kind, sure_only=body.sure_only
    )
    return HowMany(count=count)


@endpoints.read(
    "/documents/{int:document}/names", TokenScope.DOCUMENTS_REVIEW, _("Tên cơ quan trong văn bản"), Page[NameShape]
)  # fmt: skip
def list_names(request: ApiRequest, document: Id, asked: Query[Asked]) -> Any:
    paper = queries.get_managed(request.actor, document)
    return page_of(list(queries.matches_of(paper.pk).values()), asked, _name)


@endpoints.act(
    "/documents/{int:document}/names/{int:name}", TokenScope.DOCUMENTS_REVIEW,
    _("Một tên là cơ quan nào, hay để ngỏ"), NameShape, method="PUT",
)  # fmt: skip
def match_name(request: ApiRequest, document: Id, name: Id, body: Meaning) -> NameShape:
    services.match_name(
        by=request.actor, now=request.now, document=document, match=name, agency=body.agency,
        left_open=body.left_open,
    )  # fmt: skip
    found = next((one for one in queries.matches_of(document).values() if one.pk == name), None)
    if found is None:
        raise NotThere("name")
    return _name(found)


@endpoints.act(
    "/documents/{int:document}/versions", TokenScope.DOCUMENTS_SEND, _("Gửi bản mới của một văn bản"), PaperWhole,
    made=True,
)  # fmt: skip
def send_version(request: ApiRequest, document: Id, file: File[UploadedFile]) -> PaperWhole:
    services.add_version(
        by=request.actor, now=request.now, document=document, name=file.name or "", chunks=file.chunks()
    )
    return paper_whole(request, document)


@endpoints.act(
    "/documents/{int:document}/reading", TokenScope.DOCUMENTS_SEND, _("Cho máy đọc lại"), PaperWhole
)
def read_document(request: ApiRequest, document: Id) -> PaperWhole:
    services.start_reading(by=request.actor, now=request.now, document=document)
    return paper_whole(request, document)


@endpoints.act(
    "/documents/{int:document}/reading", TokenScope.DOCUMENTS_SEND, _("Dừng đọc"), PaperWhole, method="DELETE"
)
def stop_reading(request: ApiRequest, document: Id) -> PaperWhole:
    services.cancel_reading(by=request.actor, now=request.now, document=document)
    return paper_whole(request, document)


@endpoints.act(
    "/documents/{int:document}/plan",
    TokenScope.DOCUMENTS_REVIEW,
    _("Lập kế hoạch từ văn bản đã soát, hoặc cập nhật theo bản mới"),
    PlanWhole,
    made=True,
)
def make_plan(request: ApiRequest, document: Id) -> PlanWhole:
    queries.get_managed(request.actor, document)
    made = plans.make_plan(by=request.actor, now=request.now, document=document)
    return plan_whole(request, made.pk)


def _settled(said: TaskSaid | TargetSaid | ReportingSaid | CitationSaid) -> dict[str, Any]:
    """As the reader writes it: days as ISO text, numbers as JSON has them."""
    content: dict[str, Any] = {name: _json(value) for name, value in said if name != "kind"}
    if isinstance(said, TaskSaid):
        content["deadlines"] = [_deadline(one) for one in said.deadlines]
    if isinstance(said, ReportingSaid):
        content["periodic"] = bool(said.every)
    return content


def _deadline(one: By | Window | Rhythm | AsWritten) -> dict[str, Any]:
    if isinstance(one, Window):
        ends = {"from": one.first.isoformat(), "to": one.last.isoformat()}
        return {"kind": one.kind, **ends, "text": one.text}
    return {name: _json(value) for name, value in one}


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _finding(row: Any) -> FindingShape:
    span = None if row.span_start is None else [row.span_start, row.span_end]
    return FindingShape(
        id=row.pk, document=row.document_id, kind=FindingKind(row.kind), decision=Decision(row.decision),
        said=queries.effective(row), span=span, sure=row.confidence, revision=row.revision,
    )  # fmt: skip


def _name(row: Any) -> NameShape:
    agency = Body(id=row.agency_id, name=row.agency.name) if row.agency_id else None
    return NameShape(id=row.pk, name=row.name, agency=agency, left_open=row.left_open)
