"""A province's units before and after a day, and what becomes of their bodies."""

from collections.abc import Iterable
from datetime import date, timedelta

from chungtay.agencies.queries.life import bodies_at
from chungtay.agencies.rules import AgencyKind, AgencyLevel
from chungtay.base.actor import Actor
from chungtay.handovers.rules import Reform, UnitBody, UnitOn, plan_reform
from chungtay.places import queries as places
from chungtay.places.queries import PlaceOn
from chungtay.places.rules import Kind

_LEVELS = {Kind.DISTRICT: AgencyLevel.DISTRICT, Kind.COMMUNE: AgencyLevel.COMMUNE}


def units_of(province: int, on: date) -> list[PlaceOn]:
    """The districts and communes of a province on a day."""
    below = places.children(province, on)
    return below + [
        unit
        for district in below
        if district.kind == Kind.DISTRICT
        for unit in places.children(district.pk, on)
    ]


def draft_reform(actor: Actor, *, on: date) -> Reform:
    """What the change of units on that day does to the bodies of the actor's province. Asks, changes nothing."""
    eve = on - timedelta(days=1)
    ended = [unit for unit in _units(actor, eve) if unit.kind in _LEVELS and not unit.lives(on)]
    heirs = {
        unit.pk: _unique(
            _unit(step.place) for step in places.successors(unit.pk) if _takes_over(step.place, on)
        )
        for unit in ended
    }
    bodies = [
        UnitBody(body.pk, body.name, AgencyLevel(body.level), body.place_id or 0)
        for body in bodies_at([unit.pk for unit in ended], on=on)
        if body.kind != AgencyKind.GROUP
    ]
    return plan_reform(bodies, {unit.pk: _unit(unit) for unit in ended}, heirs)


def _units(actor: Actor, on: date) -> list[PlaceOn]:
    return [unit for root in sorted(actor.reach) for unit in units_of(root, on)]


def _takes_over(unit: PlaceOn, on: date) -> bool:
    return unit.kind == Kind.COMMUNE and unit.lives(on)


def _unit(unit: PlaceOn) -> UnitOn:
    return UnitOn(unit.pk, f"{unit.type_word} {unit.name}", _LEVELS[unit.kind])


def _unique(units: Iterable[UnitOn]) -> list[UnitOn]:
    return list(dict.fromkeys(units))


def count_units(actor: Actor, *, on: date) -> dict[str, int]:
    """How many units and bodies there are on that day: what a change of units is meant to change."""
    units = _units(actor, on)
    bodies = bodies_at([unit.pk for unit in units], on=on)
    return {
        "districts": sum(unit.kind == Kind.DISTRICT for unit in units),
        "communes": sum(unit.kind == Kind.COMMUNE for unit in units),
        "bodies": sum(body.kind != AgencyKind.GROUP for body in bodies),
        "posts": sum(len(body.posts.all()) for body in bodies),
    }
