"""Plans with their sections, and their tasks: what was signed, who owes it, how far it is."""

from typing import Any, Literal

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query

from chungtay.api.access import ApiRequest
from chungtay.api.endpoints.shares import ShareShape, share_shape
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import (
    Amount,
    Asked,
    Body,
    Day,
    HowMany,
    Id,
    Moment,
    Page,
    Shape,
    Unsaid,
    Words,
    page_of,
)
from chungtay.assignments import queries as assignments
from chungtay.assignments import services as handing
from chungtay.plans import queries, services
from chungtay.plans.rules import AssignmentRole, PlanState, Relation, StateWord, TaskFilter, TaskKind

endpoints = Endpoints(_("Kế hoạch và nhiệm vụ"))


class PlanShape(Shape):
    """``document``: the paper that it was made of. ``period_to``: its last day."""

    id: Id
    code: str
    title: str
    state: PlanState
    owner: Body
    place: Id | None
    document: Id
    issued_on: Day | None
    period_from: Day | None
    period_to: Day | None


class PlanRow(PlanShape):
    """With how many tasks of it the post may see, and how many of those are late or fall due within a week."""

    tasks: int
    late: int
    soon: int


class SectionShape(Shape):
    id: Id
    label: str
    title: str
    depth: int
    parent: Id | None


class TargetShape(Shape):
    """A promise of the plan about a number, with its words; ``value_max`` where it is a range."""

    id: Id
    section: Id | None
    text: str
    relation: Relation
    value: Amount | None
    value_max: Amount | None
    unit: str
    due: Day | None


class PlanWhole(PlanShape):
    """``targets``: for who oversees the plan."""

    sections: list[SectionShape]
    targets: list[TargetShape]


class TaskShape(Shape):
    """``due``: the earliest date still owed, of the shares that the post may see; ``owed`` and ``done`` count those."""

    id: Id
    plan: Id
    section: Id | None
    kind: TaskKind
    text: str
    state: StateWord
    due: Day | None
    owed: int
    done: int
    leads: list[Body]


class PartShape(Shape):
    agency: Body
    role: AssignmentRole


class TaskWhole(Shape):
    id: Id
    plan: Id
    section: Id | None
    kind: TaskKind
    text: str
    done_when: str
    closed_at: Moment | None
    parts: list[PartShape]
    shares: list[ShareShape]


class TasksAsked(Asked):
    """What the page of tasks filters by. ``mine``: what the own agency leads, or supports."""

    words: Words = Field("", max_length=200)
    state: StateWord | Unsaid = None
    kind: TaskKind | Unsaid = None
    agency: Id | Unsaid = None
    place: Id | Unsaid = None
    plan: Id | Unsaid = None
    section: Id | Unsaid = None
    mine: Literal["lead", "support"] | Unsaid = None
    due_from: Day | Unsaid = None
    due_to: Day | Unsaid = None


class HandOut(Shape):
    """``agency``: who leads them from now on. ``ground``: by which paper, or why."""

    tasks: list[Id] = Field(min_length=1, max_length=200)
    agency: Id
    ground: Words = Field(min_length=1, max_length=300)


class NewTask(Shape):
    """A duty that the paper does not hold. ``ground``: by which paper, or why."""

    text: Words = Field(min_length=1, max_length=4000)
    leads: list[Id] = Field(min_length=1, max_length=200)
    supports: list[Id] = Field([], max_length=200)
    section: Id | None = None
    due_on: Day | None = None
    done_when: Words = Field("", max_length=1000)
    ground: Words = Field(min_length=1, max_length=300)


class Parts(Shape):
    leads: list[Id] = Field(max_length=200)
    supports: list[Id] = Field(max_length=200)
    ground: Words = Field(min_length=1, max_length=300)


class NewDue(Shape):
    due_on: Day | None
    ground: Words = Field(min_length=1, max_length=300)


class TurnShape(Shape):
    """One time at which a task is owed."""

    id: Id
    task: Id
    due_on: Day | None


@endpoints.read("/plans", TokenScope.WORK_READ, _("Kế hoạch mà chức danh này xem được"), Page[PlanRow])
def list_plans(request: ApiRequest, asked: Query[Asked]) -> Any:
    rows = queries.list_plans(request.actor, today=request.today)
    figures = {row.plan.pk: row for row in rows}

    def shape(plan: Any) -> PlanRow:
        row = figures[plan.pk]
        return PlanRow(**_header(plan), tasks=row.tasks, late=row.late, soon=row.soon)

    return page_of([row.plan for row in rows], asked, shape)


@endpoints.read("/plans/{int:plan}", TokenScope.WORK_READ, _("Một kế hoạch: các mục, chỉ tiêu"), PlanWhole)
def get_plan(request: ApiRequest, plan: Id) -> PlanWhole:
    return plan_whole(request, plan)


