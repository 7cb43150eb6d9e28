"""The values that an actor may send out, report after report, never all in memory."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Q

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.exchange.queries.shapes import describe, named_bodies, named_units, parents_of
from chungtay.exchange.rules import Counted, Line, LineStanding, Shape, body_code, hidden_of
from chungtay.figures import queries as figures
from chungtay.figures.rules import ValueState, oversees
from chungtay.figures.rules.rights import ANY
from chungtay.indicators.rules import policy
from chungtay.law.rules import window
from chungtay.places import queries as places

AT_ONCE = 200  # reports whose values are read together
Row = tuple[int, int, Decimal | None, int | None, int]  # report, cell, number, reason, state


@dataclass(frozen=True, slots=True)
class Chosen:
    """``place`` None: what the own body has reported, whole. A place: every report there, for outside."""

    data_set: str
    periods: tuple[str, ...]
    place: int | None = None
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Parcel:
    """``hidden``: how many numbers do not leave; ``reports``: of how many reports the lines are."""

    shape: Shape
    lines: Iterator[Line]
    reports: int
    hidden: int


@dataclass(frozen=True, slots=True)
class _Report:
    pk: int
    period: str
    place: int
    code: str
    agency: int


def send_out(actor: Actor, chosen: Chosen) -> Parcel:
    """What was chosen, as the actor may see it. Raises NotThere for another's form, place or period.

    What is hidden is found over all units beside each other, so that two files of parts of them hide the same.
    """
    if ANY.isdisjoint(actor.powers) or not chosen.periods:
        raise NotThere("figures")
    if chosen.place is not None and not _may_send(actor, chosen.place):
        raise NotThere("place")
    shape, cells = describe(chosen.data_set, chosen.periods)
    reports = _reports(actor, chosen)
    hidden: frozenset[tuple[int, str]] = frozenset()
    if chosen.place is not None:
        every, within = reports, set(places.ids_ever_within({chosen.place}))
        reports = [one for one in every if one.place in within]
        hidden = _hidden(actor, every, reports, shape, cells)
    named = _named(shape, reports)
    kept = {one.pk for one in reports}
    lines = _lines(actor, reports, cells, hidden, approved=chosen.approved)
    return Parcel(named, lines, len(reports), sum(report in kept for report, _cell in hidden))


def _may_send(actor: Actor, place: int) -> bool:
    return oversees(actor) and not actor.reach.isdisjoint(places.ids_ever_above(place))


def _reports(actor: Actor, chosen: Chosen) -> list[_Report]:
    found = figures.visible_to(actor).filter(data_set__code=chosen.data_set, period__in=chosen.periods)
    if chosen.place is None:
        found = found.filter(agency=actor.agency)
    ordered = found.order_by("period", "place__code", "place__valid_from", "agency")
    rows: Iterable[Any] = ordered.values_list("pk", "period", "place", "place__code", "agency")
    return [_Report(*row) for row in rows]


def _named(shape: Shape, reports: Sequence[_Report]) -> Shape:
    """The shape with the units and bodies of the reports."""
    if not reports:
        return shape
    units = named_units({one.place for one in reports}, window(reports[-1].period).last)
    homes = {one.agency: one.code for one in reports}
    return replace(shape, units=units, bodies=named_bodies(homes.keys(), homes))


def _values(
    actor: Actor, reports: Sequence[_Report], only: Iterable[int] | None = None
) -> Iterator[list[Row]]:
    """The values of some reports at a time; ``only`` of these cells."""
    wanted = Q(values__value__isnull=False) | Q(values__missing__isnull=False)
    if only is not None:
        wanted &= Q(values__cell__in=list(only))
    columns = ("pk", "values__cell", "values__value", "values__missing", "values__state")
    for start in range(0, len(reports), AT_ONCE):
        some = [one.pk for one in reports[start : start + AT_ONCE]]
        rows: Any = figures.visible_to(actor).filter(wanted, pk__in=some).order_by().values_list(*columns)
        yield list(rows)


def _lines(
    actor: Actor, reports: Sequence[_Report], cells: Mapping[int, str], hidden: frozenset[tuple[int, str]], *,
    approved: bool,
) -> Iterator[Line]:  # fmt: skip
    known = {one.pk: (at, one) for at, one in enumerate(reports)}
    order = {pk: at for at, pk in enumerate(cells)}
    for rows in _values(actor, reports):
        told = [row for row in rows if row[1] in order]
        for pk, cell, value, reason, state in sorted(told, key=lambda row: (known[row[0]][0], order[row[1]])):
            is_approved = state == ValueState.APPROVED
            if approved and not is_approved:
                continue
            of, code = known[pk][1], cells[cell]
            named = (of.code, body_code(of.agency), of.period, code)
            if (pk, code) in hidden:
                yield Line(*named, standing=LineStanding.HIDDEN)
            else:
                standing = LineStanding.APPROVED if is_approved else LineStanding.PROVISIONAL
                yield Line(*named, value, reason, standing)


def _hidden(
    actor: Actor, every: Sequence[_Report], sent: Sequence[_Report], shape: Shape, cells: Mapping[int, str]
) -> frozenset[tuple[int, str]]:
    """Of what is sent, and of every report of the units beside: their common total tells of each."""
    people = {pk: code for pk, code in cells.items() if shape.cells[code].unit in policy().units}
    above = _above(every)
    tables = {above[one.period, one.place] for one in sent}
    known = {one.pk: one for one in every if above[one.period, one.place] in tables}
    counted = (
        Counted(pk, above[known[pk].period, known[pk].place], known[pk].period, people[cell], int(value))
        for rows in _values(actor, list(known.values()), people)
        for pk, cell, value, _reason, _state in rows
        if value is not None
    )
    return hidden_of(shape, counted, threshold=policy().threshold, spread=policy().spread)


def _above(reports: Sequence[_Report]) -> dict[tuple[str, int], str]:
    """Which unit stood right above the place of a report when its period ended."""
    found: dict[tuple[str, int], str] = {}
    for period in {one.period for one in reports}:
        there = {one.place for one in reports if one.period == period}
        chains = parents_of(there, window(period).last)
        found |= {(period, place): chain[-1].code if chain else "" for place, chain in chains.items()}
    return found
