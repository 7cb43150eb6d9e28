"""A commune held against the criteria of a year: what it states, proposes, plans; what the province answers."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Schema
from pydantic import Strict

from chungtay.api.access import ApiRequest
from chungtay.api.endpoints.areas import ClassShape
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Amount, Body, Day, HowMany, Id, Shape, Size, Words
from chungtay.areas import queries, services
from chungtay.areas.rules.words import AreaKind, AssessmentState, FactSource

endpoints = Endpoints(_("Xét loại địa bàn"))

Year = Annotated[int, Field(ge=2000, le=2100)]
Kind = Annotated[AreaKind, Strict(False)]
Paper = Annotated[Words, Field(min_length=1, max_length=200)]
Ground = Annotated[Words, Field(min_length=1, max_length=300)]
FactName = Annotated[str, Field(pattern="^[a-z_]{1,40}$")]


class FactShape(Shape):
    """``value`` null: nobody has said it, which is never zero. ``source``: figures, or a person with a ground."""

    name: str
    value: Amount | bool | None
    source: FactSource


class StandingShape(Shape):
    """``assessment``: the number of what was proposed, or begun. ``kind``: what the facts of today come to."""

    place: Body
    year: Year
    state: AssessmentState
    assessment: Id | None
    kind: AreaKind | None
    lacking: list[str]
    without: str
    facts: list[FactShape]
    approved: ClassShape | None


class StandingAsked(Schema):
    year: Year


class Fact(Shape):
    """A number, or yes and no as true and false."""

    name: FactName
    value: Size | bool


class Facts(Shape):
    year: Year
    facts: list[Fact] = Field(min_length=1, max_length=60)
    ground: Ground


class Proposal(Shape):
    year: Year
    note: Words = Field("", max_length=2000)


class ReturnedToCommune(Shape):
    reason: Words = Field(min_length=1, max_length=2000)


class Approving(Shape):
    assessments: list[Id] = Field(min_length=1, max_length=500)
    decision: Paper
    decided_on: Day


class Recorded(Shape):
    """What a paper of before gave a commune, of a year that was not assessed here."""

    year: Year
    kind: Kind
    paper: Paper
    decided_on: Day


class Sent(Shape):
    year: Year
    paper: Paper
    on: Day


class Route(Shape):
    year: Year
    key_route: bool


class ListShape(Shape):
    """The list of a province for a year: when it went up, when it was approved above."""

    province: Id
    year: Year
    key_route: bool | None
    sent_on: Day | None
    sent_paper: str
    confirmed_on: Day | None
    confirmed_paper: str


class Target(Shape):
    """At most so much of a fact."""

    name: FactName
    most: Size


class NewTransformation(Shape):
    target: Kind
    by_year: Year
    ground: Ground
    targets: list[Target] = Field([], max_length=60)
    tasks: list[Id] = Field([], max_length=200)


class TransformationShape(Shape):
    id: Id
    place: Id
    target: AreaKind
    by_year: int
    ground: str
    ended_on: Day | None


class OfAKind(Shape):
    kind: Kind
    communes: int = Field(ge=0, le=9999)


class Support(Shape):
    year: Year
    counts: list[OfAKind] = Field(min_length=1, max_length=5)


class SupportShape(Shape):
    budget: Id


@endpoints.read(
    "/areas/{int:place}/standing", TokenScope.AREAS_READ, _("Một xã so với tiêu chí của một năm"), StandingShape
)  # fmt: skip
def get_standing(request: ApiRequest, place: Id, asked: Query[StandingAsked]) -> StandingShape:
    return _standing(request, place, asked.year)


@endpoints.act(
    "/areas/{int:place}/facts", TokenScope.AREAS_WRITE, _("Ghi điều mà số liệu không nói, kèm căn cứ"), StandingShape,
    method="PUT",
)  # fmt: skip
def state_facts(request: ApiRequest, place: Id, body: Facts) -> StandingShape:
    services.state_facts(
        by=request.actor, now=request.now, place=place, year=body.year, ground=body.ground,
        said={one.name: one.value for one in body.facts},
    )  # fmt: skip
    return _standing(request, place, body.year)


@endpoints.act(
    "/areas/{int:place}/proposal", TokenScope.AREAS_WRITE, _("Gửi đề nghị lên tỉnh"), StandingShape
)
def propose_area(request: ApiRequest, place: Id, body: Proposal) -> StandingShape:
    services.propose(by=request.actor, now=request.now, place=place, **body.model_dump())
    return _standing(request, place, body.year)


@endpoints.act(
    "/assessments/{int:assessment}/return", TokenScope.AREAS_WRITE, _("Trả lại xã, kèm lý do"), StandingShape
)
def return_assessment(request: ApiRequest, assessment: Id, body: ReturnedToCommune) -> StandingShape:
    row = services.return_assessment(
        by=request.actor, now=request.now, assessment=assessment, reason=body.reason
    )
    return _standing(request, row.place_id, row.year)


@endpoints.act(
    "/assessments/approved", TokenScope.AREAS_WRITE, _("Phê duyệt các đề nghị bằng một quyết định"), HowMany
)
def approve_assessments(request: ApiRequest, body: Approving) -> HowMany:
    return HowMany(count=len(services.approve(by=request.actor, now=request.now, **body.model_dump())))


@endpoints.act(
    "/areas/{int:place}/recorded",
    TokenScope.AREAS_WRITE,
    _("Ghi loại mà quyết định năm trước đã cho một xã"),
    StandingShape,
)
def record_class(request: ApiRequest, place: Id, body: Recorded) -> StandingShape:
    services.record_classes(
        by=request.actor, now=request.now, rows=[services.ClassRow(place, body.year, body.kind)], paper=body.paper,
        decided_on=body.decided_on, basis="",
    )  # fmt: skip
    return _standing(request, place, body.year)


@endpoints.act(
    "/areas/{int:province}/list/sent",
    TokenScope.AREAS_WRITE,
    _("Ghi danh sách đã gửi lên Bộ"),
    ListShape,
    method="PUT",
)
def send_list(request: ApiRequest, province: Id, body: Sent) -> ListShape:
    row = services.send_list(by=request.actor, now=request.now, province=province, **body.model_dump())
    return _list(row)


@endpoints.act(
    "/areas/{int:province}/list/confirmed", TokenScope.AREAS_WRITE, _("Ghi Bộ đã phê duyệt danh sách"), ListShape,
    method="PUT",
)  # fmt: skip
def confirm_list(request: ApiRequest, province: Id, body: Sent) -> ListShape:
    row = services.confirm_list(by=request.actor, now=request.now, province=province, **body.model_dump())
    return _list(row)


@endpoints.act(
    "/areas/{int:province}/list/route", TokenScope.AREAS_WRITE, _("Tỉnh có nằm trên tuyến trọng điểm không"), ListShape,
    method="PUT",
)  # fmt: skip
def say_route(request: ApiRequest, province: Id, body: Route) -> ListShape:
    row = services.say_route(by=request.actor, now=request.now, province=province, **body.model_dump())
    return _list(row)


@endpoints.act(
    "/areas/{int:place}/transformation",
    TokenScope.AREAS_WRITE,
    _("Kế hoạch chuyển hóa của một xã"),
    TransformationShape,
    made=True,
)
def start_transformation(request: ApiRequest, place: Id, body: NewTransformation) -> TransformationShape:
    made = services.start_transformation(
        by=request.actor, now=request.now, place=place, target=body.target, by_year=body.by_year, ground=body.ground,
        targets={one.name: one.most for one in body.targets}, tasks=body.tasks,
    )  # fmt: skip
    return _transformation(made)


@endpoints.act(
    "/areas/{int:place}/transformation", TokenScope.AREAS_WRITE, _("Kết thúc kế hoạch chuyển hóa"), HowMany,
    method="DELETE",
)  # fmt: skip
def end_transformation(request: ApiRequest, place: Id) -> HowMany:
    services.end_transformation(by=request.actor, now=request.now, place=place)
    return HowMany(count=1)


@endpoints.act(
    "/areas/support",
    TokenScope.AREAS_WRITE,
    _("Lập kinh phí hỗ trợ theo loại địa bàn"),
    SupportShape,
    made=True,
)
def propose_support(request: ApiRequest, body: Support) -> SupportShape:
    return SupportShape(
        budget=services.propose_support(
            by=request.actor,
            now=request.now,
            year=body.year,
            counts={one.kind: one.communes for one in body.counts},
        )
    )


def _standing(request: ApiRequest, place: int, year: int) -> StandingShape:
    found = queries.standing_of(request.actor, place, year, request.today)
    judged, given = found.judgement, found.classification
    facts = [
        FactShape(name=name, value=fact.value, source=fact.source)
        for name, fact in sorted(found.facts.items())
    ]
    return StandingShape(
        place=Body(id=found.place.pk, name=found.place.full_name), year=year, state=found.state,
        assessment=found.assessment.pk if found.assessment else None, kind=judged.kind if judged else None,
        lacking=list(judged.lacking) if judged else [], without=found.without, facts=facts,
        approved=ClassShape(year=given.year, kind=AreaKind(given.kind), paper=given.paper) if given else None,
    )  # fmt: skip


def _list(row: Any) -> ListShape:
    return ListShape(
        province=row.place_id, year=row.year, key_route=row.key_route, sent_on=row.sent_on, sent_paper=row.sent_paper,
        confirmed_on=row.confirmed_on, confirmed_paper=row.confirmed_paper,
    )  # fmt: skip


def _transformation(row: Any) -> TransformationShape:
    return TransformationShape(
        id=row.pk, place=row.place_id, target=AreaKind(row.target), by_year=row.by_year, ground=row.ground,
        ended_on=row.ended_on,
    )  # fmt: skip
