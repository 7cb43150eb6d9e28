"""The calendar in force for a place, and a body's numbers."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.law.rules import calendar as law
from chungtay.law.rules.calendar import Calendar, DaysOff
from chungtay.places import queries as places
from chungtay.province.models import DayOff, NumberSeries, PaperNumber
from chungtay.province.rules import in_year, next_number


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a year's calendar; ``pk`` where the province entered it, None for the country's."""

    row: DaysOff
    ground: str
    pk: int | None


def days_off_of(place: int | None) -> QuerySet[DayOff]:
    """What the offices of the place and of those above it have entered."""
    return DayOff.objects.filter(place__in=places.ids_ever_above(place))


def as_rule(row: DayOff) -> DaysOff:
    return DaysOff(row.first, row.last, row.name, law.DayOffKind(row.kind), row.works)


def calendar_of(place: int | None) -> Calendar:
    """The calendar in force for a place: a year that its province has entered replaces the country's."""
    own = [as_rule(row) for row in days_off_of(place)]
    if not own:
        return law.national()
    years = {row.first.year for row in own}
    return law.of([*own, *(row for row in law.national().rows if row.first.year not in years)])


def list_lines(place: int | None, year: int) -> list[Line]:
    """The year's days off in order, each with its ground."""
    own = [Line(as_rule(row), row.ground, row.pk) for row in days_off_of(place)]
    lines = [line for line in own if in_year(line.row, year)]
    return sorted(
        lines or [Line(row, "", None) for row in law.national().rows if in_year(row, year)],
        key=lambda line: line.row.first,
    )


def get_day_off(actor: Actor, day_off: int) -> DayOff:
    """A line that the actor's own office may change: entered for the very place of the post's body."""
    found = DayOff.objects.filter(pk=day_off, place=actor.place).first()
    if found is None:
        raise NotThere("day_off")
    return found


def list_series(actor: Actor) -> QuerySet[NumberSeries]:
    """The own body's series."""
    return NumberSeries.objects.filter(agency=actor.agency).order_by("symbol")


def get_series(actor: Actor, series: int) -> NumberSeries:
    found = list_series(actor).filter(pk=series).first()
    if found is None:
        raise NotThere("series")
    return found


def get_number(actor: Actor, number: int) -> PaperNumber:
    found = (
        PaperNumber.objects.filter(pk=number, series__agency=actor.agency).select_related("series").first()
    )
    if found is None:
        raise NotThere("number")
    return found


def list_numbers(series: NumberSeries, year: int) -> QuerySet[PaperNumber]:
    return series.numbers.filter(year=year).select_related("taken_by").order_by("-number")


def number_due(series: NumberSeries, on: date) -> int:
    """The number that the next paper gets."""
    taken = set(series.numbers.filter(year=on.year).values_list("number", flat=True))
    return next_number(taken, series.first if series.opened_on.year == on.year else 1)
