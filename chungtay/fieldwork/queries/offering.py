"""The forms that a body fills in the field, and the file of units beside them."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.fieldwork.rules.openrosa import places_csv
from chungtay.places import queries as places
from chungtay.registers import queries as registers
from chungtay.registers.rules import PLACES

if TYPE_CHECKING:
    from chungtay.registers.models import Register, RegisterVersion


def forms_of(actor: Actor, *, on: date) -> Iterator["RegisterVersion"]:
    """The newest form of every register that the own body keeps, in their order."""
    for kept in registers.list_registers(actor, on=on):
        if kept.own:
            yield registers.get_version(kept.register, registers.newest(kept.register).number)


def form_called(actor: Actor, code: str) -> "Register":
    """The register whose form a phone calls so; a province's own stands before a shipped one."""
    named = registers.visible_registers(actor).filter(code=code).order_by(F("place").asc(nulls_last=True))
    found = next((one for one in named if registers.keeps_register(actor, one)), None)
    if found is None:
        raise NotThere("register")
    return found


def get_form(actor: Actor, register: int, number: int) -> "RegisterVersion":
    found = registers.get_register(actor, register)
    if not registers.keeps_register(actor, found):
        raise NotThere("register")
    return registers.get_version(found, number)


def names_places(form: "RegisterVersion") -> bool:
    """Whether the form asks for a unit, so that the file of units goes with it."""
    return f"jr://file-csv/{PLACES}" in form.xform


def places_of(actor: Actor, *, on: date) -> str:
    """The file of units: where the actor works, and the units right below."""
    units = {}
    for root in sorted(actor.reach):
        for unit in (places.get_place(root, on), *places.children(root, on)):
            units[unit.code] = unit.full_name
    return places_csv(units.items())
