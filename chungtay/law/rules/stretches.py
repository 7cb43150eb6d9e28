"""Stretches of time that move the last day of a measure: absence, custody, flight, what was served before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from chungtay.law.rules.answers import NoAnswer
from chungtay.law.rules.book import Row, pages, row_fields
from chungtay.law.rules.terms import LegalMeasure


class StretchEffect(StrEnum):
    STOPS = "stops"
    COUNTS = "counts"
    DEDUCTS = "deducts"


@dataclass(frozen=True, slots=True, kw_only=True)
class StretchRow(Row):
    kind: str
    words: str
    measures: frozenset[LegalMeasure]
    effect: StretchEffect


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from ``first`` to ``last``, both included; None while it goes on."""

    kind: str
    first: date
    last: date | None


def last_day_with(
    measure: LegalMeasure, first: date, last: date, stretches: Iterable[Stretch], on: date
) -> date | None:
    """The last day of a measure from ``first`` to ``last`` with what happened meanwhile; None while it stands still.

    Days that stop the term are added once, however often they are told, and only when they fall into it; days served
    before are taken off. ``on`` is the day whose rules hold. Raises NoAnswer for a stretch the law does not know.
    """
    told = [(effect_of(one.kind, measure, on).effect, one) for one in stretches]
    served = [one for effect, one in told if effect is StretchEffect.DEDUCTS]
    for start, end in _joined(served, first - timedelta(days=1)):
        last -= timedelta(days=(end - start).days + 1)
    stopped = [one for effect, one in told if effect is StretchEffect.STOPS]
    open_from = min((one.first for one in stopped if one.last is None), default=None)
    closed = [one for one in stopped if one.last is not None]
    for start, end in _joined(closed, open_from and open_from - timedelta(days=1)):
        if end >= first and start <= last:
            last += timedelta(days=(end - max(start, first)).days + 1)
    return None if open_from is not None and open_from <= last else last


def _joined(stretches: Iterable[Stretch], until: date | None) -> Iterator[tuple[date, date]]:
    """The days of the stretches, up to ``until``, as runs that do not overlap, in order."""
    runs: list[tuple[date, date]] = []
    for one in sorted(stretches, key=lambda stretch: stretch.first):
        end = min(day for day in (one.last, until, date.max) if day is not None)
        if end < one.first:
            continue
        if runs and one.first <= runs[-1][1] + timedelta(days=1):
            runs[-1] = (runs[-1][0], max(runs[-1][1], end))
        else:
            runs.append((one.first, end))
    yield from runs


def effect_of(kind: str, measure: LegalMeasure, on: date) -> StretchRow:
    """What a stretch of this kind does to a measure, by the rules of the day."""
    for row in stretch_rows():
        if row.kind == kind and measure in row.measures and row.holds(on):
            return row
    raise NoAnswer(
        "no such stretch",
        f"Luật áp dụng ngày {on:%d/%m/%Y} không nói “{kind}” thay đổi thời hạn của biện pháp này thế nào.",
        kind=kind,
        measure=str(measure),
    )


@cache
def stretch_rows() -> tuple[StretchRow, ...]:
    return tuple(
        StretchRow(
            kind=raw["kind"],
            words=raw["words"],
            measures=frozenset(LegalMeasure(name) for name in raw["measures"]),
            effect=StretchEffect(raw["effect"]),
            **row_fields(raw),
        )
        for raw in pages("stretches")["stretch"]
    )
