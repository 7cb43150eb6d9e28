"""Whose communes are whose to see. Who oversees figures sees those of the jurisdiction, a committee its own commune."""

from datetime import date

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyKind
from chungtay.areas.rules.checks import APPROVE, PROPOSE, may_approve, may_propose
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.figures.rules import oversees
from chungtay.places import queries as places
from chungtay.places.queries import PlaceOn
from chungtay.places.rules import Kind


def sees_many(actor: Actor) -> bool:
    return bool(actor.reach) and (oversees(actor) or actor.can(APPROVE))


def approves(actor: Actor) -> bool:
    return sees_many(actor) and actor.can(APPROVE)


def seen_places(actor: Actor) -> frozenset[int]:
    """Every unit, of today or of the past, whose class the actor may see. Raises NotThere for nobody's."""
    if sees_many(actor):
        return frozenset(places.ids_ever_within(actor.reach))
    if not actor.can(PROPOSE) or actor.place is None:
        raise NotThere("areas")
    return frozenset({actor.place, *(step.place.pk for step in places.predecessors(actor.place))})


def get_commune(actor: Actor, place: int) -> PlaceOn:
    """A commune that the actor may see, as it is or was last called."""
    if place not in seen_places(actor):
        raise NotThere("place")
    found = places.get_place(place)
    if found.kind is not Kind.COMMUNE:
        raise NotThere("place")
    return found


def proposes_for(actor: Actor, place: int) -> bool:
    """The committee of the commune; its police advise, and see the page."""
    if not may_propose(actor, place=place):
        return False
    return agencies.own_body(actor).kind == AgencyKind.PEOPLES_COMMITTEE


def may_approve_at(actor: Actor, place: int) -> bool:
    return actor.can(APPROVE) and may_approve(actor, above=places.ids_ever_above(place))


def province_of(place: int, on: date) -> int:
    """The province that the unit stands in on that day, or stood in when it was there last."""
    found = places.get_place(place)
    above = places.ancestors(place, places.day_of(found, on))
    return above[0].pk if above else place
