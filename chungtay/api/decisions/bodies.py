"""Bodies as they begin, change, merge and end, and villages: the directory kept by machine. No post, no account."""

from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext_lazy as _
from ninja import Field

from chungtay.agencies import queries as agencies
from chungtay.agencies import services
from chungtay.agencies.rules import AgencyLevel
from chungtay.agencies.rules.successions import subjects
from chungtay.agencies.services import life
from chungtay.api.access import ApiRequest
from chungtay.api.endpoints.directory import AgencyShape, PlaceShape, agency_shape, place_shape
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Day, Id, Shape, Words, one_of
from chungtay.places import queries as places
from chungtay.places import services as place_services
from chungtay.places.rules import NAME_LIMIT, village_words

if TYPE_CHECKING:
    from chungtay.agencies.models import Agency

endpoints = Endpoints(_("Cơ quan, thôn bản: thêm, đổi, kết thúc"))

Name = Annotated[Words, Field(min_length=1, max_length=300)]
ShortName = Annotated[Words, Field(max_length=120)]
Ground = Annotated[Words, Field(min_length=1, max_length=300)]
VillageKind = Annotated[str, Field(pattern=one_of(village_words()))]
VillageGround = Annotated[Words, Field(max_length=200)]


class Alias(Shape):
    text: Name


class Members(Shape):
    members: list[Id] = Field(max_length=2000)


class MembersShape(Shape):
    agency: Id
    members: list[Id]


class Changed(Shape):
    on: Day
    name: Name
    short_name: ShortName = ""
    parent: Id | None = None
    ground: Ground


class Ended(Shape):
    """``successor``: who takes over what is still open; without one, a body that owes work does not end."""

    ends_on: Day
    successor: Id | None = None
    ground: Ground


class Merged(Shape):
    bodies: list[Id] = Field(min_length=1, max_length=200)
    on: Day
    ground: Ground


class Succession(Shape):
    """``new`` does this part (``subject``) of the work from that day on."""

    new: Id
    subject: Annotated[str, Field(pattern=one_of(subjects()))]
    on: Day
    ground: Ground


class SuccessionShape(Shape):
    id: Id
    old: Id
    new: Id
    subject: str
    on: Day


class NewVillage(Shape):
    """``name`` without the word for its kind."""

    kind: VillageKind
    name: Words = Field(min_length=1, max_length=NAME_LIMIT)
    valid_from: Day
    ground: VillageGround = ""


class Renamed(Shape):
    kind: VillageKind
    name: Words = Field(min_length=1, max_length=NAME_LIMIT)
    on: Day
    ground: VillageGround = ""


class Closed(Shape):
    on: Day
    ground: VillageGround = ""


@endpoints.act(
    "/agencies/{int:agency}/aliases",
    TokenScope.DIRECTORY_MANAGE,
    _("Thêm cách viết tên"),
    AgencyShape,
    made=True,
)
def add_alias(request: ApiRequest, agency: Id, body: Alias) -> AgencyShape:
    found = _managed(request, agency)
    services.add_alias(by=request.actor, now=request.now, agency=found, text=body.text)
    return agency_shape(found)


@endpoints.act(
    "/agencies/{int:agency}/members", TokenScope.DIRECTORY_MANAGE, _("Thành viên của một nhóm"), MembersShape,
    method="PUT",
)  # fmt: skip
def set_members(request: ApiRequest, agency: Id, body: Members) -> MembersShape:
    group = _managed(request, agency)
    services.set_members(by=request.actor, now=request.now, group=group, members=body.members)
    kept = agencies.members_of(agency, on=request.today).order_by("pk").values_list("pk", flat=True)
    return MembersShape(agency=agency, members=list(kept))