def plan_whole(request: ApiRequest, plan: int) -> PlanWhole:
    found = queries.get_plan(request.actor, plan, on=request.today)
    sections = [
        SectionShape(id=one.pk, label=one.label, title=one.title, depth=one.depth, parent=one.parent_id)
        for one in found.sections.order_by("position")
    ]
    targets = [
        TargetShape(
            id=one.pk, section=one.section_id, text=one.text, relation=Relation(one.relation), value=one.value,
            value_max=one.value_max, unit=one.unit, due=one.due,
        )
        for one in queries.list_targets(request.actor, found, on=request.today)
    ]  # fmt: skip
    return PlanWhole(**_header(found), sections=sections, targets=targets)


@endpoints.read("/tasks", TokenScope.WORK_READ, _("Nhiệm vụ, lọc như trên trang Nhiệm vụ"), Page[TaskShape])
def list_tasks(request: ApiRequest, asked: Query[TasksAsked]) -> Any:
    wanted = TaskFilter(
        words=asked.words, state=asked.state, kind=asked.kind, agency=asked.agency, place=asked.place, plan=asked.plan,
        section=asked.section, mine=asked.mine or "", due_from=asked.due_from, due_to=asked.due_to,
    )  # fmt: skip
    found = queries.list_tasks(request.actor, wanted, today=request.today)
    return page_of(queries.rows_for_page(found), asked, _task)


@endpoints.read(
    "/tasks/{int:task}", TokenScope.WORK_READ, _("Một nhiệm vụ và các phần việc của nó"), TaskWhole
)
def get_task(request: ApiRequest, task: Id) -> TaskWhole:
    return _whole(request, task)


@endpoints.act(
    "/plans/{int:plan}/tasks",
    TokenScope.WORK_MANAGE,
    _("Thêm một nhiệm vụ ngoài văn bản"),
    TaskWhole,
    made=True,
)
def add_task(request: ApiRequest, plan: Id, body: NewTask) -> TaskWhole:
    made = services.add_task(by=request.actor, now=request.now, plan=plan, **body.model_dump())
    return _whole(request, made.pk)


@endpoints.act(
    "/tasks/{int:task}/parts", TokenScope.WORK_MANAGE, _("Phân công lại: ai chủ trì, ai phối hợp"), TaskWhole,
    method="PUT",
)  # fmt: skip
def reassign_task(request: ApiRequest, task: Id, body: Parts) -> TaskWhole:
    services.reassign(by=request.actor, now=request.now, task=task, **body.model_dump())
    return _whole(request, task)


def _whole(request: ApiRequest, task: int) -> TaskWhole:
    found = queries.get_task(request.actor, task, on=request.today)
    views = assignments.list_shares_of_task(request.actor, found, on=request.today)
    return TaskWhole(
        id=found.pk, plan=found.plan_id, section=found.section_id, kind=TaskKind(found.kind), text=found.text,
        done_when=found.done_when, closed_at=found.closed_at,
        parts=[
            PartShape(agency=Body(id=part.agency_id, name=part.agency.name), role=AssignmentRole(part.role))
            for part in queries.list_parts(found)
        ],
        shares=[share_shape(view) for view in views],
    )  # fmt: skip


@endpoints.act(
    "/tasks/handed-out", TokenScope.WORK_MANAGE, _("Giao nhiệm vụ cho một cơ quan chủ trì"), HowMany
)
def hand_out_tasks(request: ApiRequest, body: HandOut) -> HowMany:
    count = handing.hand_out(
        by=request.actor, now=request.now, tasks=body.tasks, owner=f"agency:{body.agency}", ground=body.ground
    )
    return HowMany(count=count)


@endpoints.act(
    "/turns/{int:turn}", TokenScope.WORK_MANAGE, _("Đổi hạn của một kỳ, cho mọi cơ quan còn phải làm"), TurnShape,
    method="PUT",
)  # fmt: skip
def set_due(request: ApiRequest, turn: Id, body: NewDue) -> TurnShape:
    found = services.set_due(
        by=request.actor, now=request.now, occurrence=turn, due_on=body.due_on, ground=body.ground
    )
    return TurnShape(id=found.pk, task=found.task_id, due_on=found.due_on)


def _header(plan: Any) -> dict[str, Any]:
    return {
        "id": plan.pk, "code": plan.code, "title": plan.title, "state": PlanState(plan.state),
        "owner": Body(id=plan.owner_id, name=plan.owner.name), "place": plan.place_id,
        "document": plan.document_id, "issued_on": plan.issued_on, "period_from": plan.period_from,
        "period_to": plan.period_to,
    }  # fmt: skip


def _task(row: Any) -> TaskShape:
    return TaskShape(
        id=row.pk, plan=row.plan_id, section=row.section_id, kind=TaskKind(row.kind), text=row.text,
        state=StateWord(row.word), due=row.due, owed=row.owed, done=row.did,
        leads=[Body(id=part.agency_id, name=part.agency.name) for part in row.leads],
    )  # fmt: skip
