"""What follows from the steps by the law, written beside them in the same transaction, to be found quickly."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from chungtay.cases.models import CaseFile, Episode, ListEntry, RunningClock, Step
from chungtay.cases.queries import age_of, get_course
from chungtay.cases.rules import Course, Ticking, TransferState, next_due, running_clocks, waits_for
from chungtay.law.rules.calendar import Calendar
from chungtay.people.access import everything
from chungtay.province import queries as province


def settle(file: CaseFile, *, now: datetime) -> Course:
    """Write down what the law makes of the file's steps now."""
    with everything():
        course = get_course(file)
        steps = {step.number: step for step in Step.objects.filter(file=file)}
        _episodes(file, course, steps)
        _lists(file, course, steps)
        age = age_of(file, on=timezone.localdate(now))
        running = running_clocks(
            course, age=age, remote=file.remote, calendar=province.calendar_of(file.keeper.place_id)
        )
        write_clocks(file, running)
        _head(file, course, running)
    return course


def calendar_of(file: CaseFile) -> Calendar:
    return province.calendar_of(file.keeper.place_id)


def write_clocks(file: CaseFile, running: Sequence[Ticking]) -> None:
    target = (
        file.transfers.filter(state=TransferState.SENT).values_list("target", flat=True).first()
        or file.keeper_id
    )
    file.clocks.all().delete()
    RunningClock.objects.bulk_create(
        RunningClock(
            file=file, agency_id=target if one.duty.at_target else file.keeper_id, clock=one.duty.clock,
            start=one.start, fact_on=one.on, opens=one.found.opens, due=one.found.due, remote=file.remote,
            is_right=one.duty.right,
        )
        for one in running
    )  # fmt: skip


def _head(file: CaseFile, course: Course, running: Sequence[Ticking]) -> None:
    measure, first = course.running, next_due(running)
    file.state, file.since, file.closed_on = course.state, course.since, course.closed_on
    file.regime = measure.regime if measure else (course.parts[-1].regime if course.parts else "")
    file.last_day = measure.last if measure else None
    file.next_due = first.found.due if first else None
    file.next_clock = first.duty.clock if first else ""
    file.waits = "" if first or file.closed_on else waits_for(course)
    file.save()


def _episodes(file: CaseFile, course: Course, steps: dict[int, Step]) -> None:
    """Rows that others point at stay the same rows, told by the step that opened them."""
    kept = {row.opened_by_id: row for row in file.episodes.filter(opened_by__isnull=False)}
    for part in course.parts:
        step = steps[part.opened_by]
        row = kept.pop(step.pk, None) or Episode(file=file, opened_by=step)
        row.kind, row.regime, row.began = part.kind, part.regime, part.began
        row.ended, row.last_day = part.ended or course.closed_on, part.last_day
        row.save()
    for row in kept.values():
        row.stages.all().delete()
        row.delete()


def _lists(file: CaseFile, course: Course, steps: dict[int, Step]) -> None:
    file.listed.all().delete()
    ListEntry.objects.bulk_create(
        ListEntry(
            file=file, name=one.name, agency_id=one.agency, since=one.since, until=one.until, left_on=one.left_on,
            event=one.event, article=one.article, entered_by=steps[one.entered_by],
            left_by=steps[one.left_by] if one.left_by else None,
        )
        for one in course.listed
    )  # fmt: skip
