"""A report is begun, drafted anew from what is known today, and edited by people."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import Conflict, NotThere, Problem, Refused, must_have_been
from chungtay.journal import services as journal
from chungtay.plans import queries as plans
from chungtay.reports import queries
from chungtay.reports.models import Passage, Report, TargetMeasure
from chungtay.reports.queries import Draft
from chungtay.reports.rules import ReportState, kinds, period_of, span_of, title_of

LONGEST = 4000  # characters of one passage


@transaction.atomic
def open_report(
    *, by: Actor, now: datetime, kind: str, year: int, part: int = 1, plan: int | None = None, about: str = ""
) -> Report:
    """Begin a report of the own body and draft it. The same report is begun once.

    A closing report covers the years of its plan, ``year`` alone where the plan names none.
    """
    by.must(Power.WORK_REPORT)
    on = timezone.localdate(now)
    known = kinds().get(kind)
    if known is None or (known.of_plan and plan is None):
        raise Refused(
            Problem("kind_unknown", "Hãy chọn loại báo cáo, và kế hoạch nếu là báo cáo tổng kết.", "kind")
        )
    of = plans.get_managed_plan(by, plan, on=on) if known.of_plan and plan is not None else None
    if known.about and not about.strip():
        raise Refused(Problem("about_empty", "Hãy ghi báo cáo về việc gì.", "about"))
    period = _years_of(of, year) if of else period_of(known.period, year, part)
    told = f"{of.code} {of.title}".strip() if of else ""
    title = title_of(known.title, period, told, " ".join(about.split()))[:400]
    report, new = Report.objects.get_or_create(
        agency_id=by.agency,
        plan=of,
        **({} if of else {"kind": kind, "period": period, "title": title}),
        defaults={
            "kind": kind,
            "period": period,
            "place_id": by.place,
            "title": title,
            "symbol": "BC",
            "drafted_at": now,
            "made_at": now,
            "made_by_id": by.account,
        },
    )
    if not new:
        raise Refused(
            Problem("report_exists", "Báo cáo này đã có trong danh sách, hãy mở để viết tiếp.", "kind")
        )
    journal.record(by=by, now=now, verb="report.opened", subject=f"report:{report.pk}", title=report.title)
    _write(by, report, now)
    return report


def _years_of(plan: Any, year: int) -> str:
    """From the first to the last year that the plan names; its day of issue where it names no first."""
    began = plan.period_from or plan.issued_on
    last = plan.period_to.year if plan.period_to else year
    return span_of(min(began.year if began else last, last), last)


@transaction.atomic
def draft_again(*, by: Actor, now: datetime, report: int) -> int:
    """Take today's figures, states and contributions; what a person wrote stays. How many passages changed."""
    found = open_draft(by, report, timezone.localdate(now))
    changed = _write(by, found, now)
    journal.record(
        by=by, now=now, verb="report.drafted", subject=f"report:{found.pk}", title=found.title,
        change={"passages": [0, changed]},
    )  # fmt: skip
    return changed


@transaction.atomic
def edit_passage(
    *, by: Actor, now: datetime, report: int, passage: int, text: str, seen: int, left_out: bool = False
) -> Passage:
    """Say it otherwise, leave it out, or (an empty ``text``) as it was drafted. ``seen``: the report's revision."""
    found = open_draft(by, report, timezone.localdate(now))
    must_have_been(seen, found.revision)
    if found.revision != seen:
        raise Conflict(
            Problem(
                "report_changed", "Báo cáo vừa được người khác sửa. Hãy xem lại câu này rồi sửa tiếp.", "text"
            )
        )
    if len(text) > LONGEST:
        raise Refused(Problem("passage_long", f"Một đoạn dài nhất {LONGEST} ký tự, hãy tách bớt.", "text"))
    one = queries.get_passage(found, passage)
    said = " ".join(text.split())
    one.said = "" if said == one.drafted else said
    one.left_out, one.changed_at, one.changed_by_id = left_out, now, by.account
    one.save(update_fields=["said", "left_out", "changed_at", "changed_by"])
    _touch(found)
    journal.record(
        by=by, now=now, verb="report.passage_edited", subject=f"report:{found.pk}", title=found.title,
        change={"passage": [one.key, one.key], "left_out": [None, left_out]},
    )  # fmt: skip
    return one


@transaction.atomic
def tie_targets(*, by: Actor, now: datetime, report: int, ties: Mapping[int, str]) -> int:
    """Say which measure tells whether each target of the plan is kept (empty: none does), and draft the report again.

    How many targets have a measure from now on.
    """
    on = timezone.localdate(now)
    found = open_draft(by, report, on)
    known = {target.pk: tied for target, tied, _suggested in queries.targets_to_tie(by, found, on)}
    if not set(ties) <= set(known):
        raise NotThere("target")
    wrong = [code for code in ties.values() if code and not queries.is_known(code, on)]
    if wrong:
        raise Refused(Problem("measure_unknown", f"Danh mục không có chỉ số, chỉ tiêu “{wrong[0]}”."))
    TargetMeasure.objects.filter(target__in=[target for target, code in ties.items() if not code]).delete()
    for target, code in ties.items():
        if code and code != known[target]:
            TargetMeasure.objects.update_or_create(
                target_id=target, defaults={"measure": code, "tied_at": now, "tied_by_id": by.account}
            )
    before, after = sum(map(bool, known.values())), sum(map(bool, {**known, **ties}.values()))
    journal.record(
        by=by, now=now, verb="report.targets_tied", subject=f"report:{found.pk}", title=found.title,
        change={"targets": [before, after]},
    )  # fmt: skip
    _write(by, found, now)
    return after


def open_draft(by: Actor, report: int, on: date) -> Report:
    """The report while it is a draft, for who puts it together; locked."""
    found = queries.get_written(by, report, on=on)
    if found.state != ReportState.DRAFT:
        raise Refused(
            Problem(
                "report_agreed", "Báo cáo đã duyệt nên không sửa được. Hãy mở lại để sửa rồi duyệt lần nữa."
            )
        )
    return found


def _write(by: Actor, report: Report, now: datetime) -> int:
    drafts = queries.compose(by, report, today=timezone.localdate(now))
    before = {one.key: one for one in report.passages.all()}
    changed = 0
    for position, draft in enumerate(drafts):
        one = before.pop(draft.key, None)
        if one is None:
            one = Passage(report=report, key=draft.key, kind=draft.kind)
        changed += _take(one, draft, position)
        one.save()
    kept = [
        one.pk for one in before.values() if one.said
    ]  # a person's words outlive their place in the draft
    report.passages.filter(pk__in=[one.pk for one in before.values()]).exclude(pk__in=kept).delete()
    report.drafted_at = now
    _touch(report)
    return changed


def _take(one: Passage, draft: Draft, position: int) -> bool:
    new = (draft.text, draft.numbers, draft.rows, draft.missing, draft.picture)
    changed = (one.drafted, one.numbers, one.rows, one.missing, one.picture) != new
    one.position, one.level = position, draft.level
    one.drafted, one.numbers, one.rows, one.missing, one.picture = new
    return changed


def _touch(report: Report) -> None:
    report.revision += 1
    report.save(update_fields=["revision", "drafted_at"])
