"""Who manages answers: the refusal, the request for more time, the work reported done."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.assignments.models import Answer
from chungtay.assignments.queries.answers import standings_of
from chungtay.assignments.queries.waiting import managed_plans
from chungtay.assignments.rules import (
    AnswerKind,
    Party,
    Ruling,
    Standing,
    Step,
    check_step,
    check_words,
    next_steps,
)
from chungtay.assignments.services.answering import told_by
from chungtay.base.actor import Actor
from chungtay.base.holding import HeldKind, Move
from chungtay.base.problems import Conflict, NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.plans.queries.holding import shares_in_force
from chungtay.plans.rules import ShareState
from chungtay.plans.services.passing import pass_on
from chungtay.plans.services.shares import extend_share, settle_share

_STEPS = {
    (AnswerKind.REFUSED, True): Step.ACCEPT_REFUSAL,
    (AnswerKind.REFUSED, False): Step.INSIST,
    (AnswerKind.EXTENSION, True): Step.GRANT_TIME,
    (AnswerKind.EXTENSION, False): Step.DENY_TIME,
}
_VERBS = {
    (AnswerKind.REFUSED, True): "share.accept_refusal",
    (AnswerKind.REFUSED, False): "share.insist",
    (AnswerKind.EXTENSION, True): "share.grant_time",
    (AnswerKind.EXTENSION, False): "share.deny_time",
}
SENT_BACK_PERCENT = 90  # what was reported done and is not: nearly


@transaction.atomic
def settle(
    *,
    by: Actor,
    now: datetime,
    answer: int,
    accept: bool,
    words: str,
    agency: int | None = None,
    day: date | None = None,
) -> Answer:
    """Answer a refusal or a request for more time. ``agency``, ``day``: another than the one proposed.

    An accepted refusal passes everything open of the duty on, with its ground; saying no needs a ground as well.
    """
    asked = Answer.objects.select_for_update(of=("self",)).filter(pk=answer, verdict__gt="").first()
    if asked is None:
        raise NotThere("answer")
    row = _managed(by, [asked.share_id], now)[0]
    _must(standings_of([row])[row.pk], _STEPS[AnswerKind(asked.kind), accept])
    if not accept and (problems := check_words(words)):
        raise Refused(problems)
    if accept and asked.kind == AnswerKind.REFUSED:
        asked.agency_id = agency or asked.agency_id
        _pass_on(by, now, row, asked.agency_id, words or asked.words)
    elif accept:
        asked.day = day or asked.day
        extend_share(share=row.pk, due_on=asked.day or timezone.localdate(now))
    asked.verdict = Ruling.GRANTED if accept else Ruling.DENIED
    asked.settled_at, asked.settled_by_id, asked.settled_name = now, by.account, by.name
    asked.settled_words = words.strip()
    asked.save()
    _record(by, now, row, _VERBS[AnswerKind(asked.kind), accept], words or asked.words)
    _tell_doers(now, [row], _SAID[_STEPS[AnswerKind(asked.kind), accept]])
    return asked


@transaction.atomic
def settle_all(*, by: Actor, now: datetime, answers: Iterable[int], words: str = "") -> int:
    """Accept all these refusals or requests as they were asked for; one that cannot be accepted stops them all."""
    wanted = sorted(set(answers))
    if not wanted:
        raise NotThere("answer")
    for answer in wanted:
        settle(by=by, now=now, answer=answer, accept=True, words=words)
    return len(wanted)


def _pass_on(by: Actor, now: datetime, row: Any, to: int | None, ground: str) -> None:
    if to is None:
        raise Refused(Problem("better_empty", _("Hãy chọn cơ quan nhận việc."), "agency"))
    move = Move(HeldKind.TASK, row.task_id, row.agency_id, (to,))
    passed = pass_on(by=by, now=now, moves=[move], ground=ground[:500])
    if passed.stuck:
        raise Refused([Problem("stuck", stuck.why) for stuck in passed.stuck])
    with override("vi"):
        text = _("Được giao việc: %(task)s") % {"task": row.task.text}
        link = reverse("plans:task", args=[row.task_id])
        notices.tell(now=now, agencies=[to], text=text, link=link, reason=_("Phân công mới"))


@transaction.atomic
def verify(*, by: Actor, now: datetime, shares: Iterable[int], words: str = "") -> int:
    """Confirm that what was reported done is done; whole lists at once. What is confirmed already is left as it is."""
    rows = _managed(by, shares, now)
    standings = standings_of(rows)
    ready = [row for row in rows if Step.VERIFY in next_steps(standings[row.pk], Party.OFFICE)]
    Answer.objects.bulk_create(
        [
            Answer(
                share=row,
                kind=AnswerKind.VERIFIED,
                words=words.strip(),
                revision=row.revision,
                **told_by(by, now),
            )
            for row in ready
        ],
        batch_size=500,
    )
    of_task: dict[int, list[Any]] = defaultdict(list)
    for row in ready:
        of_task[row.task_id].append(row)
    for task, done in of_task.items():
        journal.record(
            by=by, now=now, verb="share.verified", subject=f"task:{task}", title=done[0].task.text,
            purpose=words[:300], change={"bodies": [[], sorted(row.agency_id for row in done)]},
        )  # fmt: skip
    _tell_doers(now, ready, _SAID[Step.VERIFY])
    return len(ready)


@transaction.atomic
def verify_by_rule(*, now: datetime, share: int, revision: int, words: str) -> None:
    """What follows from figures, papers or money needs nobody's eye: the rule confirms, and says from what."""
    Answer.objects.get_or_create(
        share_id=share, kind=AnswerKind.VERIFIED, revision=revision,
        defaults={"at": now, "name": _("Tự động"), "words": words},
    )  # fmt: skip


