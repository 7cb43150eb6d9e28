"""What a province sets for itself: days off, the numbers of its papers."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query
from pydantic import Strict

from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Asked, Day, Id, Moment, Page, Shape, Words, page_of
from chungtay.law.rules.calendar import DayOffKind, DaysOff
from chungtay.province import queries, services
from chungtay.province.rules import code_of

endpoints = Endpoints(_("Đặt của tỉnh: ngày nghỉ, số văn bản"))

Ground = Annotated[Words, Field(min_length=1, max_length=300)]


class DaysOffAsked(Asked):
    year: int = Field(ge=2000, le=2100)


class NewDaysOff(Shape):
    """``works``: the day that is worked instead, of an exchange."""

    first: Day
    last: Day
    name: Words = Field(min_length=1, max_length=200)
    kind: Annotated[DayOffKind, Strict(False)] = DayOffKind.HOLIDAY
    works: Day | None = None
    ground: Ground


class DaysOffShape(Shape):
    id: Id
    first: Day
    last: Day
    name: str
    kind: DayOffKind
    works: Day | None


class DroppedDays(Shape):
    year: int


class NewSeries(Shape):
    """``first``: the number after the last of the register on paper."""

    symbol: Words = Field(min_length=1, max_length=60)
    name: Words = Field(min_length=1, max_length=200)
    first: int = Field(1, ge=1, le=99_999)


class SeriesShape(Shape):
    """``due``: the number that the next paper gets."""

    id: Id
    symbol: str
    name: str
    due: str


class NewNumber(Shape):
    title: Words = Field(min_length=1, max_length=400)


class PaperNumberShape(Shape):
    """``code``: as it stands on the paper. ``void``: why it was given up."""

    id: Id
    series: Id
    code: str
    title: str
    taken_at: Moment
    void: str


class Void(Shape):
    ground: Ground


@endpoints.read(
    "/days-off", TokenScope.PROVINCE_MANAGE, _("Ngày nghỉ mà tỉnh đã ghi của một năm"), Page[DaysOffShape]
)
def list_days_off(request: ApiRequest, asked: Query[DaysOffAsked]) -> Any:
    rows = queries.days_off_of(request.actor.place).filter(first__year=asked.year)
    return page_of(rows, asked, _day_off)


@endpoints.act("/days-off", TokenScope.PROVINCE_MANAGE, _("Ghi ngày nghỉ lễ, tết"), DaysOffShape, made=True)
def enter_days_off(request: ApiRequest, body: NewDaysOff) -> DaysOffShape:
    row = DaysOff(body.first, body.last, body.name, body.kind, body.works)
    return _day_off(services.enter_days_off(by=request.actor, now=request.now, row=row, ground=body.ground))


@endpoints.act(
    "/days-off/{int:day_off}",
    TokenScope.PROVINCE_MANAGE,
    _("Bỏ ngày nghỉ đã ghi"),
    DroppedDays,
    method="DELETE",
)
def drop_days_off(request: ApiRequest, day_off: Id) -> DroppedDays:
    return DroppedDays(year=services.drop_days_off(by=request.actor, now=request.now, day_off=day_off))


@endpoints.read("/series", TokenScope.PROVINCE_MANAGE, _("Các sổ số văn bản"), Page[SeriesShape])
def list_series(request: ApiRequest, asked: Query[Asked]) -> Any:
    return page_of(queries.list_series(request.actor), asked, lambda row: _series(request, row))


@endpoints.act("/series", TokenScope.PROVINCE_MANAGE, _("Mở một sổ số văn bản"), SeriesShape, made=True)
def open_series(request: ApiRequest, body: NewSeries) -> SeriesShape:
    made = services.open_series(by=request.actor, now=request.now, **body.model_dump())
    return _series(request, made)


@endpoints.act(
    "/series/{int:series}/numbers",
    TokenScope.PROVINCE_MANAGE,
    _("Lấy số tiếp theo"),
    PaperNumberShape,
    made=True,
)
def take_number(request: ApiRequest, series: Id, body: NewNumber) -> PaperNumberShape:
    return _number(services.take_number(by=request.actor, now=request.now, series=series, title=body.title))


@endpoints.act(
    "/numbers/{int:number}/void", TokenScope.PROVINCE_MANAGE, _("Bỏ một số đã lấy"), PaperNumberShape
)
def void_number(request: ApiRequest, number: Id, body: Void) -> PaperNumberShape:
    return _number(services.void_number(by=request.actor, now=request.now, number=number, ground=body.ground))


def _day_off(row: Any) -> DaysOffShape:
    return DaysOffShape(
        id=row.pk, first=row.first, last=row.last, name=row.name, kind=DayOffKind(row.kind), works=row.works
    )


def _series(request: ApiRequest, row: Any) -> SeriesShape:
    due = code_of(queries.number_due(row, request.today), row.symbol)
    return SeriesShape(id=row.pk, symbol=row.symbol, name=row.name, due=due)


def _number(row: Any) -> PaperNumberShape:
    return PaperNumberShape(
        id=row.pk, series=row.series_id, code=code_of(row.number, row.series.symbol), title=row.title,
        taken_at=row.taken_at, void=row.void_ground,
    )  # fmt: skip
