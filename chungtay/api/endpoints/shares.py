"""Shares: what one agency owes of a task by one date; reported on, answered, decided."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_lazy as _
from ninja import Field
from pydantic import Strict

from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Body, Day, Id, IfMatch, Moment, Shape, Words, version_of
from chungtay.assignments import queries, services
from chungtay.assignments.rules import AnswerKind, Ruling, Step
from chungtay.plans import queries as plans
from chungtay.plans.rules import ShareState
from chungtay.plans.services import report_progress

endpoints = Endpoints(_("Phần việc"))


class AnswerShape(Shape):
    """What was answered to a share; ``verdict``: of a refusal or a request for more time. No names of persons."""

    id: Id
    kind: AnswerKind
    at: Moment
    words: str
    agency: Id | None
    day: Day | None
    verdict: Ruling | None


class ShareShape(Shape):
    """``version`` is its ETag. ``steps``: what the post can do with it now, the likeliest first."""

    etag = "version"
    id: Id
    task: Id
    turn: Id
    agency: Body
    due_on: Day | None
    state: ShareState
    percent: int
    note: str
    done_on: Day | None
    version: int
    answers: list[AnswerShape]
    steps: list[Step]


class Progress(Shape):
    """``percent`` null: what follows from the state."""

    state: Annotated[ShareState, Strict(False)]
    percent: int | None = Field(ge=0, le=100)
    note: Words = Field("", max_length=2000)


class DoersAnswer(Shape):
    """``words``: why. ``agency``: who should do it instead. ``day``: until when more time is asked."""

    step: Literal["receive", "refuse", "ask_time"]
    words: Words = Field("", max_length=2000)
    agency: Id | None = None
    day: Day | None = None


class OfficeAnswer(Shape):
    """``agency`` and ``day``: another than the doer proposed."""

    step: Literal["accept_refusal", "insist", "grant_time", "deny_time", "verify", "send_back"]
    words: Words = Field("", max_length=2000)
    agency: Id | None = None
    day: Day | None = None


class WorkGroup(Shape):
    count: int
    shares: list[Id]


class Work(Shape):
    """What the own agency owes today; of each group the first thirty. ``later``: turns that have not opened yet."""

    late: WorkGroup
    soon: WorkGroup
    ahead: WorkGroup
    undated: WorkGroup
    done: WorkGroup
    later: int
    supported: int


@endpoints.read("/work", TokenScope.WORK_READ, _("Việc của cơ quan mình, như trang Việc của tôi"), Work)
def get_work(request: ApiRequest) -> Work:
    found = plans.my_work(request.actor, today=request.today)
    groups = {
        name: WorkGroup(count=group.count, shares=[share.pk for share in group.shares])
        for name in ("late", "soon", "ahead", "undated", "done")
        if (group := getattr(found, name))
    }
    return Work(**groups, later=found.later, supported=found.supported)


@endpoints.read("/shares/{int:share}", TokenScope.WORK_READ, _("Một phần việc"), ShareShape)
def get_share(request: ApiRequest, share: Id) -> ShareShape:
    return _shown(request, share)


@endpoints.act(
    "/shares/{int:share}/progress", TokenScope.WORK_REPORT, _("Báo cáo phần việc của cơ quan mình"), ShareShape,
    versioned=True,
)  # fmt: skip
def report_share(request: ApiRequest, share: Id, body: Progress, if_match: IfMatch) -> ShareShape:
    report_progress(
        by=request.actor, now=request.now, share=share, state=body.state, percent=body.percent, note=body.note,
        seen=version_of(if_match),
    )  # fmt: skip
    return _shown(request, share)


@endpoints.act(
    "/shares/{int:share}/answers",
    TokenScope.WORK_REPORT,
    _("Nhận việc, đề nghị không nhận, xin lùi hạn"),
    ShareShape,
)
def answer_share(request: ApiRequest, share: Id, body: DoersAnswer) -> ShareShape:
    given: dict[str, Any] = {"by": request.actor, "now": request.now}
    plans.get_share(request.actor, share, on=request.today)
    steps: dict[str, Callable[[], object]] = {
        "receive": lambda: services.receive(**given, shares=[share]),
        "refuse": lambda: services.refuse(**given, share=share, words=body.words, agency=body.agency),
        "ask_time": lambda: services.ask_time(**given, share=share, day=body.day, words=body.words),
    }
    steps[body.step]()
    return _shown(request, share)


@endpoints.act(
    "/shares/{int:share}/decisions", TokenScope.WORK_MANAGE,
    _("Trả lời đề nghị không nhận, xin lùi hạn; xác nhận xong hay trả lại"), ShareShape,
)  # fmt: skip
def decide_share(request: ApiRequest, share: Id, body: OfficeAnswer) -> ShareShape:
    plans.get_share(request.actor, share, on=request.today)
    if body.step == "verify":
        services.verify(by=request.actor, now=request.now, shares=[share], words=body.words)
    elif body.step == "send_back":
        services.send_back(by=request.actor, now=request.now, share=share, words=body.words)
    else:
        kind, accept = _VERDICTS[body.step]
        asked = {
            AnswerKind(one.kind): one.pk for one in queries.answers_of([share]).get(share, []) if one.verdict
        }
        services.settle(
            by=request.actor, now=request.now, answer=asked.get(kind, 0), accept=accept, words=body.words,
            agency=body.agency, day=body.day,
        )  # fmt: skip
    return _shown(request, share)


_VERDICTS = {
    "accept_refusal": (AnswerKind.REFUSED, True),
    "insist": (AnswerKind.REFUSED, False),
    "grant_time": (AnswerKind.EXTENSION, True),
    "deny_time": (AnswerKind.EXTENSION, False),
}


def _shown(request: ApiRequest, share: int) -> ShareShape:
    """The share as it is now. One that has passed to another body by this very act stays readable."""
    row = plans.get_share(request.actor, share, on=request.today)
    views = queries.list_shares_of_task(request.actor, row.task, on=request.today)
    view = next(
        (view for view in views if view.share.pk == share), queries.ShareView(row, queries.standing(row, []))
    )
    return share_shape(view)


def share_shape(view: queries.ShareView) -> ShareShape:
    row = view.share
    return ShareShape(
        id=row.pk, task=row.task_id, turn=row.occurrence_id, agency=Body(id=row.agency_id, name=row.agency.name),
        due_on=row.due_on, state=ShareState(row.state), percent=row.percent, note=row.note, done_on=row.done_on,
        version=row.revision,
        answers=[
            AnswerShape(
                id=one.pk, kind=AnswerKind(one.kind), at=one.at, words=one.words, agency=one.agency_id, day=one.day,
                verdict=Ruling(one.verdict) if one.verdict else None,
            )
            for one in view.answers
        ],
        steps=[*view.doer_steps, *view.office_steps],
    )  # fmt: skip
