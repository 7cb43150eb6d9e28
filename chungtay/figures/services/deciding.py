"""Sending, approving and returning, cell by cell; saying why a warning is right; opening a closed form again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused, Severity
from chungtay.figures.models import Explanation
from chungtay.figures.queries.checking import Remark, past_of, remarks_on
from chungtay.figures.rules import ValueEvent, ValuePart, ValueState
from chungtay.figures.services.desk import Desk, Value, lock, said_of
from chungtay.figures.services.entering import Saved, Typed, write
from chungtay.journal import services as journal


@dataclass(frozen=True, slots=True)
class Seen:
    """A cell as somebody saw it; ``reason`` is for who returns it."""

    cell: int
    revision: int
    reason: str = ""


@dataclass(slots=True)
class Decided:
    """``done``: the cells that were; ``changed``: those that somebody changed meanwhile, left as they are."""

    done: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)


@transaction.atomic
def submit(*, by: Actor, now: datetime, submission: int, cells: Sequence[Typed] = ()) -> Saved:
    """Send what is with the body that counts; ``cells`` are written first, in the same act.

    Raises Refused while a cell is neither a number nor not reported, two people's numbers clash, a returned one was
    neither changed nor confirmed, a check fails, or a warning is not explained: then nothing is sent or written.
    """
    desk = lock(by, now, submission)
    if ValuePart.SUBMITS not in desk.parts:
        raise NotThere("submission")
    desk.must_be_open()
    desk.fetch()
    saved = write(desk, cells) if cells else Saved()
    problems = [*_gaps(desk), *_failing(desk)]
    if problems:
        raise Refused(problems)
    sent = sum(desk.move(row, ValueEvent.SUBMIT) for row in list(desk.values.values()))
    if not sent:
        raise Refused(Problem("nothing_to_send", "Không có số liệu nào mới để gửi."))
    of = desk.submission
    of.sent_at, of.sent_by_id = now, by.account
    of.first_sent_on = of.first_sent_on or timezone.localdate(now)
    desk.finish("sent_at", "sent_by_id", "first_sent_on")
    _record(desk, "figures.submitted", cells=[0, sent], entered=[0, saved.changed])
    return saved


def _gaps(desk: Desk) -> list[Problem]:
    """What stands in the way of sending before any check is asked."""
    problems = []
    for pk, cell in desk.form.cells.items():
        row = desk.values.get(pk)
        if row is None or not said_of(row).is_given:
            sentence = "Ô này chưa có số. Không có gì thì ghi 0; chưa biết thì ghi không báo cáo, kèm lý do."
            problems.append(Problem("empty", sentence, cell.code))
        elif row.state == ValueState.RETURNED:
            sentence = "Số này bị trả lại: hãy sửa, hoặc giữ nguyên và nói vì sao."
            problems.append(Problem("returned", sentence, cell.code))
        elif any(claim.said != said_of(row) for claim in desk.open_claims(pk)):
            sentence = "Hai người ghi hai số khác nhau vào ô này: hãy chọn một."
            problems.append(Problem("clash", sentence, cell.code))
    return problems


def _remarks(desk: Desk) -> list[Remark]:
    return remarks_on(desk.submission, desk.form, desk.values, past_of(desk.submission, desk.form))


def _failing(desk: Desk) -> list[Problem]:
    return [
        remark.problem(place=desk.form.cells[remark.cells[0]].code if remark.cells else "")
        for remark in _remarks(desk)
        if not remark.is_settled
    ]


@transaction.atomic
def approve_cells(
    *, by: Actor, now: datetime, submission: int, cells: Sequence[Seen] | None = None
) -> Decided:
    """Approve these values as they were seen, or all that wait for the actor. Nobody approves what they sent."""
    desk = _take(by, now, submission, {ValuePart.BETWEEN, ValuePart.LAST})
    if desk.submission.sent_by_id == by.account:
        raise Refused(Problem("own_figures", "Người gửi số liệu không tự duyệt: hãy để người khác duyệt."))
    return _decide(desk, ValueEvent.APPROVE, cells, "figures.approved")


@transaction.atomic
def return_cells(*, by: Actor, now: datetime, submission: int, cells: Sequence[Seen]) -> Decided:
    """Return these values, each with its reason; the others stay where they are."""
    desk = _take(by, now, submission, {ValuePart.BETWEEN, ValuePart.LAST})
    codes = {pk: cell.code for pk, cell in desk.form.cells.items()}
    silent = [seen for seen in cells if not seen.reason.strip()]
    if silent:
        sentence = "Hãy nói vì sao trả lại số này."
        raise Refused([Problem("reason_empty", sentence, codes.get(seen.cell, "")) for seen in silent])
    return _decide(desk, ValueEvent.RETURN, cells, "figures.returned")


def _decide(desk: Desk, event: ValueEvent, cells: Sequence[Seen] | None, verb: str) -> Decided:
    decided = Decided()
    for row, reason in _chosen(desk, cells, decided):
        if desk.move(row, event, words=reason):
            decided.done.append(row.cell_id)
    if cells is not None and not decided.done and not decided.changed:
        raise NotThere("value")
    desk.finish()
    if decided.done:
        _record(desk, verb, cells=[0, len(decided.done)])
    return decided


@transaction.atomic
def confirm_cell(*, by: Actor, now: datetime, submission: int, cell: Seen) -> None:
    """Say that a returned value is right as it is, and why (``reason``); it can be sent again."""
    desk = _take(by, now, submission, {ValuePart.ENTERS})
    desk.must_be_open()
    words = cell.reason.strip()
    if not words:
        raise Refused(Problem("reason_empty", "Hãy nói vì sao số này đúng."))
    decided = Decided()
    moved = [
        desk.move(row, ValueEvent.CONFIRM, words=words[:500]) for row, _ in _chosen(desk, [cell], decided)
    ]
    if not any(moved):
        raise Refused(Problem("not_returned", "Số này đã thay đổi, hoặc không bị trả lại."))
    desk.finish()
    _record(desk, "figures.confirmed", cells=[0, 1])


@transaction.atomic
def explain_warning(
    *, by: Actor, now: datetime, submission: int, check: str, about: str, words: str
) -> Explanation:
    """Say once why a warning is right all the same; it holds until a value that the check read changes.

    ``about`` names the values that were seen (queries.Remark); Refused where they have changed.
    """
    desk = _take(by, now, submission, {ValuePart.ENTERS, ValuePart.SUBMITS})
    words = words.strip()
    if not words:
        raise Refused(Problem("words_empty", "Hãy nói vì sao con số vẫn đúng.", "words"))
    remarks = _remarks(desk)
    remark = next((remark for remark in remarks if remark.check.code == check), None)
    if remark is None or remark.about != about:
        raise Refused(Problem("moved_on", "Số liệu đã thay đổi: hãy xem lại cảnh báo."))
    if remark.check.severity is Severity.ERROR:
        raise Refused(Problem("is_error", "Đây là lỗi, không giải thích được: hãy sửa số."))
    explanation, _ = Explanation.objects.update_or_create(
        submission=desk.submission, check_code=check, about=about,
        defaults={"words": words[:500], "explained_at": now, "explained_by_id": by.account},
    )  # fmt: skip
    _record(desk, "figures.explained", check=["", check])
    return explanation


@transaction.atomic
def reopen(*, by: Actor, now: datetime, submission: int, until: date, reason: str) -> None:
    """Let the body that counts write in a closed form until a day."""
    desk = _take(by, now, submission, {ValuePart.BETWEEN, ValuePart.LAST}, fetch=False)
    problems = []
    if until < timezone.localdate(now):
        problems.append(Problem("day_past", "Ngày khóa lại phải từ hôm nay trở đi.", "until"))
    if not reason.strip():
        problems.append(Problem("reason_empty", "Hãy nói vì sao mở lại.", "reason"))
    if problems:
        raise Refused(problems)
    before, desk.submission.open_until = desk.submission.open_until, until
    desk.finish("open_until")
    _record(
        desk, "figures.reopened", until=[str(before or ""), str(until)], reason=["", reason.strip()[:300]]
    )


def _take(
    by: Actor, now: datetime, submission: int, parts: set[ValuePart], *, fetch: bool = True
) -> Desk:  # fmt: skip
    desk = lock(by, now, submission)
    if parts.isdisjoint(desk.parts):
        raise NotThere("submission")
    if fetch:
        desk.fetch()
    return desk


def _chosen(
    desk: Desk, cells: Sequence[Seen] | None, decided: Decided
) -> list[tuple[Value, str]]:  # fmt: skip
    """The values that were seen as they are, each with its reason; the others go to ``decided.changed``."""
    if cells is None:
        return [(row, "") for row in desk.values.values()]
    chosen = []
    for seen in cells:
        row = desk.values.get(seen.cell)
        if row is not None and row.revision == seen.revision:
            chosen.append((row, seen.reason.strip()[:500]))
        elif row is not None:
            decided.changed.append(seen.cell)
    return chosen


def _record(desk: Desk, verb: str, **change: list[object]) -> None:
    journal.record(
        by=desk.by, now=desk.now, verb=verb, subject=desk.subject, title=desk.title, change=dict(change)
    )
