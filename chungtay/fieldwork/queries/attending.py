"""What in the registers needs attention, for the entries that somebody sees; and how far a survey has come."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from django.db.models import Q

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


Rows = Mapping[str, list[Row]]  # by the code of the register, the earliest first
Look = Callable[[Rows, date], Iterable[Attention]]
_STANDING = (
    "lawful_licences", "lawful_sites", "lawful_checks", "concern_points", "cooperation", "models", "equipment",
)  # fmt: skip
_HAPPENED = ("lawful_stock", "lawful_losses")
_LOOKS: tuple[Look, ...] = (
    lambda rows, today: check_licences(rows["lawful_licences"], rows["lawful_sites"], today),
    lambda rows, today: check_inspections(rows["lawful_sites"], rows["lawful_checks"], today),
    lambda rows, _today: check_stock(rows["lawful_stock"]),
    lambda rows, _today: check_losses(rows["lawful_losses"]),
    lambda rows, today: check_points(rows["concern_points"], today),
    lambda rows, today: check_agreements(rows["cooperation"], today),
    lambda rows, today: check_reviews(rows["models"], today),
    lambda rows, today: check_equipment(rows["equipment"], today),
)


def _read(actor: Actor, *, standing: tuple[str, ...] = (), happened: tuple[str, ...], since: date) -> Rows:
    """The entries of these shipped registers that the actor sees, all in one question; others are not there."""
    which = Q(register__code__in=standing) | Q(register__code__in=happened, day__gte=since)
    seen = registers.visible_to(actor).filter(which, register__place=None).exclude(state=EntryState.STRUCK)
    rows: dict[str, list[Row]] = {code: [] for code in (*standing, *happened)}
    for code, *row in seen.order_by("day", "pk").values_list(
        "register__code", "pk", "place", "day", "answers"
    ):
        rows[code].append(Row(*row))
    return rows


def list_attention(actor: Actor, *, on: date) -> list[Attention]:
    """What is wrong, then what is late, then what is near, over every register that the actor sees."""
    rows = _read(actor, standing=_STANDING, happened=_HAPPENED, since=on - _LOOKED_BACK)
    found: Iterator[Attention] = (one for look in _LOOKS for one in look(rows, on))
    return sorted(found, key=lambda one: one.order)


def list_coverage(actor: Actor, *, on: date) -> list[Coverage]:
    """The surveys of two years, hamlet by hamlet, for the communes that the actor sees."""
    rows = _read(actor, happened=("surveys",), since=on - timedelta(days=730))["surveys"]
    communes = {row.place for row in rows}
    villages = {
        commune: [unit.full_name for unit in places.children(commune, on) if unit.kind == Kind.VILLAGE]
        for commune in communes
    }
    return coverage(rows, villages)
