"""Work that passes from one body to others: what a body holds, what passing it on would do, done, undone."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query
from pydantic import Strict

from chungtay.agencies.queries.life import successors_of
from chungtay.agencies.rules import Power
from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Asked, Body, Day, Id, Moment, Page, Shape, Words, page_of
from chungtay.base.holding import HeldKind, Move
from chungtay.handovers import queries, services
from chungtay.handovers.rules import HandoverKind, HandoverState, Told

endpoints = Endpoints(_("Chuyển giao công việc"))

Ground = Annotated[Words, Field(min_length=1, max_length=300)]


class HandoverShape(Shape):
    """``body``: whose work passed on; null where a whole province's units changed."""

    id: Id
    kind: HandoverKind
    state: HandoverState
    title: str
    on: Day
    ground: str
    body: Id | None
    made_at: Moment
    undone_at: Moment | None


class HeldShape(Shape):
    """One thing that a body holds and that passes on whole. ``open``: what is still owed in it; ``proposed``: to whom
    it would pass by the successions that are known.
    """

    kind: HeldKind
    id: Id
    words: str
    open: int
    proposed: list[Id]


class HeldByShape(Shape):
    body: Body
    held: list[HeldShape]


class MoveShape(Shape):
    """``to``: several where the holder was divided, and then each carries a part."""

    kind: Annotated[HeldKind, Strict(False)]
    id: Id
    to: list[Id] = Field(min_length=1, max_length=50)


class Passing(Shape):
    """``dry_run``: done in full, told, and left undone."""

    moves: list[MoveShape] = Field(min_length=1, max_length=2000)
    ground: Ground
    dry_run: bool = False


class MovedShape(Shape):
    body: str
    to: list[str]
    tasks: int


class ToldShape(Shape):
    """Totals before and after, what moved, what stays and why. ``handover`` null: it was a dry run."""

    handover: Id | None
    before: dict[str, int]
    after: dict[str, int]
    moved: list[MovedShape]
    decide: list[str]


class UndoneBecause(Shape):
    ground: Ground


@endpoints.read("/handovers", TokenScope.HANDOVERS_MANAGE, _("Các lần chuyển giao"), Page[HandoverShape])
def list_handovers(request: ApiRequest, asked: Query[Asked]) -> Any:
    return page_of(queries.list_handovers(request.actor), asked, _handover)


@endpoints.read(
    "/agencies/{int:agency}/held", TokenScope.HANDOVERS_MANAGE, _("Một cơ quan đang giữ việc gì"), HeldByShape
)
def get_held(request: ApiRequest, agency: Id) -> HeldByShape:
    request.actor.must(Power.PLANS_MANAGE)
    body = queries.get_body(request.actor, agency)
    heirs = successors_of([agency], on=request.today).get(agency, {})
    held = [
        HeldShape(
            kind=one.kind, id=one.id, words=one.words, open=one.open, proposed=list(queries.proposed_heirs(one, heirs))
        )
        for one in queries.held_by(request.actor, agency, on=request.today)
    ]  # fmt: skip
    return HeldByShape(body=Body(id=body.pk, name=body.name), held=held)


@endpoints.act(
    "/agencies/{int:agency}/handovers",
    TokenScope.HANDOVERS_MANAGE,
    _("Chuyển giao việc của một cơ quan, hoặc thử trước"),
    ToldShape,
)
def hand_over(request: ApiRequest, agency: Id, body: Passing) -> ToldShape:
    moves = [Move(move.kind, move.id, agency, tuple(dict.fromkeys(move.to))) for move in body.moves]
    asked: dict[str, Any] = {
        "by": request.actor, "now": request.now, "body": agency, "moves": moves, "ground": body.ground
    }  # fmt: skip
    if body.dry_run:
        return _told(services.rehearse(lambda: services.hand_over(**asked)[1]), None)
    made, told = services.hand_over(**asked)
    return _told(told, made.pk)


@endpoints.act(
    "/handovers/{int:handover}/undo",
    TokenScope.HANDOVERS_MANAGE,
    _("Hoàn tác một lần chuyển giao"),
    HandoverShape,
)
def undo_handover(request: ApiRequest, handover: Id, body: UndoneBecause) -> HandoverShape:
    done = services.undo_handover(by=request.actor, now=request.now, handover=handover, ground=body.ground)
    return _handover(done)


def _told(told: Told, handover: int | None) -> ToldShape:
    return ToldShape(
        handover=handover, before=dict(told.before), after=dict(told.after),
        moved=[MovedShape(body=one.body, to=one.to, tasks=one.tasks) for one in told.moved],
        decide=[f"{one.about}: {one.why}" for one in told.decide],
    )  # fmt: skip


def _handover(row: Any) -> HandoverShape:
    return HandoverShape(
        id=row.pk, kind=HandoverKind(row.kind), state=HandoverState(row.state), title=row.title, on=row.on,
        ground=row.ground, body=row.body_id, made_at=row.made_at, undone_at=row.undone_at,
    )  # fmt: skip
