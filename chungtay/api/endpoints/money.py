"""Money: tables with their estimates and purses, cuts through all of it, and what is written down of a purse."""

from typing import Annotated, Any, Literal

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query

from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Asked, Body, Day, Dong, Id, Moment, Page, Shape, Unsaid, Words, page_of
from chungtay.budgets import queries, services
from chungtay.budgets.rules import EstimateState, MovementKind

endpoints = Endpoints(_("Kinh phí"))


class BudgetShape(Shape):
    id: Id
    title: str
    owner: Body
    place: Id | None
    document: Id | None


class LineShape(Shape):
    """``planned`` null: the paper does not say it in whole đồng."""

    line: Id
    parent: Id | None
    level: int
    no: str
    label: str
    planned: Dong | None


class EstimateShape(Shape):
    id: Id
    state: EstimateState
    planned: Dong | None
    lines: list[LineShape]


class PurseShape(Shape):
    """What one body has of one line in one year, from one source."""

    id: Id
    budget: Id
    line: Id
    year: int
    source: str
    agency: Body
    place: Id | None
    allotted: Dong
    committed: Dong
    spent: Dong


class BudgetWhole(BudgetShape):
    """``estimate``: the newest one, for who oversees the budget; else null. ``purses``: those one may see."""

    estimate: EstimateShape | None
    purses: list[PurseShape]


class FiguresShape(Shape):
    planned: Dong | None
    allotted: Dong
    committed: Dong
    spent: Dong


class CutShape(Shape):
    """``key``: the id of the line, agency or place, the year, the code of the source, or the month (202603)."""

    key: str | None
    label: str
    level: int
    figures: FiguresShape


class LookShape(Shape):
    rows: list[CutShape]
    total: FiguresShape


class LookAsked(Asked):
    """Money by one side, narrowed by the others. A list of cuts is short and comes whole."""

    by: Literal["line", "year", "source", "agency", "place", "month"] = "line"
    budget: Id | Unsaid = None
    line: Id | Unsaid = None
    year: Annotated[int, Field(ge=2000, le=2100)] | Unsaid = None
    source: Words = Field("", max_length=20)
    agency: Id | Unsaid = None
    place: Id | Unsaid = None


class MovementShape(Shape):
    id: Id
    kind: MovementKind
    on: Day
    paper: str
    ground: str
    document: Id | None
    at: Moment


class NewTable(Shape):
    """``pasted``: the table as it is copied out of a sheet, cells by tabs, in ``unit``."""

    title: Words = Field(min_length=1, max_length=300)
    unit: Words = Field(min_length=1, max_length=60)
    pasted: Words = Field(min_length=1, max_length=200_000)


class NewMovement(Shape):
    """``paper``: the number of the contract or receipt, ``on`` its day. ``promised``: of a payment, how much of it had
    been committed before and is so no longer."""

    kind: Literal["commit", "release", "disburse", "refund"]
    amount: Dong
    paper: Words = Field(min_length=1, max_length=120)
    on: Day
    ground: Words = Field("", max_length=500)
    promised: Dong = 0


@endpoints.read(
    "/budgets", TokenScope.MONEY_READ, _("Bảng kinh phí mà chức danh này xem được"), Page[BudgetShape]
)
def list_budgets(request: ApiRequest, asked: Query[Asked]) -> Any:
    found = queries.visible_budgets(request.actor, request.today).select_related("owner")
    return page_of(found, asked, lambda row: BudgetShape(**_budget(row)))


@endpoints.act("/budgets", TokenScope.MONEY_MANAGE, _("Lập một bảng kinh phí"), BudgetWhole, made=True)
def open_budget(request: ApiRequest, body: NewTable) -> BudgetWhole:
    made = services.open_budget(by=request.actor, now=request.now, **body.model_dump())
    return budget_whole(request, made.pk)


@endpoints.read(
    "/budgets/{int:budget}", TokenScope.MONEY_READ, _("Một bảng: dự toán, phần của từng cơ quan"), BudgetWhole
)
def get_budget(request: ApiRequest, budget: Id) -> BudgetWhole:
    return budget_whole(request, budget)