@transaction.atomic
def send_back(*, by: Actor, now: datetime, share: int, words: str) -> Answer:
    """What was reported done is not: say what is missing. It is under way again, and nothing reported is lost."""
    [row] = _managed(by, [share], now)
    _must(standings_of([row])[row.pk], Step.SEND_BACK)
    if problems := check_words(words):
        raise Refused(problems)
    note = _("Trả lại: %(words)s") % {"words": words.strip()}
    settle_share(now=now, share=share, state=ShareState.IN_PROGRESS, percent=SENT_BACK_PERCENT, note=note)
    answer = Answer.objects.create(
        share=row, kind=AnswerKind.RETURNED, words=words.strip(), revision=row.revision, **told_by(by, now)
    )
    _record(by, now, row, "share.send_back", words)
    _tell_doers(now, [row], _SAID[Step.SEND_BACK])
    return answer


def _managed(by: Actor, shares: Iterable[int], now: datetime) -> list[Any]:
    """These shares, all of plans that the actor manages; locked."""
    wanted = set(shares)
    managed = managed_plans(by, timezone.localdate(now))
    rows = shares_in_force().filter(pk__in=wanted, task__plan__in=managed).select_for_update(of=("self",))
    found = list(rows.select_related("task__plan", "agency").order_by("pk"))
    if not wanted or len(found) != len(wanted):
        raise NotThere("share")
    return found


def _must(standing: Standing, step: Step) -> None:
    if problems := check_step(standing, Party.OFFICE, step):
        raise Conflict(problems)


def _record(by: Actor, now: datetime, row: Any, verb: str, words: str) -> None:
    journal.record(
        by=by, now=now, verb=verb, subject=f"share:{row.pk}", title=row.task.text, purpose=words[:300],
        change={"body": [None, row.agency_id]},
    )  # fmt: skip


_SAID = {
    Step.ACCEPT_REFUSAL: "Việc đã chuyển cho cơ quan khác theo đề nghị: %(task)s",
    Step.INSIST: "Đề nghị không nhận việc chưa được chấp thuận: %(task)s",
    Step.GRANT_TIME: "Được gia hạn: %(task)s",
    Step.DENY_TIME: "Không được gia hạn: %(task)s",
    Step.VERIFY: "Đã xác nhận xong: %(task)s",
    Step.SEND_BACK: "Bị trả lại, cần làm tiếp: %(task)s",
}


@override("vi")  # others read it, whatever language this person reads
def _tell_doers(now: datetime, rows: Iterable[Any], text: str) -> None:
    """One notice for each body, however many of its shares were settled."""
    of_body: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        of_body[row.agency_id].append(row)
    for body, theirs in of_body.items():
        what = theirs[0].task.text
        more = _(" và %(n)s việc khác") % {"n": len(theirs) - 1} if len(theirs) > 1 else ""
        link = reverse("plans:task", args=[theirs[0].task_id])
        reason = _("Trả lời của cơ quan giao việc")
        notices.tell(
            now=now, agencies=[body], text=text % {"task": what[:250] + more}, link=link, reason=reason
        )
