"""Who owed a report: by the reporters of the forms that a measure stands on, and the bodies there were."""

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max

from chungtay.agencies import queries as agencies
from chungtay.base.text import fold
from chungtay.catalogue.rules import Aggregation
from chungtay.indicators.queries.layout import Laid
from chungtay.indicators.queries.measures import Form
from chungtay.indicators.queries.territory import View
from chungtay.law.rules import window
from chungtay.places.rules import Span

_KEPT = 600  # seconds in which a body that was renamed may still be known by its old name


@dataclass(frozen=True, slots=True)
class Owed:
    """How many reports are due, and how many cells of the slot are to be filled in them together."""

    reports: int = 0
    cells: int = 0

    def __add__(self, other: "Owed") -> "Owed":
        return Owed(self.reports + other.reports, self.cells + other.cells)


@dataclass(frozen=True, slots=True)
class _Body:
    pk: int
    name: str
    days: Span


def count_owed(laid: Laid, view: View, only: frozenset[int]) -> dict[tuple[int, int, int], Owed]:
    """By (unit, number of the period, slot), of the periods that are over. ``only``: of these bodies, empty for all."""
    found: dict[tuple[int, int, int], Owed] = {}
    version = _version({(kind, level) for _, _, form, _ in _due(laid) for kind, level, *_ in form.reporters})
    for slot, at, form, part in _due(laid):
        for unit, owed in _by_unit(view, form, part, only, version).items():
            known = found.get((unit, at, slot))
            found[unit, at, slot] = owed if known is None else known + owed
    return found


def _due(laid: Laid) -> Iterator[tuple[int, int, Form, str]]:
    """(slot, number of the period, form, reported period) of what is due; of a "last value" the last alone matters."""
    for slot, asked in enumerate(laid.measure.slots):
        last = asked.aggregation is Aggregation.LAST
        for at, portions in enumerate(laid.portions[slot]):
            for portion in portions:
                ended = portion.bucket.ended
                for part in ended[-1:] if last else ended:
                    yield slot, at, portion.form, part


def _version(kinds: set[tuple[str, str]]) -> tuple[object, ...]:
    counted = agencies.bodies_ever(sorted(kinds)).aggregate(
        n=Count("pk"), last=Max("pk"), ended=Count("valid_to")
    )
    return (*counted.values(), int(time.monotonic() / _KEPT))


@lru_cache(maxsize=512)
def _by_unit(
    view: View, form: Form, period: str, only: frozenset[int], version: tuple[object, ...]
) -> Mapping[int, Owed]:
    """What is due of one form for one period, by the units in which the places of the bodies count."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    day = window(period).last
    for kind, level, name, cells in form.reporters:
        known = _bodies(kind, level, version)
        for place in known.keys() & view.by_place.keys():
            count = sum(
                body.days.holds(day) and body.name.startswith(name) and (not only or body.pk in only)
                for body in known[place]
            )
            for unit in view.by_place[place] if count else ():
                found[unit][0] += count
                found[unit][1] += count * cells
    return {unit: Owed(*counted) for unit, counted in found.items()}


@lru_cache(maxsize=16)
def _bodies(kind: str, level: str, _version: tuple[object, ...]) -> Mapping[int, list[_Body]]:
    """By place."""
    rows = agencies.bodies_ever([(kind, level)]).exclude(place=None)
    told = rows.values_list("pk", "place", "name", "valid_from", "valid_to")
    found: dict[int, list[_Body]] = defaultdict(list)
    for pk, place, name, start, end in told:
        found[place or 0].append(_Body(pk, fold(name), Span(start, end)))
    return dict(found)
