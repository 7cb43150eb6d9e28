"""The figures of one body for one period: read by cell, entered, sent, approved or returned; closed."""

from typing import Annotated, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query

from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Amount, Asked, Body, Day, Id, Moment, Page, Shape, Words, page_of
from chungtay.base.web import told
from chungtay.figures import queries, services
from chungtay.figures.rules import Timeliness, ValueEvent, ValueState

endpoints = Endpoints(_("Báo cáo số liệu"))

Code = Annotated[Words, Field(max_length=80)]
Period = Annotated[str, Field(pattern="^[0-9]{4}(-[0-9A-Z]{2,3})?$")]
Reason = Annotated[Words, Field(min_length=1, max_length=500)]
Revision = Annotated[int, Field(ge=0, le=1_000_000_000)]
Missing = Annotated[int, Field(ge=1, le=99)]


class DueShape(Shape):
    """``submission`` null: nobody has opened it yet."""

    form: str
    period: str
    due_on: Day
    timeliness: Timeliness
    submission: Id | None


class SubmissionShape(Shape):
    id: Id
    form: str
    period: str
    agency: Body
    place: Id
    sent_at: Moment | None
    open_until: Day | None


class DuesShape(Shape):
    """``owed``: by the own body; ``waiting``: for the own approval."""

    owed: list[DueShape]
    waiting: list[SubmissionShape]


class EnteredCellShape(Shape):
    """``value`` null with ``missing`` (a reason of the list) is "not reported"; both null: nothing was said.
    ``may``: what the post can do with it; ``reason``: why it was returned.
    """

    id: Id
    code: str
    value: Amount | None
    missing: int | None
    revision: int
    state: ValueState | None
    reason: str
    may: list[ValueEvent]


class WarningShape(Shape):
    """A check that fails; ``about`` names the values that it read."""

    check: str
    about: str
    severity: str
    sentence: str
    explained: str


class SubmissionWhole(SubmissionShape):
    cells: list[EnteredCellShape]
    remarks: list[WarningShape]


class Opened(Shape):
    form: Code
    period: Period


class Typed(Shape):
    """``seen``: the revision on which it was written, 0 where nothing stood there."""

    cell: Id
    seen: Revision
    value: Amount | None = None
    missing: Missing | None = None


class Entered(Shape):
    """What somebody else wrote meanwhile stays, and comes back among ``conflicts``."""

    changed: int
    conflicts: list[Id]


class Cells(Shape):
    cells: list[Typed] = Field(min_length=1, max_length=1000)


class SeenCell(Shape):
    cell: Id
    revision: Revision


class Approved(Shape):
    """Without ``cells`` all that waits for the post."""

    cells: list[SeenCell] | None = Field(None, max_length=1000)


class SentBack(SeenCell):
    reason: Reason


class Returned(Shape):
    cells: list[SentBack] = Field(min_length=1, max_length=1000)


class DecidedShape(Shape):
    """``changed``: what somebody changed meanwhile, left as it is."""

    done: list[Id]
    changed: list[Id]


class Explanation(Shape):
    check: Code
    about: Annotated[Words, Field(max_length=64)]
    words: Reason


class Reopened(Shape):
    until: Day
    reason: Annotated[Words, Field(min_length=1, max_length=300)]


class SnapshotShape(Shape):
    """``count``: the values that are closed; ``hash``: over all of them."""

    id: Id
    title: str
    place: Id
    forms: list[str]
    periods: list[str]
    count: int
    hash: str
    taken_at: Moment


class NewSnapshot(Shape):
    title: Annotated[Words, Field(min_length=1, max_length=300)]
    forms: list[Code] = Field(min_length=1, max_length=100)
    periods: list[Period] = Field(min_length=1, max_length=60)
    place: Id


class Reminder(Shape):
    """``agencies`` empty: everybody of the place who has not sent it."""

    form: Code
    period: Period
    place: Id
    agencies: list[Id] = Field([], max_length=500)


