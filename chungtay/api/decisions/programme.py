"""What is decided about a plan as a whole: its end, who does many tasks, what each unit owes in number, how it is known
to be done, and what was said against a score.
"""

from typing import Annotated, Any, Literal

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query

from chungtay.api.access import ApiRequest
from chungtay.api.endpoints.plans import PlanWhole, plan_whole
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Asked, Body, Day, HowMany, Id, Page, Shape, Words, page_of
from chungtay.assignments import queries as assignments
from chungtay.assignments import services as handing
from chungtay.following import queries as following
from chungtay.following import services as deriving
from chungtay.following.rules import lexicon
from chungtay.overview import services as scoring
from chungtay.overview.rules import ContestOutcome
from chungtay.plans import queries, services

endpoints = Endpoints(_("Điều hành kế hoạch"))

Ground = Annotated[Words, Field(min_length=1, max_length=300)]
Said = Annotated[Words, Field(min_length=1, max_length=2000)]
Ids = Annotated[list[Id], Field(max_length=500)]
Number = Annotated[int, Field(ge=1, le=9999)]


class EndedBecause(Shape):
    """``ground``: by which paper, or why."""

    ground: Ground


class Lines(Shape):
    """The budget lines that pay for the task, all of them; none is an answer too."""

    lines: list[Id] = Field(max_length=200)


class LinesShape(Shape):
    task: Id
    lines: list[Id]


class OwnerShape(Shape):
    """``key``: how the owner is named when tasks are handed out; ``units``: how many would get a share."""

    key: str
    name: str
    units: int


class OwnersShape(Shape):
    many: list[OwnerShape]
    single: list[OwnerShape]


class HandToMany(EndedBecause):
    """``owner``: a key of the list of owners, such as everybody whom a rule names."""

    tasks: list[Id] = Field(min_length=1, max_length=200)
    owner: Annotated[str, Field(pattern="^[a-z_]{1,40}:[1-9][0-9]{0,17}$")]


class Accept(Shape):
    """``answers``: refusals and requests for more time, accepted as they were asked for."""

    answers: list[Id] = Field(min_length=1, max_length=500)
    words: Words = Field("", max_length=2000)


class Helped(Shape):
    words: Said


class QuotaShape(Shape):
    """So many of ``noun`` in each turn; not ``confirmed``: what the words of the plan seem to ask."""

    id: Id
    task: Id
    noun: str
    minimum: int
    maximum: int | None
    every: str
    confirmed: bool


class NewQuota(Shape):
    task: Id
    noun: Words = Field(min_length=1, max_length=60)
    minimum: Number
    maximum: Number | None = None
    every: Literal["", "năm", "quý", "tháng"] = ""


class Chosen(Shape):
    quotas: Ids


class More(Shape):
    """So many more; below nothing, so many were counted too much."""

    number: int = Field(ge=-999, le=999)
    words: Words = Field("", max_length=500)


class CountShape(Shape):
    id: Id
    quota: Id
    agency: Id
    on: Day
    number: int


class CriterionShape(Shape):
    """How a task is known to be done; ``rule`` null: its doers report by hand, and nothing else is proposed."""

    task: Id
    rule: str | None
    says: str
    confirmed: bool


class CriteriaShape(Shape):
    rules: list[str]
    tasks: list[CriterionShape]


class Tasks(Shape):
    tasks: Ids


class Rule(Shape):
    rule: Annotated[Words, Field(max_length=80)]


class ContestShape(Shape):
    id: Id
    share: Id
    agency: Body
    ground: str
    outcome: ContestOutcome
    words: str


class NewContest(Shape):
    ground: Said


class Outcome(Shape):
    outcome: Literal["granted", "denied"]
    words: Words = Field("", max_length=2000)


@endpoints.act("/plans/{int:plan}/end", TokenScope.WORK_MANAGE, _("Kết thúc một kế hoạch"), PlanWhole)
def end_plan(request: ApiRequest, plan: Id, body: EndedBecause) -> PlanWhole:
    services.end_plan(by=request.actor, now=request.now, plan=plan, ground=body.ground)
    return plan_whole(request, plan)


@endpoints.act(
    "/tasks/{int:task}/lines", TokenScope.MONEY_MANAGE, _("Dòng kinh phí nào chi cho một nhiệm vụ"), LinesShape,
    method="PUT",
)  # fmt: skip
def set_task_lines(request: ApiRequest, task: Id, body: Lines) -> LinesShape:
    row = services.set_money(by=request.actor, now=request.now, task=task, lines=body.lines)
    return LinesShape(task=row.pk, lines=queries.lines_of(row))


