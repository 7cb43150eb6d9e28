"""What is due of figures, for the reminders and the calendar: each form until it has been sent or is closed."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from django.urls import reverse

from chungtay.agencies.queries.life import list_by_id
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules import PeriodKind
from chungtay.figures.models import Submission
from chungtay.figures.queries.lists import begun, is_sent
from chungtay.figures.queries.timing import days_in
from chungtay.figures.rules import Timeliness, timeliness
from chungtay.law.rules import window
from chungtay.notices.rules import Act, Due
from chungtay.places import queries as places

if TYPE_CHECKING:
    from chungtay.agencies.models import Agency
    from chungtay.catalogue.models import DataSet, DataSetReporter


def due_of(bodies: frozenset[int], on: date, until: date) -> Iterator[Due]:
    """Of each form the periods that have begun; what was returned is to be done again."""
    owed = [
        (body, form, period)
        for body, form in _forms_of(bodies, on)
        for period in begun(PeriodKind(form.period_kind), on)
        if window(period).last <= until
    ]
    made = {
        (row.agency_id, row.data_set_id, row.period): row
        for row in Submission.objects.filter(agency__in=bodies, period__in={period for _, _, period in owed})
    }
    for body, form, period in owed:
        row = made.get((body.pk, form.pk, period))
        days = days_in(body.place_id or 0, form, period)
        how = timeliness(row.first_sent_on if row else None, days, today=on)
        if days.due <= until and how is not Timeliness.MISSED and not (row and is_sent(row)):
            series = f"figures.form:{body.pk}:{form.pk}"
            yield Due(
                key=f"{series}:{period}", agency=body.pk, on=days.due, series=series,
                act=Act.REDO if row and row.returned else Act.SUBMIT,
                words=f"{form.name}: {catalogue.period_said(period)}",
                link=reverse("figures:entry", args=[form.code, period]),
            )  # fmt: skip


def _forms_of(bodies: frozenset[int], on: date) -> "Iterator[tuple[Agency, DataSet]]":
    """Each body with each form that it reports on that day."""

    @cache
    def like(kind: str, level: str) -> "list[DataSetReporter]":
        return catalogue.reporters_like(kind=kind, level=level, on=on)

    for body in list_by_id(bodies):
        rows = like(body.kind, body.level) if body.place_id else []
        own = any(row.data_set.place_id for row in rows)
        above = places.ids_ever_above(body.place_id) if own else ()
        for report in catalogue.reports_among(rows, name=body.name, above=above):
            yield body, report.data_set
