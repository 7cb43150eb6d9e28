"""What the one who counts may ask of lists and courses: of a keeper and a span of days, never of a person."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from chungtay.cases.models import CaseFile, ListEntry, Step
from chungtay.cases.queries.files import fact_of
from chungtay.cases.rules import course_of
from chungtay.law.rules.moments import VIETNAM

_DAY = timedelta(days=1)


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
        ends = [entry.left_on, entry.until + _DAY if entry.until else None]
        if first <= min(day for day in ends if day) <= last:
            yield entry


def courses_on(agency: int, on: date) -> Iterator[tuple[CaseFile, tuple[str, ...]]]:
    """The files that a body kept at the end of a day, each with the episodes of its course (EpisodeKind), in order,
    and last the state of the law that it was in.
    """
    until = datetime.combine(on + _DAY, time(), VIETNAM)
    hers = Step.objects.filter(agency=agency, at__lt=until).values("file")
    steps = Step.objects.filter(file__in=hers, at__lt=until, struck_at__isnull=True)
    walked: dict[int, list[Step]] = defaultdict(list)
    for step in steps.select_related("file__person").order_by("file", "number"):
        walked[step.file_id].append(step)
    for taken in walked.values():
        if taken[-1].agency_id == agency:
            course = course_of([fact_of(step) for step in taken])
            yield taken[-1].file, (*(part.kind for part in course.parts), course.state)
