"""Capacity and free places of facilities: numbers, never a name."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.care.models import Patient, Places
from chungtay.care.rules import RoomKind, may_see_places
from chungtay.people.access import everything
from chungtay.places import queries as places


@dataclass(frozen=True, slots=True)
class Free:
    """Places of one kind at one facility; ``free`` is below nought where more are in than there is room for."""

    facility: int
    name: str
    room: RoomKind
    number: int
    taken: int

    @property
    def free(self) -> int:
        return self.number - self.taken


def free_places(actor: Actor, *, on: date) -> list[Free]:
    """Of every facility of the actor's province."""
    if not may_see_places(actor):
        raise NotThere("places")
    above = {place for root in actor.reach for place in places.ids_ever_above(root)}
    near = places.ids_ever_within(frozenset(above) or actor.reach)
    newest: dict[tuple[int, str], int] = {}
    for row in Places.objects.filter(since__lte=on, facility__place__in=near).order_by("since"):
        newest[row.facility_id, row.room] = row.number
    with everything():
        inside = Patient.objects.filter(until__isnull=True, facility__in={key[0] for key in newest})
        taken = Counter(inside.values_list("facility", "room"))
    names = agencies.names_of({facility for facility, _ in newest})
    found = [
        Free(facility, names[facility], RoomKind(room), number, taken[facility, room])
        for (facility, room), number in newest.items()
    ]
    return sorted(found, key=lambda one: (one.name, list(RoomKind).index(one.room)))
