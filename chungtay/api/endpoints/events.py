"""What happened, for who asks; and the machines that are told without asking."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Schema
from pydantic import AfterValidator, WithJsonSchema

from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Asked, Body, Id, Moment, Page, Shape, Unsaid, Words, page_of
from chungtay.events import queries, services
from chungtay.events.access import error_words
from chungtay.events.rules import Happened, SubscriptionState, event_name, number_in, policy

endpoints = Endpoints(_("Sự kiện, báo ra ngoài"))


def _known(family: str) -> str:
    if family not in queries.families():
        raise ValueError("family")
    return family


EventName = Annotated[str, Field(pattern="^evt_[1-9][0-9]{0,17}$")]
Family = Annotated[
    str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": queries.families()})
]


class SubjectShape(Shape):
    kind: str
    id: Id
    address: str | None


class EventData(Shape):
    """``body``: where it happened. ``change``: by field what it was and what it is; codes, numbers and days only."""

    body: str | None
    subject: SubjectShape
    change: dict[str, Any]


class EventShape(Shape):
    """As a subscription is told it, to the letter."""

    id: EventName
    type: str
    timestamp: Moment
    data: EventData


class EventsShape(Shape):
    """``next``: what to send as ``after`` the next time, where nothing was found too; null before anything happened."""

    items: list[EventShape]
    next: EventName | None


class EventsAsked(Schema):
    after: EventName | Unsaid = None
    family: Family | Unsaid = None
    limit: int = Field(policy().page, ge=1, le=policy().page)


class SubscriptionWanted(Shape):
    """``families`` empty: all that is told."""

    label: Words = Field(max_length=80)
    address: Words = Field(max_length=500)
    families: list[Family] = Field([], max_length=50)


class NewSubscription(SubscriptionWanted):
    """``post``: with whose eyes the machine is told."""

    post: Id


class SubscriptionShape(Shape):
    """``settled``: the last event that has arrived, or was none of theirs. ``error``: a code, of the last attempt."""

    id: Id
    agency: Body
    post: Id
    label: str
    address: str
    families: list[str]
    state: SubscriptionState
    settled: EventName | None
    attempts: int
    due_at: Moment
    error: str


class Secret(Shape):
    secret: str


class Tested(Shape):
    """``error``: the code of what stood in the way, with its sentence; empty where the receiver took it."""

    arrived: bool
    error: str
    sentence: str


class Switch(Shape):
    on: bool


class Replay(Shape):
    after: EventName


@endpoints.read("/events", TokenScope.EVENTS_READ, _("Việc đã xảy ra, theo thứ tự"), EventsShape)
def list_events(request: ApiRequest, asked: Query[EventsAsked]) -> EventsShape:
    after = (asked.after and number_in(asked.after)) or 0
    only = [asked.family] if asked.family else []
    found = queries.list_events(request.actor, on=request.today, after=after, only=only, limit=asked.limit)
    return EventsShape(items=[_event(one) for one in found.events], next=_name(found.reached))


@endpoints.read("/subscriptions", TokenScope.EVENTS_MANAGE, _("Các nơi nhận"), Page[SubscriptionShape])
def list_subscriptions(request: ApiRequest, asked: Query[Asked]) -> Any:
    return page_of(queries.list_subscriptions(request.actor), asked, _subscription)


@endpoints.act(
    "/subscriptions", TokenScope.EVENTS_MANAGE, _("Thêm một nơi nhận"), SubscriptionShape, made=True,
    more=_("Trả lời không kèm khóa ký. Gọi tiếp PUT /subscriptions/{subscription}/secret để lấy khóa và chép sang nơi "
           "nhận, rồi POST /subscriptions/{subscription}/test; đến lúc ấy nơi nhận chưa kiểm được chữ ký của tin nào."),
)  # fmt: skip
def make_subscription(request: ApiRequest, body: NewSubscription) -> SubscriptionShape:
    # What is answered to a key is kept for who asks again. A secret never is, so it has an operation of its own.
    made, _secret = services.make_subscription(
        by=request.actor, now=request.now, post=body.post, wanted=_wanted(body)
    )
    return _shown(request, made.pk)


@endpoints.read(
    "/subscriptions/{int:subscription}", TokenScope.EVENTS_MANAGE, _("Một nơi nhận"), SubscriptionShape
)
def get_subscription(request: ApiRequest, subscription: Id) -> SubscriptionShape:
    return _shown(request, subscription)


@endpoints.act(
    "/subscriptions/{int:subscription}", TokenScope.EVENTS_MANAGE, _("Sửa một nơi nhận"), SubscriptionShape,
    method="PUT",
)  # fmt: skip
def change_subscription(request: ApiRequest, subscription: Id, body: SubscriptionWanted) -> SubscriptionShape:
    services.change_subscription(
        by=request.actor, now=request.now, subscription=subscription, wanted=_wanted(body)
    )
    return _shown(request, subscription)


@endpoints.act(
    "/subscriptions/{int:subscription}", TokenScope.EVENTS_MANAGE, _("Bỏ một nơi nhận"), SubscriptionShape,
    method="DELETE",
)  # fmt: skip
def remove_subscription(request: ApiRequest, subscription: Id) -> SubscriptionShape:
    was = _shown(request, subscription)
    services.remove_subscription(by=request.actor, now=request.now, subscription=subscription)
    return was


@endpoints.act(
    "/subscriptions/{int:subscription}/secret", TokenScope.EVENTS_MANAGE,
    _("Lấy khóa ký mới; khóa cũ không còn dùng được"), Secret, method="PUT",
)  # fmt: skip
def renew_secret(request: ApiRequest, subscription: Id) -> Secret:
    return Secret(secret=services.renew_secret(by=request.actor, now=request.now, subscription=subscription))


@endpoints.act(
    "/subscriptions/{int:subscription}/switch", TokenScope.EVENTS_MANAGE,
    _("Tắt, hoặc báo tiếp từ chỗ đã dừng"), SubscriptionShape, method="PUT",
)  # fmt: skip
def switch_subscription(request: ApiRequest, subscription: Id, body: Switch) -> SubscriptionShape:
    turn = services.turn_on if body.on else services.turn_off
    turn(by=request.actor, now=request.now, subscription=subscription)
    return _shown(request, subscription)


@endpoints.act(
    "/subscriptions/{int:subscription}/replay", TokenScope.EVENTS_MANAGE,
    _("Báo lại mọi việc sau một sự kiện"), SubscriptionShape,
)  # fmt: skip
def replay_subscription(request: ApiRequest, subscription: Id, body: Replay) -> SubscriptionShape:
    services.replay(
        by=request.actor, now=request.now, subscription=subscription, after=number_in(body.after) or 0
    )
    return _shown(request, subscription)


@endpoints.act(
    "/subscriptions/{int:subscription}/test", TokenScope.EVENTS_MANAGE, _("Gửi thử một sự kiện, ngay bây giờ"), Tested,
    apart=True,
)  # fmt: skip
def test_subscription(request: ApiRequest, subscription: Id) -> Tested:
    wrong = services.send_test(by=request.actor, now=request.now, subscription=subscription)
    return Tested(arrived=not wrong, error=wrong, sentence=error_words(wrong))


def _event(one: Happened) -> EventShape:
    return EventShape(
        id=one.id, type=one.verb, timestamp=one.at,
        data=EventData(
            body=one.body or None, change=dict(one.fields),
            subject=SubjectShape(kind=one.kind, id=one.thing, address=one.address or None),
        ),
    )  # fmt: skip


def _name(number: int) -> str | None:
    return event_name(number) if number else None


def _wanted(body: SubscriptionWanted) -> services.Wanted:
    return services.Wanted(body.label, body.address, body.families)


def _shown(request: ApiRequest, subscription: int) -> SubscriptionShape:
    return _subscription(queries.get_subscription(request.actor, subscription))


def _subscription(row: Any) -> SubscriptionShape:
    return SubscriptionShape(
        id=row.pk, agency=Body(id=row.agency_id, name=row.agency.name), post=row.post_id, label=row.label,
        address=row.address, families=row.families, state=SubscriptionState(row.state), settled=_name(row.cursor),
        attempts=row.attempts, due_at=row.due_at, error=row.error,
    )  # fmt: skip
