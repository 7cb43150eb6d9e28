"""Who owed a report: by the reporters of the forms that a measure stands on, and the bodies there were."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chungtay.agencies import queries as agencies
from chungtay.base.text import fold
from chungtay.catalogue.rules import Aggregation
from chungtay.indicators.queries.layout import Laid
from chungtay.indicators.queries.measures import Form
from chungtay.law.rules import window
from chungtay.places.rules import Span


@dataclass(frozen=True, slots=True)
class Owed:
    """How many reports are due, and how many cells of the slot are to be filled in them together."""

    reports: int
    cells: int


@dataclass(frozen=True, slots=True)
class _Body:
    pk: int
    place: int
    name: str
    days: Span


_Bodies = dict[tuple[str, str], list[_Body]]


def count_owed(
    laid: Laid, units: Mapping[int, frozenset[int]], only: frozenset[int]
) -> dict[tuple[int, int, int], Owed]:
    """By (unit, number of the period, slot), of the periods that are over. ``units``: where a place counts;
    ``only``: of these bodies, empty for all."""
    found: dict[tuple[int, int, int], list[int]] = defaultdict(lambda: [0, 0])
    bodies: _Bodies = {}
    for slot, at, form, part in _due(laid):
        for place, cells in _reports(form, part, bodies, only):
            for unit in units.get(place, ()):
                counted = found[unit, at, slot]
                counted[0] += 1
                counted[1] += cells
    return {key: Owed(*counted) for key, counted in found.items()}


def _due(laid: Laid) -> Iterator[tuple[int, int, Form, str]]:
    """(slot, number of the period, form, reported period) of what is due; of a "last value" the last alone matters."""
    for slot, asked in enumerate(laid.measure.slots):
        last = asked.aggregation is Aggregation.LAST
        for at, portions in enumerate(laid.portions[slot]):
            for portion in portions:
                ended = portion.bucket.ended
                for part in ended[-1:] if last else ended:
                    yield slot, at, portion.form, part


def _reports(form: Form, period: str, bodies: _Bodies, only: frozenset[int]) -> Iterator[tuple[int, int]]:
    """(place, cells) of each report of the form that is due for the period."""
    day = window(period).last
    for kind, level, name, cells in form.reporters:
        if (kind, level) not in bodies:
            bodies[kind, level] = _bodies(kind, level)
        for body in bodies[kind, level]:
            if body.days.holds(day) and body.name.startswith(name) and (not only or body.pk in only):
                yield body.place, cells


def _bodies(kind: str, level: str) -> list[_Body]:
    rows = agencies.bodies_ever([(kind, level)]).exclude(place=None)
    told = rows.values_list("pk", "place", "name", "valid_from", "valid_to")
    return [_Body(pk, place or 0, fold(name), Span(start, end)) for pk, place, name, start, end in told]
