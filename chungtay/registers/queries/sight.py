"""Whose is what: every other query of the room starts from here."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor, system
from chungtay.base.problems import NotThere
from chungtay.places import queries as places
from chungtay.registers.models import Entry, Register
from chungtay.registers.queries.versions import newest, newest_of
from chungtay.registers.rules import Definition, Sight, keeps, oversees
from chungtay.registers.rules.rights import ANY, DESIGN

if TYPE_CHECKING:
    from chungtay.agencies.models import Agency

_POLICE = "police"


def visible_registers(actor: Actor) -> QuerySet[Register]:
    """Every register for which rules.may_know says yes."""
    if ANY.isdisjoint(actor.powers) and not actor.can(DESIGN):
        return Register.objects.none()
    found = Register.objects.filter(Q(place__isnull=True) | Q(place__in=agencies.places_above(actor)))
    if agencies.own_body(actor).kind == _POLICE:
        return found
    return found.exclude(sight=Sight.POLICE)


def visible_to(actor: Actor) -> QuerySet[Entry]:
    """Every entry for which rules.may_see says yes."""
    seen = Q(pk__in=[]) if ANY.isdisjoint(actor.powers) else Q(agency=actor.agency)
    if oversees(actor) and actor.reach:
        seen |= Q(place__in=list(places.ids_ever_within(actor.reach).distinct()))
    return Entry.objects.filter(
        seen, register__in=list(visible_registers(actor).values_list("pk", flat=True))
    )


def get_register(actor: Actor, register: int) -> Register:
    found = visible_registers(actor).filter(pk=register).first()
    if found is None:
        raise NotThere("register")
    return found


def get_entry(actor: Actor, entry: int) -> Entry:
    found = (
        visible_to(actor).select_related("register", "version", "agency", "place").filter(pk=entry).first()
    )
    if found is None:
        raise NotThere("entry")
    return found


@dataclass(frozen=True, slots=True)
class Kept:
    """A register as it is asked today, and whether the actor's own body keeps it."""

    register: Register
    definition: Definition
    own: bool


def list_registers(actor: Actor, *, on: date) -> list[Kept]:
    """Those that the own body keeps, and for who oversees or designs those of the others; in their order."""
    body = agencies.own_body(actor)
    open_ = list(visible_registers(actor).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on)))
    versions = newest_of(open_)
    found = [Kept(one, form, _keeps(body, form)) for one in open_ for form in [versions[one.pk].read()]]
    wide = oversees(actor) or actor.can(DESIGN)
    return [one for one in found if one.own or wide]


def shipped_register(code: str) -> Register:
    """For the rooms above. NotThere: the project ships no such register."""
    found = Register.objects.filter(code=code, place__isnull=True).first()
    if found is None:
        raise NotThere("register")
    return found


def body_keeps(code: str, agency: int) -> bool:
    """Whether the project ships the register and the body keeps it; nobody in particular asks."""
    try:
        definition = newest(shipped_register(code)).read()
        body = agencies.get_agency(system("registers"), agency)
    except NotThere:
        return False
    return _keeps(body, definition)


def keeps_register(actor: Actor, register: Register) -> bool:
    """Whether the own body may write into the register."""
    return _keeps(agencies.own_body(actor), newest(register).read())


def _keeps(body: "Agency", form: Definition) -> bool:
    return keeps(form.keepers, kind=body.kind, level=body.level, name=body.name)
