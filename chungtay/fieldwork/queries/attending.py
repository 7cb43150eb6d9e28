"""What in the registers needs attention, for the entries that somebody sees; and how far a survey has come."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from chungtay.base.actor import Actor
from chungtay.fieldwork.rules import (
    Attention,
    Coverage,
    Row,
    check_agreements,
    check_equipment,
    check_inspections,
    check_licences,
    check_losses,
    check_points,
    check_reviews,
    check_stock,
    coverage,
)
from chungtay.places import queries as places
from chungtay.places.rules import Kind
from chungtay.registers import queries as registers
from chungtay.registers.rules import EntryState

_LOOKED_BACK = timedelta(days=3 * 366)  # of what happened; what stands is read however old it is


class _Read:
    """The entries of the shipped registers that the actor sees, each register read once."""

    def __init__(self, actor: Actor) -> None:
        self._seen = registers.visible_to(actor).filter(register__place=None).exclude(state=EntryState.STRUCK)
        self._kept: dict[str, list[Row]] = {}

    def rows(self, code: str, since: date | None = None) -> list[Row]:
        if code not in self._kept:
            found = self._seen.filter(register__code=code).order_by("day", "pk")
            found = found.filter(day__gte=since) if since else found
            self._kept[code] = [Row(*row) for row in found.values_list("pk", "place", "day", "answers")]
        return self._kept[code]


Look = Callable[[_Read, date], Iterable[Attention]]
_LOOKS: tuple[Look, ...] = (
    lambda read, today: check_licences(read.rows("lawful_licences"), read.rows("lawful_sites"), today),
    lambda read, today: check_inspections(read.rows("lawful_sites"), read.rows("lawful_checks"), today),
    lambda read, today: check_stock(read.rows("lawful_stock", today - _LOOKED_BACK)),
    lambda read, today: check_losses(read.rows("lawful_losses", today - _LOOKED_BACK)),
    lambda read, today: check_points(read.rows("concern_points"), today),
    lambda read, today: check_agreements(read.rows("cooperation"), today),
    lambda read, today: check_reviews(read.rows("models"), today),
    lambda read, today: check_equipment(read.rows("equipment"), today),
)


def list_attention(actor: Actor, *, on: date) -> list[Attention]:
    """What is wrong, then what is late, then what is near, over every register that the actor sees."""
    read = _Read(actor)
    found: Iterator[Attention] = (one for look in _LOOKS for one in look(read, on))
    return sorted(found, key=lambda one: one.order)


def list_coverage(actor: Actor, *, on: date) -> list[Coverage]:
    """The surveys of two years, hamlet by hamlet, for the communes that the actor sees."""
    rows = _Read(actor).rows("surveys", on - timedelta(days=730))
    communes = {row.place for row in rows}
    villages = {
        commune: [unit.full_name for unit in places.children(commune, on) if unit.kind == Kind.VILLAGE]
        for commune in communes
    }
    return coverage(rows, villages)
