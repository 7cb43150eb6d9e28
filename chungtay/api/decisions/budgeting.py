"""What is decided about money: tables proposed and approved, money allotted, moved, taken back."""

from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _
from ninja import Field, File
from ninja.files import UploadedFile

from chungtay.api.access import ApiRequest
from chungtay.api.endpoints.money import BudgetWhole, PurseShape, budget_whole, purse_shape
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Day, Dong, Id, Shape, Size, Words, one_of
from chungtay.budgets import queries, services
from chungtay.budgets.rules import sources
from chungtay.costing import services as costing
from chungtay.places import queries as places

endpoints = Endpoints(_("Quyết định về kinh phí"))

Year = Annotated[int, Field(ge=2000, le=2100)]
Source = Annotated[str, Field(pattern=one_of(sources()))]


class Rests(Shape):
    """``paper``: the number of the decision, ``on`` its day."""

    paper: Words = Field(min_length=1, max_length=120)
    on: Day
    ground: Words = Field("", max_length=500)

    def as_paper(self) -> services.Paper:
        return services.Paper(self.paper, self.on, self.ground)


class Approval(Rests):
    """``estimate``: the draft that was seen."""

    estimate: Id


class Part(Shape):
    line: Id
    year: Year
    source: Source
    agency: Id
    amount: Dong
    place: Id | None = None


class Allotting(Rests):
    parts: list[Part] = Field(min_length=1, max_length=500)


class Moved(Shape):
    line: Id
    year: Year
    amount: Dong


class Adjusting(Rests):
    """So much more, or less, of each line and year; their sum is nothing unless ``by_decision``."""

    changes: list[Moved] = Field(min_length=1, max_length=500)
    by_decision: bool = False


class TakenBack(Rests):
    kind: Literal["withdraw", "carry_over"]
    amount: Dong


class Formula(Shape):
    """Empty: the line is only an amount."""

    formula: Words = Field(max_length=400)


class FormulaShape(Formula):
    line: Id


class QuantityShape(Shape):
    """What a quantity of the formulas is from a day on. ``paper``: where it stands."""

    code: Words = Field(min_length=1, max_length=40)
    label: Words = Field(min_length=1, max_length=120)
    value: Size
    since: Day
    paper: Words = Field(min_length=1, max_length=120)


class LineTask(Shape):
    line: Id
    task: Id


Pairs = Annotated[list[LineTask], Field(max_length=2000)]


class Linked(Shape):
    """Of the pairs that were ``seen``, ``pairs`` hold and the others do not."""

    pairs: Pairs
    seen: Pairs


class LinkedShape(Shape):
    tasks: int


class Brings(Shape):
    """``measure``: an indicator or an element that the money of the line is spent on."""

    measure: Words = Field(min_length=1, max_length=200)


class ProductShape(Brings):
    id: Id
    line: Id


class DroppedProduct(Shape):
    product: Id


@endpoints.act(
    "/budgets/{int:budget}/sheet", TokenScope.MONEY_MANAGE, _("Gửi lại bảng .xlsx thành dự toán đề xuất"), BudgetWhole
)  # fmt: skip
def bring_back_sheet(request: ApiRequest, budget: Id, file: File[UploadedFile]) -> BudgetWhole:
    services.propose_sheet(by=request.actor, now=request.now, budget=budget, content=file.read())
    return budget_whole(request, budget)


@endpoints.act(
    "/budgets/{int:budget}/count", TokenScope.MONEY_MANAGE, _("Lập dự toán đề xuất theo công thức"), BudgetWhole
)  # fmt: skip
def count_budget(request: ApiRequest, budget: Id) -> BudgetWhole:
    services.count_anew(by=request.actor, now=request.now, budget=budget)
    return budget_whole(request, budget)


@endpoints.act("/budgets/{int:budget}/approval", TokenScope.MONEY_MANAGE, _("Duyệt dự toán"), BudgetWhole)
def approve_budget(request: ApiRequest, budget: Id, body: Approval) -> BudgetWhole:
    services.approve_estimate(
        by=request.actor, now=request.now, budget=budget, estimate=body.estimate, paper=body.as_paper()
    )
    return budget_whole(request, budget)