@endpoints.read("/owners", TokenScope.WORK_MANAGE, _("Có thể giao việc cho ai"), OwnersShape)
def list_owners(request: ApiRequest) -> OwnersShape:
    many, single = assignments.list_owners(request.actor, on=request.today)
    return OwnersShape(many=list(map(_owner, many)), single=list(map(_owner, single)))


@endpoints.act(
    "/tasks/handed-to-many",
    TokenScope.WORK_MANAGE,
    _("Giao nhiệm vụ cho mọi đơn vị thuộc một loại, kể cả đơn vị lập sau này"),
    HowMany,
)
def hand_to_many(request: ApiRequest, body: HandToMany) -> HowMany:
    return HowMany(count=handing.hand_out(by=request.actor, now=request.now, **body.model_dump()))


@endpoints.act(
    "/shares/received", TokenScope.WORK_REPORT, _("Nhận mọi việc mới giao cho cơ quan mình"), HowMany
)
def receive_all(request: ApiRequest) -> HowMany:
    fresh = assignments.shares_to_receive(request.actor.bodies, until=request.today)
    shares = list(fresh.values_list("pk", flat=True))
    return HowMany(count=handing.receive(by=request.actor, now=request.now, shares=shares))


@endpoints.act(
    "/shares/accepted",
    TokenScope.WORK_MANAGE,
    _("Chấp nhận nhiều đề nghị không nhận, xin lùi hạn một lần"),
    HowMany,
)
def accept_answers(request: ApiRequest, body: Accept) -> HowMany:
    return HowMany(count=handing.settle_all(by=request.actor, now=request.now, **body.model_dump()))


@endpoints.act(
    "/tasks/{int:task}/help",
    TokenScope.WORK_REPORT,
    _("Ghi việc cơ quan mình đã phối hợp"),
    Helped,
    made=True,
)
def say_helped(request: ApiRequest, task: Id, body: Helped) -> Helped:
    made = handing.contribute(by=request.actor, now=request.now, task=task, words=body.words)
    return Helped(words=made.words)


@endpoints.read(
    "/plans/{int:plan}/quotas", TokenScope.WORK_MANAGE, _("Định mức mỗi đơn vị của một kế hoạch"), Page[QuotaShape]
)  # fmt: skip
def list_quotas(request: ApiRequest, plan: Id, asked: Query[Asked]) -> Any:
    shown = queries.get_plan(request.actor, plan, on=request.today)
    return page_of(assignments.quotas_of_plan(request.actor, shown, on=request.today), asked, _quota)


@endpoints.act(
    "/plans/{int:plan}/quotas", TokenScope.WORK_MANAGE, _("Đọc định mức từ lời của kế hoạch"), HowMany
)
def propose_quotas(request: ApiRequest, plan: Id) -> HowMany:
    return HowMany(count=handing.propose_quotas(by=request.actor, now=request.now, plan=plan))


@endpoints.act("/plans/{int:plan}/quotas/confirmed", TokenScope.WORK_MANAGE, _("Xác nhận định mức"), HowMany)
def confirm_quotas(request: ApiRequest, plan: Id, body: Chosen) -> HowMany:
    return HowMany(
        count=handing.confirm_quotas(by=request.actor, now=request.now, plan=plan, quotas=body.quotas)
    )


@endpoints.act("/quotas", TokenScope.WORK_MANAGE, _("Ghi một định mức"), QuotaShape, made=True)
def add_quota(request: ApiRequest, body: NewQuota) -> QuotaShape:
    return _quota(handing.add_quota(by=request.actor, now=request.now, **body.model_dump()))


@endpoints.act(
    "/plans/{int:plan}/quotas/{int:quota}", TokenScope.WORK_MANAGE, _("Bỏ một định mức"), HowMany, method="DELETE"
)  # fmt: skip
def drop_quota(request: ApiRequest, plan: Id, quota: Id) -> HowMany:
    handing.drop_quota(by=request.actor, now=request.now, plan=plan, quota=quota)
    return HowMany(count=1)


@endpoints.act(
    "/quotas/{int:quota}/counts",
    TokenScope.WORK_REPORT,
    _("Ghi số đã làm theo định mức"),
    CountShape,
    made=True,
)
def count_quota(request: ApiRequest, quota: Id, body: More) -> CountShape:
    made = handing.count_quota(by=request.actor, now=request.now, quota=quota, **body.model_dump())
    return CountShape(id=made.pk, quota=made.quota_id, agency=made.agency_id, on=made.on, number=made.number)


