"""The chain of plans: what lower plans make of each promise of an upper one, and what is done about its holes."""

from typing import Annotated, Any, Literal

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query

from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Asked, Body, Day, HowMany, Id, Page, Shape, Unsaid, Words, page_of
from chungtay.base.problems import NotThere
from chungtay.chain import queries, services
from chungtay.chain.rules import Coverage, LinkState, PromiseKind, ProposalState
from chungtay.plans import queries as plans

endpoints = Endpoints(_("Kế hoạch trên, kế hoạch dưới"))

Ground = Annotated[Words, Field(max_length=500)]
Ids = Annotated[list[Id], Field(min_length=1, max_length=500)]


class LinkShape(Shape):
    """``lower``: the promise of the lower plan that answers; ``score``: how alike, where the machine suggests it."""

    id: Id
    lower: Id
    text: str
    state: LinkState
    score: float | None


class TakenUpShape(Shape):
    """What one lower plan makes of one promise. ``ground``: why the promise does not apply; ``proposal``: whether the
    unit was asked to take it up, and what it said.
    """

    id: Id
    upper: Id
    lower: Id
    unit: Body
    promise: Id
    text: str
    kind: PromiseKind
    state: Coverage
    ground: str
    proposal: ProposalState | None
    due_on: Day | None
    reply: str
    links: list[LinkShape]


class AnswersAsked(Asked):
    state: Coverage | Unsaid = None
    kind: PromiseKind | Unsaid = None
    words: Words = Field("", max_length=200)


class Compare(Shape):
    """``unit``: whose plan the lower one is, where the paper does not say."""

    lower: Id
    unit: Id | None = None


class ComparedShape(Shape):
    id: Id
    upper: Id
    lower: Id
    unit: Body


class Links(Shape):
    links: Ids
    state: Literal["confirmed", "rejected"]


class ByHand(Shape):
    lower: Id


class Excuse(Shape):
    """Empty: it applies after all."""

    ground: Ground


class Ask(Shape):
    answers: Ids
    due_on: Day | None = None


class Reply(Shape):
    agreed: bool
    reply: Ground = ""


class Take(Shape):
    text: Words = Field(min_length=1, max_length=4000)
    due_on: Day | None = None
    ground: Annotated[Words, Field(min_length=1, max_length=300)]


@endpoints.read(
    "/plans/{int:plan}/coverage",
    TokenScope.WORK_READ,
    _("Các kế hoạch dưới đã nhận gì của một kế hoạch"),
    Page[TakenUpShape],
)
def list_answers(request: ApiRequest, plan: Id, asked: Query[AnswersAsked]) -> Any:
    shown = plans.get_plan(request.actor, plan, on=request.today)
    if not plans.oversees(request.actor, shown, on=request.today):
        raise NotThere("plan")
    wanted = queries.Asked(asked.state, asked.kind, asked.words)
    found = queries.list_answers(request.actor, plan, wanted, on=request.today)
    with_all = found.select_related("promise", "pair__unit").prefetch_related("links__lower")
    return page_of(with_all, asked, _answer)


@endpoints.read(
    "/answers/{int:answer}", TokenScope.WORK_READ, _("Một điều của kế hoạch trên trong một kế hoạch dưới"), TakenUpShape
)  # fmt: skip
def get_answer(request: ApiRequest, answer: Id) -> TakenUpShape:
    return _shown(request, answer)


@endpoints.act(
    "/plans/{int:plan}/coverage",
    TokenScope.WORK_MANAGE,
    _("So một kế hoạch dưới với kế hoạch này"),
    ComparedShape,
)
def compare_plans(request: ApiRequest, plan: Id, body: Compare) -> ComparedShape:
    made = services.compare_plans(
        by=request.actor, now=request.now, upper=plan, lower=body.lower, unit=body.unit
    )
    return ComparedShape(
        id=made.pk, upper=made.upper_id, lower=made.lower_id, unit=Body(id=made.unit_id, name=made.unit.name)
    )


@endpoints.act("/links", TokenScope.WORK_MANAGE, _("Xác nhận hay bác điều máy cho là trả lời nhau"), HowMany)
def decide_links(request: ApiRequest, body: Links) -> HowMany:
    state = LinkState(body.state)
    return HowMany(
        count=services.decide_links(by=request.actor, now=request.now, links=body.links, state=state)
    )


@endpoints.act("/answers/{int:answer}/links", TokenScope.WORK_MANAGE, _("Tự nối hai điều"), TakenUpShape)
def link_by_hand(request: ApiRequest, answer: Id, body: ByHand) -> TakenUpShape:
    services.link_by_hand(by=request.actor, now=request.now, answer=answer, lower=body.lower)
    return _shown(request, answer)


@endpoints.act(
    "/answers/{int:answer}/excuse", TokenScope.WORK_MANAGE, _("Vì sao điều này không áp dụng cho đơn vị"), TakenUpShape,
    method="PUT",
)  # fmt: skip
def excuse_answer(request: ApiRequest, answer: Id, body: Excuse) -> TakenUpShape:
    services.excuse(by=request.actor, now=request.now, answer=answer, ground=body.ground)
    return _shown(request, answer)


@endpoints.act(
    "/answers/proposals", TokenScope.WORK_MANAGE, _("Đề nghị đơn vị bổ sung điều còn thiếu"), HowMany
)
def propose_answers(request: ApiRequest, body: Ask) -> HowMany:
    return HowMany(count=services.propose(by=request.actor, now=request.now, **body.model_dump()))


@endpoints.act(
    "/answers/{int:answer}/reply",
    TokenScope.WORK_REPORT,
    _("Đơn vị trả lời đề nghị bổ sung"),
    TakenUpShape,
)
def reply_to_proposal(request: ApiRequest, answer: Id, body: Reply) -> TakenUpShape:
    services.reply_to_proposal(by=request.actor, now=request.now, answer=answer, **body.model_dump())
    return _shown(request, answer)


@endpoints.act(
    "/answers/{int:answer}/task",
    TokenScope.WORK_MANAGE,
    _("Thêm điều còn thiếu vào kế hoạch dưới"),
    TakenUpShape,
)
def take_into_plan(request: ApiRequest, answer: Id, body: Take) -> TakenUpShape:
    services.take_into_plan(by=request.actor, now=request.now, answer=answer, **body.model_dump())
    return _shown(request, answer)


def _shown(request: ApiRequest, answer: int) -> TakenUpShape:
    return _answer(queries.get_answer(request.actor, answer, on=request.today))


def _answer(row: Any) -> TakenUpShape:
    links = [
        LinkShape(id=one.pk, lower=one.lower_id, text=one.lower.text, state=LinkState(one.state), score=one.score)
        for one in sorted(row.links.all(), key=lambda link: link.pk)
    ]  # fmt: skip
    return TakenUpShape(
        id=row.pk, upper=row.pair.upper_id, lower=row.pair.lower_id,
        unit=Body(id=row.pair.unit_id, name=row.pair.unit.name), promise=row.promise_id, text=row.promise.text,
        kind=PromiseKind(row.promise.kind), state=Coverage(row.state), ground=row.ground,
        proposal=ProposalState(row.proposal) if row.proposal else None, due_on=row.proposed_due, reply=row.reply,
        links=links,
    )  # fmt: skip
