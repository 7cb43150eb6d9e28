"""A file is opened on a ground of the law; then what happened is written down, step by step."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.base.seams import Seam, ask
from chungtay.cases.models import CaseFile, FileCounter, Paper, Stage, Step
from chungtay.cases.queries import age_of, get_course, get_to_work, touching
from chungtay.cases.rules import (
    CARRIED_OVER,
    KIND,
    WORK,
    Event,
    Fact,
    Told,
    check_fact,
    check_opening,
    event_in,
    openings,
)
from chungtay.cases.services.settling import settle
from chungtay.journal import services as journal
from chungtay.people import queries as people
from chungtay.people import services as keeping
from chungtay.people.access import everything
from chungtay.people.rules import Ground, check_ground, ground_words, read_born

_KINDS_OF_REHAB = ("voluntary_home", "voluntary_private", "voluntary_public", "compulsory")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """The paper of a step. ``scan`` is a file of ``files``."""

    number: str
    signed_on: date
    signed_as: str = ""
    signer: str = ""
    title: str = ""
    form: str = ""
    scan: int | None = None


@transaction.atomic
def open_file(
    *, by: Actor, now: datetime, ground: str, on: date, paper: str, told: Mapping[str, Any] | None = None,
    person: int | None = None, at: datetime | None = None, state: str = "", last_day: date | None = None,
    time: int = 1, parents: str = "", remote: bool = False, is_example: bool = False,
) -> CaseFile:  # fmt: skip
    """Open a file because of a ground of the law, told by its day and paper.

    ``told`` describes somebody who is not written down yet (people.services.register_person), ``person`` names a
    record that the actor's body keeps (else NotThere). A file that brings a measure along says its ``state``, when it
    began (``at``) and, where the law gives a range, its last day. Raises Refused without a ground, for anybody
    under 12, for a minor without the parents' part, and for who has an open file already.
    """
    by.must(WORK)
    code = _next_code(by, timezone.localdate(now))
    because = Ground(ground, on, paper, f"{KIND}:{code}")
    if problems := check_opening(ground, state=state):
        raise Refused(problems)
    record = _written_down(by, now, because, told, person)
    row = CaseFile(
        code=code, person_id=record, keeper_id=by.agency, ground=ground, ground_on=on, ground_paper=paper.strip()[:200],
        ground_article=str(ground_words(ground)["article"])[:200], opened_at=now, opened_by_id=by.account,
        remote=remote, is_example=is_example, waits="opening",
    )  # fmt: skip
    event = openings()[ground]["event"]
    fact = Fact(
        number=1, event=event, at=at or now, agency=by.agency, after=state if event == CARRIED_OVER else "",
        age=age_of(row, on=timezone.localdate(at or now)), time=time, last_day=last_day,
    )  # fmt: skip
    if problems := check_fact(None, fact, Told(number=paper, parents=parents), now=now):
        raise Refused(problems)
    row.save()
    _write(by, now, row, fact, None, parents)
    settle(row, now=now)
    journal.record(
        by=by, now=now, verb="file.opened", subject=f"{KIND}:{row.pk}", title=code, change={"ground": [None, ground]}
    )  # fmt: skip
    return row


@transaction.atomic
def record_step(
    *, by: Actor, now: datetime, file: int, event: str, at: datetime, paper: Signed | None = None,
    parents: str = "", why: str = "", grounds: Collection[str] = (), circumstances: Collection[str] = (),
    last_act: date | None = None, last_day: date | None = None, facility: int | None = None,
) -> Step:  # fmt: skip
    """Write down what happened. Raises Refused where the law of the day does not let it happen, or a proof is missing.

    ``circumstances`` are exclusions from compulsory rehab (pregnant …): they are asked and not kept.
    """
    row = get_to_work(by, file)
    course = get_course(row)
    known = event_in(event, course.state, timezone.localdate(at))
    if known is not None and known.within:
        raise Refused(Problem("no_such_step", "Việc này do hệ thống tự ghi.", "event"))
    fact = Fact(
        number=next_number(row), event=event, at=at, agency=row.keeper_id, why=why, grounds=tuple(grounds),
        last_act=last_act, age=age_of(row, on=timezone.localdate(at)), time=_which_time(row), last_day=last_day,
    )  # fmt: skip
    told = _told(row, paper, parents, circumstances)
    if problems := check_fact(course, fact, told, now=now) or ask(Seam.FILE_STEP, row, event, at):
        raise Refused(problems)
    step = add_step(by, now, row, fact, paper, parents=parents, event=known)
    if facility is not None:
        put_in_facility(by, now, row, facility)
    return step


def add_step(
    by: Actor, now: datetime, row: CaseFile, fact: Fact, paper: Signed | None, *, parents: str = "",
    event: Event | None = None,
) -> Step:  # fmt: skip
    """A step that has been checked, with what follows from it."""
    before, bodies = row.state, touching(row).bodies
    step = _write(by, now, row, fact, file_paper(row, paper, event), parents)
    settle(row, now=now)
    for body in bodies - touching(row).bodies:
        let_go(by, now, row, body)
    journal.record(
        by=by, now=now, verb="file.step", subject=f"{KIND}:{row.pk}", title=f"{row.code}: {fact.event}",
        change={"state": [before, row.state]} if before != row.state else {},
    )  # fmt: skip
    return step


def put_in_facility(by: Actor, now: datetime, row: CaseFile, facility: int) -> None:
    """The person is at a facility now: for as long as the episode runs, it sees the file."""
    with everything():
        episode = row.episodes.filter(ended__isnull=True).first()
        if episode is None:
            raise NotThere("episode")
        episode.facility_id = facility
        episode.save(update_fields=["facility"])
        keeping.keep_person(
            by=by, now=now, person=row.person_id, agency=facility, because=f"{KIND}:{row.code}"
        )


def let_go(by: Actor, now: datetime, row: CaseFile, agency: int) -> None:
    """A body has no part in the file any more: it no longer sees the person because of it."""
    keeping.end_keeping(by=by, now=now, person=row.person_id, agency=agency, because=f"{KIND}:{row.code}")


def file_paper(row: CaseFile, paper: Signed | None, event: Event | None) -> Paper | None:
    if paper is None or not paper.number.strip():
        return None
    return Paper.objects.create(
        file=row, form=(paper.form or (event.form if event else ""))[:10],
        title=(paper.title or (event.words if event else ""))[:200], number=paper.number.strip()[:80],
        signed_on=paper.signed_on, signer=paper.signer.strip()[:120], signed_as=paper.signed_as.strip()[:200],
        is_decision=bool(event and event.decision), scan_id=paper.scan,
    )  # fmt: skip


def next_number(row: CaseFile) -> int:
    return (row.steps.aggregate(last=Max("number"))["last"] or 0) + 1


def _written_down(
    by: Actor, now: datetime, ground: Ground, told: Mapping[str, Any] | None, person: int | None
) -> int:
    """The record of the person, who has no other open file."""
    if person is None:
        made: int = keeping.register_person(by=by, now=now, ground=ground, told=told or {}).pk
        return made
    record = people.get_to_edit(by, person)
    if problems := check_ground(ground, born=read_born(record.born or ""), today=timezone.localdate(now)):
        raise Refused(problems)
    with everything():
        if CaseFile.objects.filter(person__in=people.records_of(person), closed_on__isnull=True).exists():
            words = "Người này đang có hồ sơ mở. Hãy đề nghị nơi giữ hồ sơ chuyển đến, đừng mở hồ sơ thứ hai."
            raise Refused(Problem("file_open", words, "person"))
    keeping.keep_person(by=by, now=now, person=person, agency=by.agency, because=ground.because)
    return person


def _next_code(by: Actor, today: date) -> str:
    """The body's next number of the year. The code names the body by its number here, and nobody else."""
    counter, _ = FileCounter.objects.get_or_create(agency_id=by.agency, year=today.year)
    counter = FileCounter.objects.select_for_update().get(pk=counter.pk)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"HS{today:%y}-{by.agency:04d}-{counter.last:04d}"


def _told(row: CaseFile, paper: Signed | None, parents: str, circumstances: Collection[str]) -> Told:
    stages = Stage.objects.filter(episode__file=row, done__isnull=False).values_list("code", flat=True)
    told = Told(parents=parents, circumstances=circumstances, stages=frozenset(stages))
    if paper is None:
        return told
    return replace(told, number=paper.number, signed_on=paper.signed_on, signed_as=paper.signed_as)


def _which_time(row: CaseFile) -> int:
    """Which rehab of the person a measure that begins now is: one more than those told of before."""
    return 1 + row.episodes.filter(kind__in=_KINDS_OF_REHAB, opened_by__isnull=True).count()


def _write(by: Actor, now: datetime, row: CaseFile, fact: Fact, paper: Paper | None, parents: str) -> Step:
    return Step.objects.create(
        file=row, number=fact.number, event=fact.event, at=fact.at, after=fact.after, agency_id=fact.agency,
        paper=paper, why=fact.why, grounds=list(fact.grounds), last_act=fact.last_act, parents=parents.strip()[:200],
        age=fact.age, time=fact.time, last_day=fact.last_day, recorded_at=now, account_id=by.account,
        name=by.name[:120], post=by.signs_as[:200],
    )  # fmt: skip
