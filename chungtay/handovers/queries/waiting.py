"""Work that waits to pass on: bodies that ended and still owe."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from chungtay.agencies import queries as agencies
from chungtay.agencies.queries.life import list_ended, successors_of
from chungtay.agencies.rules import Power
from chungtay.agencies.rules.successions import WHOLE, choose_subject
from chungtay.base.actor import Actor
from chungtay.base.holding import Held
from chungtay.handovers.rooms import ROOMS
from chungtay.plans.queries.holding import ended_who_owe

if TYPE_CHECKING:
    from chungtay.agencies.models import Agency

Heirs = Mapping[str, list[int]]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A body that ended and still owes ``count`` things, and who its successors are."""

    agency: int
    name: str
    ended_on: date | None
    count: int
    heirs: list[str]


def may_hand_over(actor: Actor) -> bool:
    return actor.can(Power.PLANS_MANAGE) and actor.can(Power.AGENCIES_MANAGE)


def count_waiting(actor: Actor, *, today: date) -> int:
    """How many ended bodies still owe open work, for the menu."""
    return len(ended_who_owe(actor, on=today)) if may_hand_over(actor) else 0


def list_suggestions(actor: Actor, *, today: date) -> list[Suggestion]:
    """The bodies that ended and still owe, the longest ended first."""
    if not may_hand_over(actor):
        return []
    owing = ended_who_owe(actor, on=today)
    heirs = successors_of(owing, on=today)
    names = agencies.names_of(
        {body for found in heirs.values() for bodies in found.values() for body in bodies}
    )
    return [
        Suggestion(
            body.pk, body.name, body.valid_to, owing[body.pk],
            list(dict.fromkeys(names[heir] for found in heirs.get(body.pk, {}).values() for heir in found)),
        )
        for body in list_ended(owing, on=today)
    ]  # fmt: skip


def get_body(actor: Actor, agency: int) -> "Agency":
    """A body whose work the actor may hand over, ended or not."""
    actor.must(Power.PLANS_MANAGE)
    found = agencies.get_agency(actor, agency)
    agencies.must_manage(actor, found)
    return found


def held_by(actor: Actor, agency: int, *, on: date) -> list[Held]:
    """Everything that a body holds, in every room."""
    return [held for room in ROOMS.values() for held in room.work_held_by(actor, [agency], on=on)]


def proposed_heirs(held: Held, heirs: Heirs) -> tuple[int, ...]:
    """Who should take a thing over, by the subject that its words tell; empty when a person must say."""
    subject = choose_subject(held.words, heirs.keys()) or WHOLE
    return tuple(heirs.get(subject, ()))
