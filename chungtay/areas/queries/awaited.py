"""For the reminders: which committees have a self-assessment to send, or to send again."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from chungtay.agencies.queries.life import list_by_id
from chungtay.agencies.rules import AgencyKind, AgencyLevel
from chungtay.areas.models import Assessment
from chungtay.areas.rules.cycle import cycle_of
from chungtay.areas.rules.words import AssessmentState
from chungtay.notices.rules import Act, Due

SENT_AHEAD = timedelta(days=3)  # the province needs days of its own before the list is due


def due_of(bodies: frozenset[int], on: date, until: date) -> Iterator[Due]:
    """From the day of judging on, until it is sent; the list's own day is the province's."""
    cycle = cycle_of(on.year)
    due_on = cycle.report_by - SENT_AHEAD if cycle else date.max
    if cycle is None or on < cycle.assessed_on or due_on > until:
        return
    committees = {
        body.place_id: body.pk
        for body in list_by_id(bodies)
        if body.kind == AgencyKind.PEOPLES_COMMITTEE and body.level == AgencyLevel.COMMUNE and body.place_id
    }
    found = Assessment.objects.filter(place__in=committees, year=cycle.year)
    states = {row.place_id: AssessmentState(row.state) for row in found}
    for place, body in committees.items():
        state = states.get(place, AssessmentState.DRAFT)
        if state in (AssessmentState.DRAFT, AssessmentState.RETURNED):
            yield Due(
                key=f"areas.assessment:{place}:{cycle.year}", agency=body, on=due_on,
                act=Act.REDO if state is AssessmentState.RETURNED else Act.SUBMIT,
                words=f"Tự đánh giá địa bàn năm {cycle.year}",
                link=f"{reverse('areas:commune', args=[place])}?nam={cycle.year}", office=body,
            )  # fmt: skip
