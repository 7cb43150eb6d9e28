"""Fills the bodies of the example province and the people who work in them."""

import random
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from django.conf import settings

from chungtay.agencies import access, services
from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyKind, AgencyLevel
from chungtay.base.actor import Actor
from chungtay.base.text import fold
from chungtay.places import queries as places
from chungtay.places.queries import PlaceOn

PROVINCE = "11"  # Điện Biên; the code did not change in 2025
LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
DISTRICTS_ENDED = date(2025, 7, 1)


@cache
def data(name: str) -> dict[str, Any]:
    return tomllib.loads(
        files("chungtay.example").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    )


@dataclass
class Bodies:
    """The bodies made so far, found by any name given in the data."""

    by: Actor
    now: datetime
    province: PlaceOn
    ids: dict[str, int] = field(default_factory=dict)

    def open(
        self,
        row: dict[str, Any],
        *,
        level: AgencyLevel,
        place: int | None,
        kind: AgencyKind | None = None,
        known: bool = True,
    ) -> int:
        made = services.open_agency(
            by=self.by, now=self.now, name=row["name"], short_name=row.get("short", ""), level=level, place=place,
            kind=AgencyKind(row["kind"]) if "kind" in row else kind, aliases=row.get("aliases", []),
            valid_from=row.get("from", data("agencies")["default_from"]), valid_to=row.get("to"),
            ground="" if "to" in row else row.get("ground", ""),
            end_ground=row.get("ground", "") if "to" in row else "", is_example=True,
        )  # fmt: skip
        if known:
            self.ids |= dict.fromkeys((row["name"], row.get("short", "")), made.pk)
        return made.pk


def open_bodies(*, by: Actor, now: datetime, today: date) -> Bodies:
    """The province's bodies and groups, and one body for every district and commune of the era before 1 July 2025.

    What became of these on that day is done as in life, by the reorganisation (example/past.py).
    """
    province = places.place_at(PROVINCE, today)
    if province is None:
        raise LookupError(f"no place {PROVINCE} on {today}")
    bodies = Bodies(by, now, province)
    source = data("agencies")
    for row in source["centre"]:
        bodies.open(row, level=AgencyLevel.CENTRAL, place=None)
    for row in source["agency"]:
        bodies.open(row, level=AgencyLevel.PROVINCE, place=province.pk)
    for row in source["group"]:
        _open_group(bodies, row, [bodies.ids[name] for name in row["members"]])
    districts = places.children(province.pk, LAST_DAY_OF_DISTRICTS)
    communes = [
        unit for district in districts for unit in places.children(district.pk, LAST_DAY_OF_DISTRICTS)
    ]
    _open_units(bodies, source["districts"], districts, AgencyLevel.DISTRICT)
    _open_units(bodies, source["old_communes"], communes, AgencyLevel.COMMUNE)
    _open_units(bodies, source["old_commune_police"], communes, AgencyLevel.COMMUNE)
    return bodies


def group_new_units(bodies: Bodies, *, now: datetime, today: date) -> None:
    """Once the units have changed: the groups by which papers call the new bodies, and every new body by its name."""
    source = data("agencies")
    since = replace(bodies, now=now)
    for line in ("communes", "commune_police"):
        row = source[line]
        members = {}
        for unit in places.children(bodies.province.pk, today):
            name = f"{row['unit']} {unit.type_word} {unit.name}"
            members[name] = agencies.resolve([name], on=today, near=unit.pk)[name]
        bodies.ids.update(members)
        named = {"name": row["group"], "aliases": row["aliases"], "from": DISTRICTS_ENDED}
        _open_group(since, named, list(members.values()))


def _open_units(bodies: Bodies, row: dict[str, Any], units: list[PlaceOn], level: AgencyLevel) -> None:
    """One body for every unit, called after it, and the group of them all."""
    members = [
        bodies.open(
            {
                "name": f"{row['unit']} {unit.type_word} {unit.name}",
                "aliases": [f"{row['unit']} {unit.type_word}"],  # what the unit's own papers write
            },
            level=level,
            place=unit.pk,
            known=False,  # the seats of the example are in the bodies of today, some of the same name
        )
        for unit in units
    ]
    _open_group(bodies, {**row, "name": row["group"]}, members)


def _open_group(bodies: Bodies, row: dict[str, Any], members: list[int]) -> None:
    group = bodies.open(row, level=AgencyLevel.PROVINCE, place=bodies.province.pk, kind=AgencyKind.GROUP)
    services.set_members(
        by=bodies.by, now=bodies.now, group=agencies.get_agency(bodies.by, group), members=members
    )


def invented_names() -> Iterator[str]:
    """Names of people who do not exist, the same ones every time, each with the mark of the example."""
    parts = data("people")
    chance = random.Random(parts["seed"])  # noqa: S311  invented names need no secrecy
    while True:
        yield " ".join(
            [*(chance.choice(parts[part]) for part in ("family", "middle", "given")), parts["mark"]]
        )


class People:
    """Accounts with invented names, one after the other. Only the offered seats can be signed in to."""

    def __init__(self, bodies: Bodies) -> None:
        self._bodies, self._names = bodies, invented_names()
        self._seated: set[str] = set()
        self.actors: dict[int, Actor] = {}  # by body
        self.offered: dict[str, Actor] = {}  # by username

    def next_name(self) -> str:
        return next(self._names)

    def open_offered(self, *, held_from: date) -> None:
        """The seats that the sign-in page offers, as far as their bodies are there on that day."""
        for seat in data("accounts")["seat"]:
            agency = self._bodies.ids.get(seat["agency"])
            if agency is None or seat["username"] in self._seated:
                continue
            self._seated.add(seat["username"])
            actor = _seat(
                self._bodies, agency, seat["username"], next(self._names), seat["post"], seat["role"], held_from,
                password=settings.EXAMPLE_PASSWORD,
            )  # fmt: skip
            self.offered[seat["username"]] = actor
            self.actors.setdefault(agency, actor)

    def open_others(self, bodies: Iterable[int], *, held_from: date) -> None:
        """One officer for each of these bodies that has nobody yet."""
        for body in bodies:
            if body not in self.actors:
                self.actors[body] = self._officer(body, held_from)

    def open_seat(self, body: int, username: str, post: str, role: str, *, held_from: date) -> Actor:
        """A seat that is not offered on the sign-in page."""
        return _seat(self._bodies, body, username, self.next_name(), post, role, held_from, password="")

    def _officer(self, agency: int, held_from: date) -> Actor:
        body = agencies.get_agency(self._bodies.by, agency)
        role = "commune" if body.level == AgencyLevel.COMMUNE else "department"
        username = _username(f"{body.short_name or body.name} {agency if role == 'commune' else ''}")
        return _seat(
            self._bodies, agency, username, next(self._names), "Cán bộ theo dõi", role, held_from, password=""
        )


def _username(name: str) -> str:
    words = fold(name).replace("uy ban nhan dan", "ubnd").replace("&", "").replace("/", "")
    return ".".join(words.split())


def _seat(
    bodies: Bodies,
    agency: int,
    username: str,
    name: str,
    post: str,
    role: str,
    held_from: date,
    *,
    password: str,
) -> Actor:
    account, _ = services.open_account(
        by=bodies.by, now=bodies.now, agency=agencies.get_agency(bodies.by, agency), username=username, name=name,
        post_name=post, role=role, held_from=held_from, password=password, is_example=True,
    )  # fmt: skip
    return access.actor_of(agencies.list_holdings(account.pk, on=held_from)[0])
