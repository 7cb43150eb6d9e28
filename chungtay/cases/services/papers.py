"""Papers of a file, whom each was given, what was before the file, the stages of rehab, and a step told wrongly."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.cases.models import CaseFile, Delivery, Episode, Paper, Stage, Step
from chungtay.cases.queries import get_to_work
from chungtay.cases.rules import (
    HANDED,
    KIND,
    RECEIVED,
    RETURNED,
    SENT,
    DeliveredHow,
    DeliveredTo,
    EpisodeKind,
    check_delivery,
    check_past,
    check_stage,
    regime_on,
)
from chungtay.cases.services.settling import settle
from chungtay.cases.services.steps import Signed, file_paper
from chungtay.journal import services as journal


@transaction.atomic
def add_paper(*, by: Actor, now: datetime, file: int, paper: Signed) -> Paper:
    """A paper that belongs to the file and is no step: a statement, minutes, a copy."""
    row = get_to_work(by, file)
    made = file_paper(row, paper, None)
    if made is None:
        raise Refused(Problem("paper_missing", "Hãy ghi số và ngày của giấy tờ.", "number"))
    _journal(by, now, row, "paper_added")
    return made


@transaction.atomic
def serve_paper(
    *, by: Actor, now: datetime, paper: int, to: DeliveredTo, how: DeliveredHow, at: datetime, proof: str,
    body: int | None = None,
) -> Delivery:  # fmt: skip
    """A paper was given to the person, the parents or a body, with what proves it."""
    given = Paper.objects.filter(pk=paper).first()
    if given is None:
        raise NotThere("paper")
    row = get_to_work(by, given.file_id)
    if problems := check_delivery(to=to, body=body, at=at, signed_on=given.signed_on, proof=proof, now=now):
        raise Refused(problems)
    made = Delivery.objects.create(
        paper=given, to=to, body_id=body if to == DeliveredTo.BODY else None, how=how, at=at,
        proof=proof.strip()[:200], account_id=by.account,
    )  # fmt: skip
    _journal(by, now, row, "paper_served")
    return made


@transaction.atomic
def begin_stage(*, by: Actor, now: datetime, episode: int, code: str, on: date) -> Stage:
    """The next of the five stages of rehab begins; the one before it is done that day."""
    row, running = _episode(by, episode)
    stages = list(running.stages.all())
    if problems := check_stage(_told(stages), code=code, on=on, today=timezone.localdate(now)):
        raise Refused(problems)
    running.stages.filter(done__isnull=True).update(done=on)
    made = Stage.objects.create(episode=running, code=code, began=on)
    _journal(by, now, row, "stage_begun")
    return made


@transaction.atomic
def finish_stages(*, by: Actor, now: datetime, episode: int, on: date) -> None:
    """The stage that runs is done, and none begins after it."""
    row, running = _episode(by, episode)
    if problems := check_stage(_told(running.stages.all()), code="", on=on, today=timezone.localdate(now)):
        raise Refused(problems)
    running.stages.filter(done__isnull=True).update(done=on)
    _journal(by, now, row, "stages_done")


@transaction.atomic
def tell_past(
    *, by: Actor, now: datetime, file: int, kind: EpisodeKind, began: date, ended: date, decision: str,
    place: str = "",
) -> Episode:  # fmt: skip
    """A measure that was over before the file: it decides which time the next one is."""
    row = get_to_work(by, file)
    if problems := check_past(began=began, ended=ended, decision=decision, today=timezone.localdate(now)):
        raise Refused(problems)
    made = Episode.objects.create(
        file=row, kind=kind, regime=regime_on(began), began=began, ended=ended, decision=decision.strip()[:120],
        place=place.strip()[:200],
    )  # fmt: skip
    _journal(by, now, row, "past_told")
    return made


@transaction.atomic
def strike_step(*, by: Actor, now: datetime, file: int, why: str) -> Step:
    """The last step was told wrongly: it stays readable, struck through with the reason, and counts no more."""
    row = get_to_work(by, file)
    last = row.steps.filter(struck_at__isnull=True).last()
    if last is None or last.number == 1 or last.event in (SENT, RECEIVED, RETURNED, HANDED):
        words = "Bước này không gạch được: hồ sơ mở bằng bước này, hoặc hồ sơ đã chuyển nơi."
        raise Refused(Problem("not_strikable", words))
    if not why.strip():
        raise Refused(Problem("why_missing", "Hãy ghi vì sao bước này ghi nhầm.", "why"))
    last.struck_at, last.struck_why = now, why.strip()[:200]
    last.save(update_fields=["struck_at", "struck_why"])
    settle(row, now=now)
    _journal(by, now, row, "step_struck")
    return last


def _episode(by: Actor, episode: int) -> tuple[CaseFile, Episode]:
    running = Episode.objects.filter(pk=episode, ended__isnull=True).first()
    if running is None:
        raise NotThere("episode")
    return get_to_work(by, running.file_id), running


def _told(stages: object) -> list[tuple[str, date, date | None]]:
    return [(one.code, one.began, one.done) for one in stages]  # type: ignore[attr-defined]


def _journal(by: Actor, now: datetime, row: CaseFile, what: str) -> None:
    journal.record(by=by, now=now, verb=f"file.{what}", subject=f"{KIND}:{row.pk}", title=row.code)