class Reminded(Shape):
    agencies: list[Id]


@endpoints.read(
    "/submissions", TokenScope.FIGURES_READ, _("Biểu nào cơ quan mình phải gửi, biểu nào chờ mình duyệt"), DuesShape
)  # fmt: skip
def list_submissions(request: ApiRequest) -> DuesShape:
    owed = [
        DueShape(
            form=one.data_set.code, period=one.period, due_on=one.days.due, timeliness=one.timeliness,
            submission=one.submission.pk if one.submission else None,
        )
        for one in queries.my_due(request.actor, today=request.today)
    ]  # fmt: skip
    waiting = queries.awaiting_approval(request.actor)
    return DuesShape(owed=owed, waiting=[SubmissionShape(**_submission(one)) for one in waiting])


@endpoints.act(
    "/submissions", TokenScope.FIGURES_WRITE, _("Mở biểu của cơ quan mình cho một kỳ"), SubmissionWhole
)
def open_submission(request: ApiRequest, body: Opened) -> SubmissionWhole:
    made = services.open_submission(by=request.actor, now=request.now, data_set=body.form, period=body.period)
    return _whole(request, made.pk)


@endpoints.read(
    "/submissions/{int:submission}", TokenScope.FIGURES_READ, _("Một biểu: từng ô, từng cảnh báo"), SubmissionWhole
)  # fmt: skip
def get_submission(request: ApiRequest, submission: Id) -> SubmissionWhole:
    return _whole(request, submission)


@endpoints.act(
    "/submissions/{int:submission}/cells", TokenScope.FIGURES_WRITE, _("Ghi các ô"), Entered, method="PUT"
)
def save_cells(request: ApiRequest, submission: Id, body: Cells) -> Entered:
    typed = [services.Typed(one.cell, one.seen, one.value, one.missing) for one in body.cells]
    saved = services.save_cells(by=request.actor, now=request.now, submission=submission, cells=typed)
    return Entered(changed=saved.changed, conflicts=[one.cell for one in saved.conflicts])


@endpoints.act("/submissions/{int:submission}/sent", TokenScope.FIGURES_WRITE, _("Gửi biểu"), SubmissionWhole)
def send_submission(request: ApiRequest, submission: Id) -> SubmissionWhole:
    services.submit(by=request.actor, now=request.now, submission=submission)
    return _whole(request, submission)


@endpoints.act(
    "/submissions/{int:submission}/explanations",
    TokenScope.FIGURES_WRITE,
    _("Nói vì sao số bị cảnh báo vẫn đúng"),
    SubmissionWhole,
)
def explain_warning(request: ApiRequest, submission: Id, body: Explanation) -> SubmissionWhole:
    services.explain_warning(by=request.actor, now=request.now, submission=submission, **body.model_dump())
    return _whole(request, submission)


@endpoints.act(
    "/submissions/{int:submission}/confirmed",
    TokenScope.FIGURES_WRITE,
    _("Giữ nguyên một số bị trả lại, kèm lý do"),
    SubmissionWhole,
)
def confirm_cell(request: ApiRequest, submission: Id, body: SentBack) -> SubmissionWhole:
    seen = services.Seen(body.cell, body.revision, body.reason)
    services.confirm_cell(by=request.actor, now=request.now, submission=submission, cell=seen)
    return _whole(request, submission)


@endpoints.act(
    "/submissions/{int:submission}/approved", TokenScope.FIGURES_APPROVE, _("Duyệt các số đang chờ"), DecidedShape
)  # fmt: skip
def approve_cells(request: ApiRequest, submission: Id, body: Approved) -> DecidedShape:
    cells = None if body.cells is None else [services.Seen(one.cell, one.revision) for one in body.cells]
    found = services.approve_cells(by=request.actor, now=request.now, submission=submission, cells=cells)
    return DecidedShape(done=found.done, changed=found.changed)


