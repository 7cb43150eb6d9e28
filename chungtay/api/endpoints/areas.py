"""Communes on the way to "không ma túy": the approved types of a year, in the units of either geography."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Schema

from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Body, Id, Shape, Unsaid
from chungtay.areas import queries
from chungtay.areas.queries.years import natural
from chungtay.areas.rules.words import AreaKind, AssessmentState
from chungtay.base.problems import NotThere
from chungtay.indicators.rules import Geography

endpoints = Endpoints(_("Phân loại địa bàn"))


class AreaShape(Shape):
    """``kind`` null: not known, which is never "free". ``carried``: of which units, where it is not the own one."""

    place: Body
    kind: AreaKind | None
    before: AreaKind | None
    paper: str
    carried: list[str]
    state: AssessmentState | None
    proposed: AreaKind | None


class YearShape(Shape):
    year: int
    geography: Geography
    rows: list[AreaShape]


class ClassShape(Shape):
    year: int
    kind: AreaKind
    paper: str


class CommuneShape(Shape):
    place: Body
    years: list[ClassShape]


class YearAsked(Schema):
    year: int = Field(ge=2000, le=2100)
    geography: Geography | Unsaid = None


@endpoints.read("/areas", TokenScope.AREAS_READ, _("Phân loại các xã của tỉnh trong một năm"), YearShape)
def list_areas(request: ApiRequest, asked: Query[YearAsked]) -> YearShape:
    if not request.actor.reach:
        raise NotThere("areas")
    province = queries.province_of(min(request.actor.reach), request.today)
    geography = asked.geography or natural(asked.year)
    view = queries.list_year(request.actor, province, asked.year, geography, request.today)
    return YearShape(year=view.year, geography=view.geography, rows=[_row(row) for row in view.rows])


@endpoints.read("/areas/{int:place}", TokenScope.AREAS_READ, _("Các năm của một xã"), CommuneShape)
def get_area(request: ApiRequest, place: Id) -> CommuneShape:
    commune = queries.get_commune(request.actor, place)
    years = [
        ClassShape(year=one.year, kind=AreaKind(one.kind), paper=one.paper)
        for one in queries.history_of(request.actor, place)
    ]
    return CommuneShape(place=Body(id=commune.pk, name=commune.full_name), years=years)


def _row(row: Any) -> AreaShape:
    return AreaShape(
        place=Body(id=row.place.pk, name=row.place.full_name), kind=row.kind, before=row.before, paper=row.paper,
        carried=list(row.carried), state=row.state, proposed=row.proposed,
    )  # fmt: skip
