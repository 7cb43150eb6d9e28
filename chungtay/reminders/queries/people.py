"""Who hears of what is due: all who hold a post on the day, in any capacity; and which body stands above which.

For work that no person started, so none of these takes an actor.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from django.contrib.auth import get_user_model
from django.db.models import Q

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power, capacities, powers_passing, roles
from chungtay.base.actor import system
from chungtay.base.text import fold
from chungtay.notices import queries as notices
from chungtay.notices.rules import Wishes
from chungtay.places import queries as places
from chungtay.reminders.models import Turn
from chungtay.reminders.rules import Body, Seat, parents_of

REMINDING = system("nhắc việc")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with posts today. The calendar of the province counts in which ``place`` lies, that of the body of the
    post held longest.
    """

    account: int
    seats: tuple[Seat, ...]
    place: int | None
    wishes: Wishes
    looked_on: date | None


def list_readers(*, on: date) -> list[Reader]:
    """Everybody who holds a post on that day and whose account is open, in the order of their accounts."""
    seats: dict[int, list[Seat]] = defaultdict(list)
    placed: dict[int, int | None] = {}
    headed = set()
    for account, agency, place, role, post, capacity, named in _held(on):
        powers = powers_passing(roles()[role], capacity, named)
        heads = capacities()[capacity].passes != "named" and is_head(post, role)
        headed |= {agency} if heads else set()
        placed.setdefault(account, place)
        seats[account].append(Seat(agency, Power.WORK_REPORT in powers, heads, Power.PLANS_MANAGE in powers))
    wishes = notices.wishes_of(seats)
    looked = dict(Turn.objects.values_list("account", "looked_on"))
    return [
        Reader(
            account, tuple(_standing_in(seat, headed) for seat in seats[account]), placed[account],
            wishes[account], looked.get(account),
        )
        for account in sorted(seats)
    ]  # fmt: skip


def _held(on: date) -> list[tuple[int, int, int | None, str, str, str, list[str]]]:
    """Account, body, its place, role, name of the post, capacity and named powers of each holding of the day."""
    until = Q(holdings__held_to__isnull=True) | Q(holdings__held_to__gt=on)
    held = get_user_model().objects.filter(until, holdings__held_from__lte=on, is_active=True)
    return list(
        held.order_by("holdings__held_from", "holdings__pk").values_list(
            "pk", "holdings__post__agency", "holdings__post__agency__place", "holdings__post__role",
            "holdings__post__name", "holdings__capacity", "holdings__powers",
        )
    )  # fmt: skip


def _standing_in(seat: Seat, headed: set[int]) -> Seat:
    """Where nobody heads a body, everybody who does its work is told in the head's place."""
    heads = seat.heads or (seat.works and seat.agency not in headed)
    return Seat(seat.agency, seat.works, heads, seat.manages)


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    """heads.toml, its words folded."""
    raw = tomllib.loads(files("chungtay.reminders").joinpath("heads.toml").read_text(encoding="utf-8"))
    words = {name: tuple(f"{fold(word)} " for word in raw[name]) for name in ("starts", "but")}
    return {**words, "roles": tuple(raw["roles"])}


@cache
def is_head(post: str, role: str) -> bool:
    """Whether a post of this name and role heads its body."""
    name = f"{fold(post)} "
    by_name = name.startswith(_heads()["starts"]) and not name.startswith(_heads()["but"])
    return by_name or role in _heads()["roles"]


@dataclass(frozen=True, slots=True)
class Tree:
    """All bodies of a day, which stands above which, and in which province each place of theirs lies."""

    bodies: frozenset[int]
    parents: Mapping[int, int]
    provinces: Mapping[int, int]  # of each place

    def concerning(self, seats: Iterable[Seat]) -> frozenset[int]:
        """The bodies whose work somebody in one of these seats may have to hear of."""
        seats = list(seats)
        if any(seat.manages for seat in seats):
            return self.bodies
        heads = {seat.agency for seat in seats if seat.heads}
        below = {body for body, parent in self.parents.items() if parent in heads}
        return frozenset({seat.agency for seat in seats} | below)


def list_bodies(*, on: date) -> Tree:
    """The bodies that are there on that day, with rules.parents_of."""
    rows = agencies.list_agencies(REMINDING, on=on).order_by("pk")
    bodies = [Body(*row) for row in rows.values_list("pk", "kind", "place", "parent")]
    stood = places.ancestors_of({body.place for body in bodies if body.place is not None}, on)
    above = {place: [unit.pk for unit in reversed(units)] for place, units in stood.items()}
    provinces = {place: units[0].pk if units else place for place, units in stood.items()}
    return Tree(frozenset(body.pk for body in bodies), parents_of(bodies, above), provinces)
