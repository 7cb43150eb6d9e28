"""A report is begun, drafted anew from what is known today, and edited by people."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.journal import services as journal
from chungtay.plans import queries as plans
from chungtay.reports import queries
from chungtay.reports.models import Passage, Report
from chungtay.reports.queries import Draft
from chungtay.reports.rules import ReportState, kinds, period_of, title_of

LONGEST = 4000  # characters of one passage


@transaction.atomic
def open_report(
    *, by: Actor, now: datetime, kind: str, year: int, part: int = 1, plan: int | None = None
) -> Report:
    """Begin a report of the own body and draft it. The same report is begun once."""
    by.must(Power.PLANS_MANAGE)
    on = timezone.localdate(now)
    known = kinds().get(kind)
    if known is None or (known.of_plan and plan is None):
        raise Refused(
            Problem("kind_unknown", "Hãy chọn loại báo cáo, và kế hoạch nếu là báo cáo tổng kết.", "kind")
        )
    of = plans.get_managed_plan(by, plan, on=on) if known.of_plan and plan is not None else None
    period = period_of(known.period, year, part)
    told = f"{of.code} {of.title}".strip() if of else ""
    report, new = Report.objects.get_or_create(
        agency_id=by.agency,
        plan=of,
        **({} if of else {"kind": kind, "period": period}),
        defaults={
            "kind": kind,
            "period": period,
            "place_id": by.place,
            "title": title_of(known.title, period, told)[:400],
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
    if found.revision != seen:
        raise Refused(
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
    new = (draft.text, draft.numbers, draft.rows, draft.missing)
    changed = (one.drafted, one.numbers, one.rows, one.missing) != new
    one.position, one.level = position, draft.level
    one.drafted, one.numbers, one.rows, one.missing = new
    return changed


def _touch(report: Report) -> None:
    report.revision += 1
    report.save(update_fields=["revision", "drafted_at"])