def budget_whole(request: ApiRequest, budget: int) -> BudgetWhole:
    found = queries.get_budget(request.actor, budget, on=request.today)
    whole = queries.oversees(request.actor, found, on=request.today)
    purses = queries.list_purses(request.actor, found, on=request.today).order_by("pk")
    return BudgetWhole(
        **_budget(found),
        estimate=_estimate(found) if whole else None,
        purses=[purse_shape(one) for one in purses],
    )


@endpoints.read(
    "/budgets/{int:budget}/movements",
    TokenScope.MONEY_READ,
    _("Các lần ghi của một bảng"),
    Page[MovementShape],
)
def list_movements(request: ApiRequest, budget: Id, asked: Query[Asked]) -> Any:
    found = queries.get_budget(request.actor, budget, on=request.today)
    return page_of(queries.list_movements(request.actor, found, on=request.today), asked, _movement)


@endpoints.read(
    "/money", TokenScope.MONEY_READ, _("Kinh phí theo dòng, năm, nguồn, cơ quan, nơi, tháng"), LookShape
)
def look_at_money(request: ApiRequest, asked: Query[LookAsked]) -> LookShape:
    wanted = queries.Asked(
        by=asked.by, budget=asked.budget, line=asked.line, year=asked.year, source=asked.source, agency=asked.agency,
        place=asked.place,
    )  # fmt: skip
    seen = queries.look(request.actor, wanted, on=request.today)
    rows = [
        CutShape(
            key=None if cut.key is None else str(cut.key), label=str(cut.label), level=cut.level,
            figures=_figures(cut.figures),
        )
        for cut in seen.rows
    ]  # fmt: skip
    return LookShape(rows=rows, total=_figures(seen.total))


@endpoints.read("/purses/{int:purse}", TokenScope.MONEY_READ, _("Phần kinh phí của một cơ quan"), PurseShape)
def get_purse(request: ApiRequest, purse: Id) -> PurseShape:
    return purse_shape(queries.get_purse(request.actor, purse, on=request.today))


@endpoints.act(
    "/purses/{int:purse}/movements", TokenScope.MONEY_SPEND, _("Ghi cam kết, bỏ cam kết, khoản chi, khoản thu hồi"),
    PurseShape, made=True,
)  # fmt: skip
def write_movement(request: ApiRequest, purse: Id, body: NewMovement) -> PurseShape:
    paper = services.Paper(body.paper, body.on, body.ground)
    given: dict[str, Any] = {
        "by": request.actor, "now": request.now, "purse": purse, "amount": body.amount, "paper": paper,
    }  # fmt: skip
    if body.kind == "disburse":
        services.disburse(**given, promised=body.promised)
    else:
        {"commit": services.commit, "release": services.release, "refund": services.refund}[body.kind](
            **given
        )
    return purse_shape(queries.get_purse(request.actor, purse, on=request.today))


def _budget(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk, "title": row.title, "owner": Body(id=row.owner_id, name=row.owner.name), "place": row.place_id,
        "document": row.document_id,
    }  # fmt: skip


def _estimate(budget: Any) -> EstimateShape:
    newest = queries.current_estimate(budget)
    rows = list(newest.rows.order_by("position"))
    lines: dict[int | None, int] = {row.pk: row.line_id for row in rows}
    return EstimateShape(
        id=newest.pk, state=EstimateState(newest.state), planned=newest.total_dong,
        lines=[
            LineShape(
                line=row.line_id, parent=lines.get(row.parent_id), level=row.level, no=row.no, label=row.label,
                planned=row.total_dong,
            )
            for row in rows
        ],
    )  # fmt: skip


def purse_shape(row: Any) -> PurseShape:
    return PurseShape(
        id=row.pk, budget=row.budget_id, line=row.line_id, year=row.year, source=row.source,
        agency=Body(id=row.agency_id, name=row.agency.name), place=row.place_id, allotted=row.allotted,
        committed=row.committed, spent=row.spent,
    )  # fmt: skip


def _figures(sums: Any) -> FiguresShape:
    return FiguresShape(
        planned=sums.planned, allotted=sums.allotted, committed=sums.committed, spent=sums.spent
    )


def _movement(row: Any) -> MovementShape:
    return MovementShape(
        id=row.pk, kind=MovementKind(row.kind), on=row.on, paper=row.paper, ground=row.ground,
        document=row.document_id, at=row.at,
    )  # fmt: skip
