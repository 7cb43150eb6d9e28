"""Inspections with their recommendations, campaigns with their reports, commendations."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from ninja import Field, File, Form, Query
from ninja.files import UploadedFile
from pydantic import Strict

from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Asked, Body, Day, Id, Moment, Page, Shape, Unsaid, Words, one_of, page_of
from chungtay.files import services as files
from chungtay.supervision import queries, services
from chungtay.supervision.rules import (
    CommendationState,
    InspectionKind,
    RecommendationState,
    ReplyKind,
    commendation_forms,
)

endpoints = Endpoints(_("Kiểm tra, chiến dịch, khen thưởng"))

Title = Annotated[Words, Field(min_length=1, max_length=300)]
Text = Annotated[Words, Field(max_length=4000)]
Ids = Annotated[list[Id], Field(max_length=500)]
CommendationForm = Annotated[str, Field(pattern=one_of(commendation_forms()))]


class InspectionShape(Shape):
    """``conclusion``: the number of the paper that ends it."""

    id: Id
    kind: InspectionKind
    year: int
    title: str
    ground: str
    body: Body
    begins: Day
    ends: Day
    announced: bool
    conclusion: str
    concluded_on: Day | None


class InspectionsAsked(Asked):
    year: Annotated[int, Field(ge=2000, le=2100)] | Unsaid = None


class NewInspection(Shape):
    """``subjects``: bodies, a group for its members; ``places``: everybody there."""

    kind: Annotated[InspectionKind, Strict(False)]
    title: Title
    begins: Day
    ends: Day
    announced: bool
    subjects: Ids = []
    places: Ids = []
    ground: Words = Field("", max_length=300)


class Conclusion(Shape):
    conclusion: Title
    concluded_on: Day


class ReplyShape(Shape):
    kind: ReplyKind
    at: Moment
    agency_name: str
    text: str


class RecommendationShape(Shape):
    """``owner``: who answers for it."""

    id: Id
    inspection: Id
    number: int
    text: str
    owner: Body
    due_on: Day
    state: RecommendationState
    settled_on: Day | None


class RecommendationWhole(RecommendationShape):
    replies: list[ReplyShape]


class NewRecommendation(Shape):
    text: Annotated[Words, Field(min_length=1, max_length=4000)]
    owner: Id
    due_on: Day


class Told(Shape):
    text: Text


class Judgement(Shape):
    """``text``: what is still missing, when it is not accepted."""

    accepted: bool
    text: Text = ""


class CampaignShape(Shape):
    id: Id
    plan: Id
    name: str
    begins: Day
    ends: Day
    report_due: Day


class CampaignPartShape(Shape):
    agency: Body
    reported_at: Moment | None


class CampaignWhole(CampaignShape):
    """``parts``: whose report is awaited, of those one may see."""

    parts: list[CampaignPartShape]


class CampaignDay(Shape):
    on: Day
    name: Annotated[Words, Field(min_length=1, max_length=200)]


class NewCampaign(Shape):
    plan: Id
    name: Annotated[Words, Field(min_length=1, max_length=200)]
    begins: Day
    ends: Day
    report_due: Day
    parts: list[Id] = Field(min_length=1, max_length=500)
    days: list[CampaignDay] = Field([], max_length=60)


class CommendationShape(Shape):
    id: Id
    agency: Body
    form: str
    ground: str
    period_from: Day
    period_to: Day
    state: CommendationState
    decision: str


class NewCommendation(Shape):
    """Of a body, or of a ``post`` in it."""

    agency: Id
    form: CommendationForm
    ground: Annotated[Words, Field(min_length=1, max_length=4000)]
    period_from: Day
    period_to: Day
    post: Id | None = None


class Decided(Shape):
    """``decision``: its number, or why not."""

    awarded: bool
    decision: Title


@endpoints.read(
    "/inspections", TokenScope.SUPERVISION_READ, _("Các cuộc kiểm tra, giám sát"), Page[InspectionShape]
)
def list_inspections(request: ApiRequest, asked: Query[InspectionsAsked]) -> Any:
    found = queries.list_inspections(request.actor, on=request.today, year=asked.year)
    return page_of(found, asked, _inspection)


@endpoints.act(
    "/inspections", TokenScope.SUPERVISION_WRITE, _("Thêm vào chương trình kiểm tra, giám sát"), InspectionShape,
    made=True,
)  # fmt: skip
def plan_inspection(request: ApiRequest, body: NewInspection) -> InspectionShape:
    made = services.plan_inspection(by=request.actor, now=request.now, **body.model_dump())
    return _inspection(queries.get_inspection(request.actor, made.pk, on=request.today))


@endpoints.act(
    "/inspections/{int:inspection}/conclusion", TokenScope.SUPERVISION_WRITE, _("Ghi kết luận"), InspectionShape,
    method="PUT",
)  # fmt: skip
def conclude_inspection(request: ApiRequest, inspection: Id, body: Conclusion) -> InspectionShape:
    services.conclude_inspection(
        by=request.actor, now=request.now, inspection=inspection, **body.model_dump()
    )
    return _inspection(queries.get_inspection(request.actor, inspection, on=request.today))


@endpoints.act(
    "/inspections/{int:inspection}/recommendations",
    TokenScope.SUPERVISION_WRITE,
    _("Kiến nghị với một cơ quan"),
    RecommendationShape,
    made=True,
)
def recommend(request: ApiRequest, inspection: Id, body: NewRecommendation) -> RecommendationShape:
    made = services.recommend(by=request.actor, now=request.now, inspection=inspection, **body.model_dump())
    return RecommendationShape(**_recommendation(made))


@endpoints.read(
    "/recommendations", TokenScope.SUPERVISION_READ, _("Các kiến nghị"), Page[RecommendationShape]
)
def list_recommendations(request: ApiRequest, asked: Query[Asked]) -> Any:
    found = queries.list_recommendations(request.actor, on=request.today)
    return page_of(found, asked, lambda row: RecommendationShape(**_recommendation(row)))


@endpoints.read(
    "/recommendations/{int:recommendation}",
    TokenScope.SUPERVISION_READ,
    _("Một kiến nghị và các lần trả lời"),
    RecommendationWhole,
)
def get_recommendation(request: ApiRequest, recommendation: Id) -> RecommendationWhole:
    return _recommendation_whole(request, recommendation)


@endpoints.act(
    "/recommendations/{int:recommendation}/answers", TokenScope.SUPERVISION_WRITE,
    _("Trả lời một kiến nghị, kèm minh chứng"), RecommendationWhole,
)  # fmt: skip
def answer_recommendation(
    request: ApiRequest, recommendation: Id, form: Form[Told], file: File[UploadedFile | Unsaid] = None
) -> RecommendationWhole:
    services.answer_recommendation(
        by=request.actor, now=request.now, recommendation=recommendation, text=form.text, files=_kept(request, file)
    )  # fmt: skip
    return _recommendation_whole(request, recommendation)


@endpoints.act(
    "/recommendations/{int:recommendation}/judgement", TokenScope.SUPERVISION_WRITE,
    _("Chấp nhận hay trả lại câu trả lời"), RecommendationWhole,
)  # fmt: skip
def judge_answer(request: ApiRequest, recommendation: Id, body: Judgement) -> RecommendationWhole:
    services.judge_answer(
        by=request.actor, now=request.now, recommendation=recommendation, **body.model_dump()
    )
    return _recommendation_whole(request, recommendation)


@endpoints.read("/campaigns", TokenScope.SUPERVISION_READ, _("Các chiến dịch"), Page[CampaignShape])
def list_campaigns(request: ApiRequest, asked: Query[Asked]) -> Any:
    found = queries.list_campaigns(request.actor, on=request.today)
    return page_of(found, asked, lambda row: CampaignShape(**_campaign(row)))


@endpoints.read(
    "/campaigns/{int:campaign}",
    TokenScope.SUPERVISION_READ,
    _("Một chiến dịch: ai đã báo cáo"),
    CampaignWhole,
)
def get_campaign(request: ApiRequest, campaign: Id) -> CampaignWhole:
    return _campaign_whole(request, campaign)


@endpoints.act("/campaigns", TokenScope.SUPERVISION_WRITE, _("Mở một chiến dịch"), CampaignWhole, made=True)
def start_campaign(request: ApiRequest, body: NewCampaign) -> CampaignWhole:
    said = body.model_dump(exclude={"days"})
    days = {day.on: day.name for day in body.days}.items()
    return _campaign_whole(
        request, services.start_campaign(by=request.actor, now=request.now, days=days, **said).pk
    )


@endpoints.act(
    "/campaigns/{int:campaign}/reports", TokenScope.SUPERVISION_WRITE,
    _("Báo cáo chiến dịch của cơ quan mình, kèm tệp"), CampaignWhole,
)  # fmt: skip
def report_to_campaign(
    request: ApiRequest, campaign: Id, form: Form[Told], file: File[UploadedFile | Unsaid] = None
) -> CampaignWhole:
    services.report_to_campaign(
        by=request.actor, now=request.now, campaign=campaign, text=form.text, files=_kept(request, file)
    )
    return _campaign_whole(request, campaign)


@endpoints.read(
    "/commendations", TokenScope.SUPERVISION_READ, _("Các đề nghị khen thưởng"), Page[CommendationShape]
)
def list_commendations(request: ApiRequest, asked: Query[Asked]) -> Any:
    return page_of(queries.list_commendations(request.actor, on=request.today), asked, _commendation)


@endpoints.act(
    "/commendations", TokenScope.SUPERVISION_WRITE, _("Đề nghị khen thưởng"), CommendationShape, made=True
)
def propose_commendation(request: ApiRequest, body: NewCommendation) -> CommendationShape:
    return _commendation(
        services.propose_commendation(by=request.actor, now=request.now, **body.model_dump())
    )


@endpoints.act(
    "/commendations/{int:commendation}/decision", TokenScope.SUPERVISION_WRITE,
    _("Ghi quyết định khen thưởng, hoặc vì sao không"), CommendationShape,
)  # fmt: skip
def decide_commendation(request: ApiRequest, commendation: Id, body: Decided) -> CommendationShape:
    decided = services.decide_commendation(
        by=request.actor, now=request.now, commendation=commendation, **body.model_dump()
    )
    return _commendation(decided)


def _kept(request: ApiRequest, file: UploadedFile | None) -> list[int]:
    if file is None:
        return []
    return [files.keep(by=request.actor, now=request.now, name=file.name or "", chunks=file.chunks()).pk]


def _inspection(row: Any) -> InspectionShape:
    return InspectionShape(
        id=row.pk, kind=InspectionKind(row.kind), year=row.year, title=row.title, ground=row.ground,
        body=Body(id=row.body_id, name=row.body.name), begins=row.begins, ends=row.ends, announced=row.announced,
        conclusion=row.conclusion, concluded_on=row.concluded_on,
    )  # fmt: skip


def _recommendation_whole(request: ApiRequest, recommendation: int) -> RecommendationWhole:
    row = queries.get_recommendation(request.actor, recommendation, on=request.today)
    replies = [
        ReplyShape(kind=ReplyKind(one.kind), at=one.at, agency_name=one.agency_name, text=one.text)
        for one in row.replies.all()
    ]
    return RecommendationWhole(**_recommendation(row), replies=replies)


def _recommendation(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk, "inspection": row.inspection_id, "number": row.number, "text": row.text,
        "owner": Body(id=row.owner_id, name=row.owner.name), "due_on": row.due_on,
        "state": RecommendationState(row.state), "settled_on": row.settled_on,
    }  # fmt: skip


def _campaign_whole(request: ApiRequest, campaign: int) -> CampaignWhole:
    row = queries.get_campaign(request.actor, campaign, on=request.today)
    parts = [
        CampaignPartShape(agency=Body(id=one.agency_id, name=one.agency.name), reported_at=one.reported_at)
        for one in queries.list_parts(request.actor, row, on=request.today)
    ]
    return CampaignWhole(**_campaign(row), parts=parts)


def _campaign(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk, "plan": row.plan_id, "name": row.name, "begins": row.begins, "ends": row.ends,
        "report_due": row.report_due,
    }  # fmt: skip


def _commendation(row: Any) -> CommendationShape:
    return CommendationShape(
        id=row.pk, agency=Body(id=row.agency_id, name=row.agency.name), form=row.form, ground=row.ground,
        period_from=row.period_from, period_to=row.period_to, state=CommendationState(row.state),
        decision=row.decision,
    )  # fmt: skip