@endpoints.act(
    "/submissions/{int:submission}/returned",
    TokenScope.FIGURES_APPROVE,
    _("Trả lại các số, mỗi số một lý do"),
    DecidedShape,
)
def return_cells(request: ApiRequest, submission: Id, body: Returned) -> DecidedShape:
    cells = [services.Seen(one.cell, one.revision, one.reason) for one in body.cells]
    found = services.return_cells(by=request.actor, now=request.now, submission=submission, cells=cells)
    return DecidedShape(done=found.done, changed=found.changed)


@endpoints.act(
    "/submissions/{int:submission}/reopened", TokenScope.FIGURES_APPROVE, _("Mở lại biểu đã khóa"), SubmissionWhole
)  # fmt: skip
def reopen_submission(request: ApiRequest, submission: Id, body: Reopened) -> SubmissionWhole:
    services.reopen(by=request.actor, now=request.now, submission=submission, **body.model_dump())
    return _whole(request, submission)


@endpoints.act(
    "/figures/reminders", TokenScope.FIGURES_APPROVE, _("Nhắc cơ quan chưa gửi một biểu"), Reminded
)
def remind_missing(request: ApiRequest, body: Reminder) -> Reminded:
    reminded = services.remind_missing(
        by=request.actor, now=request.now, data_set=body.form, period=body.period, within=body.place,
        link=reverse("figures:entry", args=[body.form, body.period]), agencies=body.agencies,
    )  # fmt: skip
    return Reminded(agencies=reminded)


@endpoints.read("/snapshots", TokenScope.FIGURES_READ, _("Các lần chốt số liệu"), Page[SnapshotShape])
def list_snapshots(request: ApiRequest, asked: Query[Asked]) -> Any:
    return page_of(queries.list_snapshots(request.actor), asked, _snapshot)


@endpoints.act("/snapshots", TokenScope.FIGURES_APPROVE, _("Chốt số liệu"), SnapshotShape, made=True)
def take_snapshot(request: ApiRequest, body: NewSnapshot) -> SnapshotShape:
    made = services.take_snapshot(
        by=request.actor, now=request.now, title=body.title, data_sets=body.forms, periods=body.periods,
        place=body.place,
    )  # fmt: skip
    return _snapshot(made)


def _whole(request: ApiRequest, submission: int) -> SubmissionWhole:
    of = queries.get_submission(request.actor, submission)
    sheet = queries.sheet(
        request.actor, data_set=of.data_set.code, agency=of.agency_id, place=of.place_id, period=of.period,
        today=request.today,
    )  # fmt: skip
    remarks = [
        WarningShape(
            check=one.check.code, about=one.about, severity=str(one.check.severity), sentence=told(one.problem()),
            explained=one.explanation.words if one.explanation else "",
        )
        for one in sheet.remarks
    ]  # fmt: skip
    return SubmissionWhole(**_submission(of), cells=[_cell(one) for one in sheet.cells()], remarks=remarks)


def _cell(one: queries.SheetCell) -> EnteredCellShape:
    said = one.said
    return EnteredCellShape(
        id=one.cell.pk, code=one.cell.code, value=said.value if said else None, missing=said.missing if said else None,
        revision=one.revision, state=one.state, reason=one.reason, may=sorted(one.may),
    )  # fmt: skip


def _submission(of: Any) -> dict[str, Any]:
    return {
        "id": of.pk, "form": of.data_set.code, "period": of.period,
        "agency": Body(id=of.agency_id, name=of.agency.name), "place": of.place_id, "sent_at": of.sent_at,
        "open_until": of.open_until,
    }  # fmt: skip


def _snapshot(row: Any) -> SnapshotShape:
    return SnapshotShape(
        id=row.pk, title=row.title, place=row.place_id, forms=row.data_sets, periods=row.periods, count=row.count,
        hash=row.hash, taken_at=row.taken_at,
    )  # fmt: skip