@endpoints.act(
    "/budgets/{int:budget}/allotments", TokenScope.MONEY_MANAGE, _("Phân bổ kinh phí"), BudgetWhole, made=True
)
def allot_money(request: ApiRequest, budget: Id, body: Allotting) -> BudgetWhole:
    for part in body.parts:
        if part.place is not None:
            places.get_place(part.place)
    parts = [services.Allotment(**dict(part)) for part in body.parts]
    services.allot(by=request.actor, now=request.now, budget=budget, parts=parts, paper=body.as_paper())
    return budget_whole(request, budget)


@endpoints.act(
    "/budgets/{int:budget}/adjustments",
    TokenScope.MONEY_MANAGE,
    _("Điều chỉnh dự toán"),
    BudgetWhole,
    made=True,
)
def adjust_budget(request: ApiRequest, budget: Id, body: Adjusting) -> BudgetWhole:
    services.adjust(
        by=request.actor, now=request.now, budget=budget, paper=body.as_paper(), by_decision=body.by_decision,
        changes={(one.line, one.year): one.amount for one in body.changes},
    )  # fmt: skip
    return budget_whole(request, budget)


@endpoints.act(
    "/purses/{int:purse}/taken-back",
    TokenScope.MONEY_MANAGE,
    _("Thu hồi kinh phí đã phân bổ, chuyển nguồn sang năm sau"),
    PurseShape,
    made=True,
)
def take_back_money(request: ApiRequest, purse: Id, body: TakenBack) -> PurseShape:
    act = services.withdraw if body.kind == "withdraw" else services.carry_over
    act(by=request.actor, now=request.now, purse=purse, amount=body.amount, paper=body.as_paper())
    return purse_shape(queries.get_purse(request.actor, purse, on=request.today))


@endpoints.act(
    "/lines/{int:line}/formula",
    TokenScope.MONEY_MANAGE,
    _("Công thức của một dòng"),
    FormulaShape,
    method="PUT",
)
def set_formula(request: ApiRequest, line: Id, body: Formula) -> FormulaShape:
    row = services.set_formula(by=request.actor, now=request.now, line=line, formula=body.formula)
    return FormulaShape(line=row.pk, formula=row.formula)


@endpoints.act(
    "/quantities",
    TokenScope.MONEY_MANAGE,
    _("Số lượng để tính kinh phí, từ một ngày"),
    QuantityShape,
    method="PUT",
)
def set_quantity(request: ApiRequest, body: QuantityShape) -> QuantityShape:
    services.set_quantity(by=request.actor, now=request.now, **dict(body))
    return body


@endpoints.act(
    "/plans/{int:plan}/lines", TokenScope.MONEY_MANAGE, _("Gắn các dòng kinh phí với nhiệm vụ, nhiều cặp một lần"),
    LinkedShape, method="PUT",
)  # fmt: skip
def link_lines(request: ApiRequest, plan: Id, body: Linked) -> LinkedShape:
    pairs, seen = ({(one.line, one.task) for one in given} for given in (body.pairs, body.seen))
    changed = costing.link_tasks(by=request.actor, now=request.now, plan=plan, pairs=pairs, seen=seen)
    return LinkedShape(tasks=changed)


@endpoints.act(
    "/lines/{int:line}/products", TokenScope.MONEY_MANAGE, _("Một dòng kinh phí mang lại gì"), ProductShape, made=True
)  # fmt: skip
def name_product(request: ApiRequest, line: Id, body: Brings) -> ProductShape:
    made = costing.name_product(by=request.actor, now=request.now, line=line, measure=body.measure)
    return ProductShape(id=made.pk, line=made.line_id, measure=made.measure)


@endpoints.act(
    "/products/{int:product}", TokenScope.MONEY_MANAGE, _("Bỏ kết quả của một dòng kinh phí"), DroppedProduct,
    method="DELETE",
)  # fmt: skip
def drop_product(request: ApiRequest, product: Id) -> DroppedProduct:
    costing.drop_product(by=request.actor, now=request.now, product=product)
    return DroppedProduct(product=product)
