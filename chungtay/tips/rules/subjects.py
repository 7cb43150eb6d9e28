"""What a tip may be about, who then receives it, and what holds of every tip: data of this room, read once."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from chungtay.agencies.rules import AgencyLevel, name_key


@dataclass(frozen=True, slots=True)
class Subject:
    """``to``: levels and beginnings of names, in the order in which they are asked to receive."""

    code: str
    name: str
    name_en: str
    to: tuple[tuple[AgencyLevel, str], ...]
    crime: bool
    names_body: bool
    keep: int  # days


@dataclass(frozen=True, slots=True)
class Body:
    """A body that has somebody who can open tips. ``above``: the bodies over it."""

    agency: int
    name: str
    level: str
    place: int | None
    above: frozenset[int] = frozenset()


@cache
def subjects() -> dict[str, Subject]:
    return {
        code: Subject(
            code, row["name"], row["name_en"],
            tuple((AgencyLevel(level), name_key(start)) for level, start in row["to"]),
            row.get("crime", False), row.get("about") == "agency", row["keep"],
        )
        for code, row in _data("subjects").items()
    }  # fmt: skip


@cache
def policy() -> dict[str, Any]:
    return _data("policy")


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("chungtay.tips").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


def route(
    subject: Subject, bodies: Iterable[Body], *, commune: int | None, province: int, about: int | None
) -> int | None:
    """The agency that receives a tip, or None where only the keepers of the hotline are left.

    Never the body that the tip speaks of, nor one beneath it: whoever is accused does not read the accusation.
    """
    free = [body for body in bodies if about is None or (body.agency != about and about not in body.above)]
    for level, start in subject.to:
        place = commune if level == AgencyLevel.COMMUNE else province
        for body in sorted(free, key=lambda body: body.agency):
            if (body.level, body.place) == (level, place) and name_key(body.name).startswith(start):
                return body.agency
    return None
