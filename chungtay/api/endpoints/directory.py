"""Agencies, and administrative units of both eras: open to every token."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Schema
from pydantic import Strict

from chungtay.agencies import queries as agencies
from chungtay.agencies import services
from chungtay.agencies.rules import AgencyKind, AgencyLevel
from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Asked, Body, Day, Id, Page, Shape, Unsaid, Words, page_of
from chungtay.places import queries as places
from chungtay.places.rules import Kind

endpoints = Endpoints(_("Cơ quan, đơn vị hành chính"))


class AgencyShape(Shape):
    id: Id
    name: str
    short_name: str
    kind: AgencyKind
    level: AgencyLevel
    place: Id | None
    parent: Id | None
    valid_from: Day
    valid_to: Day | None


class NewAgency(Shape):
    """``kind`` null: as the name tells."""

    name: Words = Field(min_length=1, max_length=300)
    level: Annotated[AgencyLevel, Strict(False)]
    place: Id | None
    valid_from: Day
    kind: Annotated[AgencyKind, Strict(False)] | None = None
    short_name: Words = Field("", max_length=120)
    parent: Id | None = None
    ground: Words = Field("", max_length=300)


class AgenciesAsked(Asked):
    words: Words = Field("", max_length=200)


class PlaceShape(Shape):
    """A unit as it was called on the day asked about. ``valid_to`` is the first day on which it is not."""

    id: Id
    code: str
    kind: Kind
    type_word: str
    name: str
    full_name: str
    valid_from: Day
    valid_to: Day | None


class PlaceWhole(PlaceShape):
    """``above``: the province first. ``became``, ``came_from``: across every reorganisation."""

    above: list[Body]
    became: list[Body]
    came_from: list[Body]


class DayAsked(Schema):
    on: Day | Unsaid = None


class PlacesAsked(Asked):
    """Without ``parent``: the provinces. ``on``: today, unless another day is asked about."""

    parent: Id | Unsaid = None
    on: Day | Unsaid = None


@endpoints.read("/agencies", TokenScope.DIRECTORY_READ, _("Cơ quan đang có"), Page[AgencyShape])
def list_agencies(request: ApiRequest, asked: Query[AgenciesAsked]) -> Any:
    found = agencies.list_agencies(request.actor, on=request.today, words=asked.words)
    return page_of(found, asked, agency_shape)


@endpoints.act("/agencies", TokenScope.DIRECTORY_MANAGE, _("Thêm cơ quan"), AgencyShape, made=True)
def open_agency(request: ApiRequest, body: NewAgency) -> AgencyShape:
    return agency_shape(services.open_agency(by=request.actor, now=request.now, **body.model_dump()))


@endpoints.read("/agencies/{int:agency}", TokenScope.DIRECTORY_READ, _("Một cơ quan"), AgencyShape)
def get_agency(request: ApiRequest, agency: Id) -> AgencyShape:
    return agency_shape(agencies.get_agency(request.actor, agency))


@endpoints.read(
    "/places",
    TokenScope.DIRECTORY_READ,
    _("Đơn vị hành chính ngay dưới một đơn vị, vào một ngày"),
    Page[PlaceShape],
)
def list_places(request: ApiRequest, asked: Query[PlacesAsked]) -> Any:
    on = asked.on or request.today
    found = places.provinces(on) if asked.parent is None else places.children(asked.parent, on)
    return page_of(found, asked, place_shape)


@endpoints.read(
    "/places/{int:place}",
    TokenScope.DIRECTORY_READ,
    _("Một đơn vị hành chính: cấp trên, tiền thân, kế tục"),
    PlaceWhole,
)
def get_place(request: ApiRequest, place: Id, asked: Query[DayAsked]) -> PlaceWhole:
    on = asked.on or request.today
    found = places.get_place(place, asked.on)
    day = places.day_of(found, on)
    return PlaceWhole(
        **place_shape(found).model_dump(),
        above=[Body(id=one.pk, name=one.full_name) for one in places.ancestors(place, day)],
        became=[Body(id=step.place.pk, name=step.place.full_name) for step in places.successors(place)],
        came_from=[Body(id=step.place.pk, name=step.place.full_name) for step in places.predecessors(place)],
    )


def agency_shape(row: Any) -> AgencyShape:
    return AgencyShape(
        id=row.pk, name=row.name, short_name=row.short_name, kind=AgencyKind(row.kind),
        level=AgencyLevel(row.level), place=row.place_id, parent=row.parent_id, valid_from=row.valid_from,
        valid_to=row.valid_to,
    )  # fmt: skip


def place_shape(unit: Any) -> PlaceShape:
    return PlaceShape(
        id=unit.pk, code=unit.code, kind=unit.kind, type_word=unit.type_word, name=unit.name,
        full_name=unit.full_name, valid_from=unit.valid_from, valid_to=unit.valid_to,
    )  # fmt: skip
