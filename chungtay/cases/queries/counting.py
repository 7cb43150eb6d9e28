"""What the one who counts may ask of lists and courses: of a keeper and a span of days, never of a person."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from chungtay.cases.models import CaseFile, ListEntry, Step
from chungtay.cases.queries.files import fact_of
from chungtay.cases.rules import course_of
from chungtay.law.rules.moments import VIETNAM

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """A file at the end of a day: who kept it; the episodes of its course (EpisodeKind) in order, last its state."""

    file: CaseFile
    keeper: int
    course: tuple[str, ...]


def came_onto(agency: int, name: str, first: date, last: date) -> QuerySet[ListEntry]:
    """Who came onto a list of a body in these days, each with the step that brought it."""
    found = ListEntry.objects.filter(agency=agency, name=name, since__gte=first, since__lte=last)
    return found.select_related("file__person", "entered_by").order_by("pk")


def left_from(agency: int, name: str, first: date, last: date) -> Iterator[ListEntry]:
    """Who left it in these days: the first on which ``list_of`` has them no longer, by a paper or by the law."""
    papered = Q(left_on__gte=first, left_on__lte=last)
    over = Q(until__gte=first - _DAY, until__lte=last - _DAY)
    found = ListEntry.objects.filter(papered | over, agency=agency, name=name)
    for entry in found.select_related("file__person").order_by("pk"):
        end = end_of(entry)
        if end and first <= end <= last:
            yield entry


def end_of(entry: ListEntry) -> date | None:
    """The first day on which the person is no longer there, by a paper or by the law; None while they are."""
    days = (entry.left_on, entry.until + _DAY if entry.until else None)
    return min((day for day in days if day), default=None)


def entries_of(people: Collection[int], name: str) -> QuerySet[ListEntry]:
    """Whenever these records were on this list, at any body; of the file that was opened first before others."""
    found = ListEntry.objects.filter(file__person__in=people, name=name)
    return found.select_related("file__person", "entered_by").order_by(
        "file__opened_at", "file__code", "since", "pk"
    )


def people_of(agency: int) -> QuerySet[CaseFile, int]:
    """The records of all whom a body keeps or ever had on a list."""
    listed = ListEntry.objects.filter(agency=agency).values("file")
    return CaseFile.objects.filter(Q(keeper=agency) | Q(pk__in=listed)).values_list("person", flat=True)


def courses_on(agency: int, on: date) -> Iterator[Standing]:
    """The files that a body kept at the end of a day."""
    hers = Step.objects.filter(agency=agency, at__lt=_end(on)).values("file")
    return (one for one in _courses(Step.objects.filter(file__in=hers), on) if one.keeper == agency)


def courses_of(people: Collection[int], on: date) -> list[Standing]:
    """The files of these records at the end of a day, whoever kept them; the one that was opened first at the head."""
    steps = Step.objects.filter(file__person__in=people)
    return sorted(_courses(steps, on), key=lambda one: (one.file.opened_at, one.file.code))


def _courses(steps: QuerySet[Step], on: date) -> Iterator[Standing]:
    walked: dict[int, list[Step]] = defaultdict(list)
    standing = steps.filter(at__lt=_end(on), struck_at__isnull=True).order_by("file", "number")
    for step in standing.select_related("file__person"):
        walked[step.file_id].append(step)
    for taken in walked.values():
        course = course_of([fact_of(step) for step in taken])
        gone = (*(part.kind for part in course.parts), course.state)
        yield Standing(taken[-1].file, taken[-1].agency_id, gone)


def _end(on: date) -> datetime:
    return datetime.combine(on + _DAY, time(), VIETNAM)
