"""What a reviewed paper will become: one answer for the page that asks and the service that makes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from chungtay.base.moments import Moment, day_of, unfold
from chungtay.base.problems import Problem
from chungtay.documents.rules import FoundReport, FoundTask, Reviewed
from chungtay.plans.rules.states import AssignmentRole, TaskKind

SAME_WORDS = 0.6  # two findings whose spans share this much of their union tell of one duty
NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Part:
    """One agency's part in a duty, and its name as the paper writes it."""

    agency: int
    role: AssignmentRole
    written: str


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task before it exists. ``section`` is the reading's id."""

    kind: TaskKind
    text: str
    section: str | None
    source: int
    span: tuple[int, int]
    deadlines: tuple[dict[str, Any], ...]
    parts: tuple[Part, ...]
    moments: tuple[Moment, ...]
    on_request: bool = False

    @property
    def leads(self) -> tuple[int, ...]:
        return tuple(part.agency for part in self.parts if part.role == AssignmentRole.LEAD)


def issue_day(issued_on: date | None, issued_text: str) -> date | None:
    """The day of issue; the first of the month where the paper leaves the day blank."""
    return issued_on or day_of(issued_text, end=False)


def check_reviewed(found: Reviewed) -> list[Problem]:
    """Why a paper cannot become a plan yet, with how much is left to do."""
    problems = []
    if found.undecided:
        said = "Còn {n} mục chưa soát. Hãy quyết định từng mục ở trang soát văn bản rồi quay lại đây."
        problems.append(Problem("undecided", said, values={"n": found.undecided}))
    if found.unresolved:
        names = "; ".join(f"“{name}”" for name in found.unresolved[:NAMES_SHOWN])
        more = "; …" if len(found.unresolved) > NAMES_SHOWN else ""
        said = "Còn {n} tên chưa rõ là cơ quan nào: {names}. Hãy chọn cơ quan ở trang soát văn bản."
        values = {"n": len(found.unresolved), "names": names + more}
        problems.append(Problem("unresolved", said, values=values))
    if not found.tasks and not found.reports:
        said = "Văn bản chưa có nhiệm vụ nào được nhận. Văn bản không giao việc thì không cần lập kế hoạch."
        problems.append(Problem("no_tasks", said))
    return problems


def drafts_of(found: Reviewed) -> list[TaskDraft]:
    """The duties of a paper in the order of its words; one sentence is never two duties."""
    frame = {
        "period_from": found.period_from,
        "period_to": found.period_to,
        "issued_on": issue_day(found.issued_on, found.issued_text),
    }
    reports = [_report(report, frame) for report in found.reports]
    tasks = [
        _task(_without_reporting(task, found.reports), frame)
        for task in found.tasks
        if not _told_by(task, found.reports)
    ]
    return sorted([*tasks, *reports], key=lambda draft: (draft.span, draft.source))


def _task(task: FoundTask, frame: dict[str, date | None]) -> TaskDraft:
    parts = [
        *_parts(AssignmentRole.LEAD, task.leads, task.lead_names),
        *_parts(
            AssignmentRole.SUPPORT, (a for a in task.supports if a not in task.leads), task.support_names
        ),
    ]
    return TaskDraft(
        kind=TaskKind.WORK, text=task.text, section=task.section, source=task.finding, span=task.span,
        deadlines=tuple(task.deadlines), parts=tuple(parts), moments=unfold(task.deadlines, **frame),
    )  # fmt: skip


def _report(report: FoundReport, frame: dict[str, date | None]) -> TaskDraft:
    parts = [
        *_parts(AssignmentRole.LEAD, report.who, report.who_names),
        *_parts(AssignmentRole.TO, report.to, report.to_names),
        *_parts(AssignmentRole.VIA, report.via, report.via_names),
    ]
    deadlines = tuple(_report_deadlines(report))
    return TaskDraft(
        kind=TaskKind.REPORT, text=report.text, section=None, source=report.finding, span=report.span,
        deadlines=deadlines, parts=tuple(parts), moments=unfold(deadlines, **frame),
        on_request=report.on_request,
    )  # fmt: skip


def _report_deadlines(report: FoundReport) -> Iterable[dict[str, Any]]:
    if report.by:
        yield {
            "kind": "by",
            "date": report.by.isoformat(),
            "text": f"báo cáo trước ngày {report.by:%d/%m/%Y}",
        }
    for every in report.every:
        yield {"kind": "every", "every": every, "text": "báo cáo định kỳ"}
    if not report.by and not report.every:
        yield {"kind": "relative", "text": "báo cáo định kỳ" if report.periodic else "báo cáo khi có yêu cầu"}


def _parts(role: AssignmentRole, agencies: Iterable[int], names: tuple[str, ...]) -> list[Part]:
    """One part for each agency. Names go with agencies one to one where the paper names as many of both."""
    ids = list(dict.fromkeys(agencies))
    written = names if len(names) == len(ids) else [", ".join(names)[:300]] * len(ids)
    return [Part(agency, role, name) for agency, name in zip(ids, written, strict=True)]


def _told_by(task: FoundTask, reports: Iterable[FoundReport]) -> bool:
    return any(overlap(task.span, report.span) >= SAME_WORDS for report in reports)


def _without_reporting(task: FoundTask, reports: Iterable[FoundReport]) -> FoundTask:
    """The duty without the dates that belong to a report which its own words ask for.

    "… tổ chức thực hiện; định kỳ 6 tháng báo cáo": the work has no date, the report has.
    """
    inside = [
        report for report in reports if task.span[0] <= report.span[0] and report.span[1] <= task.span[1]
    ]
    kept = tuple(
        deadline for deadline in task.deadlines if not any(_dates(report, deadline) for report in inside)
    )
    return replace(task, deadlines=kept)


def _dates(report: FoundReport, deadline: dict[str, Any]) -> bool:
    if deadline["kind"] == "every":
        return deadline["every"] in report.every
    return deadline["kind"] == "by" and report.by is not None and deadline["date"] == report.by.isoformat()


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """The share of two spans' union that both cover, 0 to 1."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Preview:
    """What making the plan will make, counted."""

    tasks: int
    reports: int
    leads: int
    moments: int
    targets: int
    budget_rows: int
    without_lead: int
    without_date: int


def preview_of(found: Reviewed) -> Preview:
    drafts = drafts_of(found)
    return Preview(
        tasks=sum(draft.kind == TaskKind.WORK for draft in drafts),
        reports=sum(draft.kind == TaskKind.REPORT for draft in drafts),
        leads=len({lead for draft in drafts for lead in draft.leads}),
        moments=sum(len(draft.moments) for draft in drafts),
        targets=len(found.targets),
        budget_rows=sum(len(budget.rows) for budget in found.budgets),
        without_lead=sum(not draft.leads for draft in drafts),
        without_date=sum(all(moment.due_on is None for moment in draft.moments) for draft in drafts),
    )