@endpoints.read(
    "/plans/{int:plan}/criteria", TokenScope.WORK_READ, _("Các việc được biết đã xong bằng cách nào"), CriteriaShape
)  # fmt: skip
def list_criteria(request: ApiRequest, plan: Id) -> CriteriaShape:
    return _criteria(request, plan)


@endpoints.act(
    "/plans/{int:plan}/criteria", TokenScope.WORK_MANAGE, _("Đề xuất cách biết đã xong từ lời của việc"), CriteriaShape
)  # fmt: skip
def propose_criteria(request: ApiRequest, plan: Id) -> CriteriaShape:
    deriving.propose_criteria(by=request.actor, now=request.now, plan=plan)
    return _criteria(request, plan)


@endpoints.act(
    "/plans/{int:plan}/criteria/confirmed",
    TokenScope.WORK_MANAGE,
    _("Xác nhận cách biết đã xong; tiến độ từ nay tự tính"),
    CriteriaShape,
)
def confirm_criteria(request: ApiRequest, plan: Id, body: Tasks) -> CriteriaShape:
    deriving.confirm_criteria(by=request.actor, now=request.now, plan=plan, tasks=body.tasks)
    deriving.derive(now=request.now, plan=plan)
    return _criteria(request, plan)


@endpoints.act(
    "/plans/{int:plan}/criteria/dropped", TokenScope.WORK_MANAGE, _("Cho cơ quan tự báo trở lại"), CriteriaShape
)  # fmt: skip
def drop_criteria(request: ApiRequest, plan: Id, body: Tasks) -> CriteriaShape:
    deriving.drop_criteria(by=request.actor, now=request.now, plan=plan, tasks=body.tasks)
    return _criteria(request, plan)


@endpoints.act(
    "/tasks/{int:task}/criterion", TokenScope.WORK_MANAGE, _("Chọn cách biết một việc đã xong"), CriterionShape,
    method="PUT",
)  # fmt: skip
def set_criterion(request: ApiRequest, task: Id, body: Rule) -> CriterionShape:
    made = deriving.set_criterion(by=request.actor, now=request.now, task=task, rule=body.rule)
    deriving.derive(now=request.now, tasks=[task])
    return CriterionShape(task=task, rule=made.rule, says=made.says, confirmed=True)


@endpoints.act(
    "/shares/{int:share}/contests",
    TokenScope.WORK_REPORT,
    _("Có ý kiến về điểm của một phần việc"),
    ContestShape,
    made=True,
)
def contest_share(request: ApiRequest, share: Id, body: NewContest) -> ContestShape:
    made = scoring.contest_share(by=request.actor, now=request.now, share=share, ground=body.ground)
    return _contest(made)


@endpoints.act(
    "/contests/{int:contest}/outcome", TokenScope.WORK_MANAGE, _("Trả lời ý kiến về điểm"), ContestShape
)
def answer_contest(request: ApiRequest, contest: Id, body: Outcome) -> ContestShape:
    ruled = scoring.answer_contest(
        by=request.actor, now=request.now, contest=contest, outcome=ContestOutcome(body.outcome), words=body.words
    )  # fmt: skip
    return _contest(ruled)


def _criteria(request: ApiRequest, plan: int) -> CriteriaShape:
    shown = queries.get_plan(request.actor, plan, on=request.today)
    rows = following.list_following(request.actor, shown, on=request.today)
    tasks = [
        CriterionShape(
            task=row.task.pk, rule=row.criterion.rule if row.criterion else None,
            says=row.criterion.says if row.criterion else "",
            confirmed=bool(row.criterion and row.criterion.confirmed_at),
        )
        for row in rows
    ]  # fmt: skip
    return CriteriaShape(rules=[*lexicon(), "person"], tasks=tasks)


def _owner(one: assignments.Owner) -> OwnerShape:
    return OwnerShape(key=one.key, name=one.name, units=one.units)


def _quota(row: Any) -> QuotaShape:
    return QuotaShape(
        id=row.pk, task=row.task_id, noun=row.noun, minimum=row.minimum, maximum=row.maximum, every=row.every,
        confirmed=row.confirmed_at is not None,
    )  # fmt: skip


def _contest(row: Any) -> ContestShape:
    return ContestShape(
        id=row.pk, share=row.share_id, agency=Body(id=row.agency_id, name=row.agency.name), ground=row.ground,
        outcome=ContestOutcome(row.outcome), words=row.words,
    )  # fmt: skip
