"""Fills the bodies of the example province and the people who work in them."""

import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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
ENDED_GROUND = "Kết thúc khi không còn cấp huyện, từ 01/7/2025"


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
        self, row: dict[str, Any], *, level: AgencyLevel, place: int | None, kind: AgencyKind | None = None
    ) -> int:
        made = services.open_agency(
            by=self.by, now=self.now, name=row["name"], short_name=row.get("short", ""), level=level, place=place,
            kind=AgencyKind(row["kind"]) if "kind" in row else kind, aliases=row.get("aliases", []),
            valid_from=row.get("from", data("agencies")["default_from"]), valid_to=row.get("to"),
            ground="" if "to" in row else row.get("ground", ""),
            end_ground=row.get("ground", "") if "to" in row else "", is_example=True,
        )  # fmt: skip
        for name in (row["name"], row.get("short", "")):
            self.ids[name] = made.pk
        return made.pk


def open_bodies(*, by: Actor, now: datetime, today: date) -> Bodies:
    """The province's bodies, then one body for every district and commune, then the groups."""
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
    communes = places.children(province.pk, today)
    ended = {"to": DISTRICTS_ENDED, "ground": ENDED_GROUND}
    _open_units(bodies, source["districts"], districts, AgencyLevel.DISTRICT, ended)
    begun = {"from": DISTRICTS_ENDED}
    _open_units(bodies, source["communes"], communes, AgencyLevel.COMMUNE, begun)
    _open_units(bodies, source["commune_police"], communes, AgencyLevel.COMMUNE, begun)
    return bodies


def _open_units(
    bodies: Bodies, row: dict[str, Any], units: list[PlaceOn], level: AgencyLevel, days: dict[str, Any]
) -> None:
    """One body for every unit, called after it, and the group of them all."""
    members = [
        bodies.open(
            {
                "name": f"{row['unit']} {unit.type_word} {unit.name}",
                "aliases": [f"{row['unit']} {unit.type_word}"],  # what the unit's own papers write
                **days,
            },
            level=level,
            place=unit.pk,
        )
        for unit in units
    ]
    _open_group(bodies, {"name": row["group"], "aliases": row["aliases"], **days}, members)


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


def open_accounts(bodies: Bodies, *, held_from: date, say: Callable[[str], None]) -> dict[int, Actor]:
    """The seats that the sign-in page offers, then one officer for every other body of today. Actors by body.

    Only the offered seats can be signed in to; the others are there to have worked.
    """
    names = invented_names()
    actors: dict[int, Actor] = {}
    for seat in data("accounts")["seat"]:
        agency = bodies.ids[seat["agency"]]
        actor = _seat(
            bodies, agency, seat["username"], next(names), seat["post"], seat["role"], held_from,
            password=settings.EXAMPLE_PASSWORD,
        )  # fmt: skip
        actors.setdefault(agency, actor)
    for body in agencies.within_jurisdiction(bodies.by, on=held_from).exclude(kind=AgencyKind.GROUP):
        if body.pk not in actors:
            role = "commune" if body.level == AgencyLevel.COMMUNE else "department"
            actors[body.pk] = _seat(
                bodies, body.pk, _username(body.short_name or body.name), next(names), "Cán bộ theo dõi", role,
                held_from, password="",
            )  # fmt: skip
    say(f"  {len(actors)} cơ quan có người dùng")
    return actors


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
