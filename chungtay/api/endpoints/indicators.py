"""Figures added up by place or breakdown, and who has reported them: as the pages ask, for outside the agency."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Schema

from chungtay.api.access import ApiRequest
from chungtay.api.endpoints.figures import Code, Period
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Amount, Body, Id, Shape, Unsaid
from chungtay.base.problems import NotThere
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import periods_of
from chungtay.figures.queries import completeness_of_bodies
from chungtay.figures.rules import Timeliness
from chungtay.indicators import queries
from chungtay.indicators.queries import Asked, Row
from chungtay.indicators.rules import Blank, Geography
from chungtay.places.rules import HORIZON, Kind

endpoints = Endpoints(_("Chỉ số, tổng hợp số liệu"))
Periods = Annotated[list[Period], Field(min_length=1, max_length=24)]


class MeasureShape(Shape):
    """An indicator, or an element of the catalogue."""

    code: str
    name: str
    group: str


class MeasuresShape(Shape):
    items: list[MeasureShape]


class RolledUpAsked(Schema):
    """``level``: by the units of that level below the place; or ``by``: by the options of that breakdown; without them
    the place alone. ``place``: the own without it. ``approved``: only what was approved to the end.
    """

    measure: Code
    period: Periods
    level: Kind | Unsaid = None
    by: Code | Unsaid = None
    geography: Geography = Geography.NEW
    place: Id | Unsaid = None
    approved: bool = False


class RolledUpFigure(Shape):
    """``value`` null: ``blank`` says why. ``reports`` of ``expected`` are in it (null: nobody is known to owe any);
    ``divided``: part of a divided unit's number was allocated to this one.
    """

    period: str
    value: Amount | None
    blank: Blank | None
    reports: int
    expected: int | None
    complete: bool
    divided: bool


class RolledUpRow(Shape):
    """``place`` null: the country. ``own``: what a unit above the level reported itself. ``measure``: an option's."""

    label: str
    place: Id | None
    own: bool
    measure: str | None
    figures: list[RolledUpFigure]


class RolledUpShape(Shape):
    """Small numbers of people, and what would tell them, are held back: what is told here leaves the agency."""

    measure: str
    name: str
    unit: str
    total: RolledUpRow
    rows: list[RolledUpRow]


class CompletenessAsked(Schema):
    """``place``: the own without it."""

    form: Code
    period: Periods
    place: Id | Unsaid = None


class CameShape(Shape):
    """How a body's form came; ``submission`` null: not opened. The counts are of its cells."""

    period: str
    submission: Id | None
    timeliness: Timeliness
    given: int
    sent: int
    approved: int
    returned: int


class BodyCame(Shape):
    agency: Body
    place: Id
    came: list[CameShape]


class CompletenessShape(Shape):
    form: str
    items: list[BodyCame]


@endpoints.read(
    "/indicators", TokenScope.FIGURES_READ, _("Các chỉ số, chỉ tiêu tổng hợp được"), MeasuresShape
)
def list_indicators(request: ApiRequest) -> MeasuresShape:
    return MeasuresShape(
        items=[
            MeasureShape(code=code, name=str(name), group=str(group))
            for group, measures in queries.list_measures(request.today)
            for code, name in measures
        ]
    )


@endpoints.read(
    "/indicators/figures", TokenScope.FIGURES_READ,
    _("Một chỉ số theo nơi, kỳ, địa giới; số nhỏ về người được giữ lại"), RolledUpShape,
)  # fmt: skip
def get_indicator(request: ApiRequest, asked: Query[RolledUpAsked]) -> RolledUpShape:
    _must_be_periods(request, asked.period, list(PeriodKind))
    if asked.by and asked.by not in queries.measure_of(asked.measure, request.today).splits:
        raise NotThere("breakdown")
    question = Asked(
        measure=asked.measure, periods=tuple(asked.period), level=asked.level, geography=asked.geography,
        by=asked.by or "", place=asked.place, approved=asked.approved,
    )  # fmt: skip
    answer = queries.look(request.actor, question, on=request.today)
    hidden = queries.hidden_in(answer)
    *rows, total = (
        _row(row, question.periods, {column for at, column in hidden if at == number})
        for number, row in enumerate((*answer.rows, answer.total))
    )
    return RolledUpShape(
        measure=answer.measure.code,
        name=answer.measure.name,
        unit=answer.measure.unit,
        total=total,
        rows=rows,
    )


@endpoints.read(
    "/figures/completeness", TokenScope.FIGURES_READ, _("Cơ quan nào đã gửi biểu nào, đúng hạn hay muộn"),
    CompletenessShape,
)  # fmt: skip
def get_completeness(request: ApiRequest, asked: Query[CompletenessAsked]) -> CompletenessShape:
    form = catalogue.data_set(asked.form)
    _must_be_periods(request, asked.period, [PeriodKind(form.period_kind)])
    within = asked.place or min(request.actor.reach, default=0)
    found = completeness_of_bodies(
        request.actor, data_set=asked.form, periods=asked.period, within=within, today=request.today
    )
    items = [
        BodyCame(
            agency=Body(id=row.agency, name=row.name), place=row.place,
            came=[CameShape(period=period, **came._asdict()) for period, came in row.came.items()],
        )
        for row in found
    ]  # fmt: skip
    return CompletenessShape(form=asked.form, items=items)


def _must_be_periods(request: ApiRequest, asked: list[str], kinds: list[PeriodKind]) -> None:
    """Raises NotThere for what is no period of these kinds, or of no year that there are figures of."""
    for period in asked:
        year = int(period[:4])
        within = HORIZON.year <= year <= request.today.year + 1
        if not within or not any(period in periods_of(kind, year) for kind in kinds):
            raise NotThere("period")


def _row(row: Row, periods: tuple[str, ...], hidden: set[int]) -> RolledUpRow:
    figures = [
        RolledUpFigure(
            period=period, value=None if at in hidden else figure.value,
            blank=Blank.HELD_BACK if at in hidden else figure.blank, reports=figure.reports,
            expected=figure.expected, complete=figure.complete, divided=figure.divided,
        )
        for at, (period, figure) in enumerate(zip(periods, row.figures, strict=True))
    ]  # fmt: skip
    return RolledUpRow(
        label=row.label, place=row.unit or None, own=row.own, measure=row.measure or None, figures=figures
    )