@endpoints.act(
    "/agencies/{int:agency}/changes", TokenScope.DIRECTORY_MANAGE, _("Đổi tên, nơi trực thuộc từ một ngày"),
    AgencyShape,
)  # fmt: skip
def change_agency(request: ApiRequest, agency: Id, body: Changed) -> AgencyShape:
    found = _managed(request, agency)
    changed = life.change_agency(
        by=request.actor, now=request.now, agency=found, level=AgencyLevel(found.level), place=found.place_id,
        **body.model_dump(),
    )  # fmt: skip
    return agency_shape(changed)


@endpoints.act("/agencies/{int:agency}/end", TokenScope.DIRECTORY_MANAGE, _("Kết thúc cơ quan"), AgencyShape)
def end_agency(request: ApiRequest, agency: Id, body: Ended) -> AgencyShape:
    found = _managed(request, agency)
    return agency_shape(life.end_agency(by=request.actor, now=request.now, agency=found, **body.model_dump()))


@endpoints.act(
    "/agencies/{int:agency}/merged",
    TokenScope.DIRECTORY_MANAGE,
    _("Hợp nhất các cơ quan vào cơ quan này"),
    AgencyShape,
)
def merge_agencies(request: ApiRequest, agency: Id, body: Merged) -> AgencyShape:
    into = _managed(request, agency)
    bodies = [_managed(request, one) for one in dict.fromkeys(body.bodies)]
    life.merge_agencies(
        by=request.actor, now=request.now, into=into, bodies=bodies, on=body.on, ground=body.ground
    )
    return agency_shape(into)


@endpoints.act(
    "/agencies/{int:agency}/successors",
    TokenScope.DIRECTORY_MANAGE,
    _("Ghi cơ quan kế tục"),
    SuccessionShape,
    made=True,
)
def name_successor(request: ApiRequest, agency: Id, body: Succession) -> SuccessionShape:
    old = _managed(request, agency)
    made = life.name_successor(by=request.actor, now=request.now, old=old, **body.model_dump())
    return SuccessionShape(id=made.pk, old=made.old_id, new=made.new_id, subject=made.subject, on=made.on)


@endpoints.act(
    "/successions/{int:succession}", TokenScope.DIRECTORY_MANAGE, _("Bỏ một cơ quan kế tục"), AgencyShape,
    method="DELETE",
)  # fmt: skip
def drop_successor(request: ApiRequest, succession: Id) -> AgencyShape:
    old = life.drop_successor(by=request.actor, now=request.now, succession=succession)
    return agency_shape(agencies.get_agency(request.actor, old))


@endpoints.act(
    "/places/{int:place}/villages",
    TokenScope.DIRECTORY_MANAGE,
    _("Thêm thôn, bản, tổ dân phố"),
    PlaceShape,
    made=True,
)
def add_village(request: ApiRequest, place: Id, body: NewVillage) -> PlaceShape:
    made = place_services.add_village(by=request.actor, now=request.now, commune=place, **body.model_dump())
    return place_shape(places.get_place(made))


@endpoints.act(
    "/villages/{int:village}",
    TokenScope.DIRECTORY_MANAGE,
    _("Đổi tên thôn, bản, tổ dân phố"),
    PlaceShape,
    method="PUT",
)
def rename_village(request: ApiRequest, village: Id, body: Renamed) -> PlaceShape:
    place_services.rename_village(by=request.actor, now=request.now, village=village, **body.model_dump())
    return place_shape(places.get_place(village))


@endpoints.act(
    "/villages/{int:village}/end",
    TokenScope.DIRECTORY_MANAGE,
    _("Kết thúc thôn, bản, tổ dân phố"),
    PlaceShape,
)
def close_village(request: ApiRequest, village: Id, body: Closed) -> PlaceShape:
    place_services.close_village(by=request.actor, now=request.now, village=village, **body.model_dump())
    return place_shape(places.get_place(village))


def _managed(request: ApiRequest, agency: int) -> "Agency":
    found = agencies.get_agency(request.actor, agency)
    agencies.must_manage(request.actor, found)
    return found
